#include <firebreak/text.hpp>

#include "report/findings.hpp"

#include <algorithm>

namespace firebreak::report {
namespace {

// The first inadvertent crisis that suits; nullptr if there is none.
template <class Suits>
const RunCauses* first_crisis(const Causes& causes, Suits suits) {
    const auto found = std::find_if(causes.crisis_runs.begin(), causes.crisis_runs.end(),
                                    [&](const RunCauses& run) { return run.inadvertent() && suits(run); });
    return found == causes.crisis_runs.end() ? nullptr : &*found;
}

struct Choice {
    std::uint64_t replicate = 0;
    std::string why;
};

// A fixed rule, so that the same findings always tell the same run and nobody can pick the one that suits.
Choice typical_run(const Causes& causes) {
    const FlawTally* commonest = commonest_misperception(causes);
    const RunCauses* typical =
        commonest == nullptr ? nullptr : first_crisis(causes, [&](const RunCauses& run) {
            return run.last_chance && coarse_group_of(run.flaws[*run.last_chance]) == commonest->group;
        });
    if (typical != nullptr) {
        return {typical->replicate,
                "the first inadvertent crisis whose last clear chance was a misperception of the commonest "
                "kind and side"};
    }
    if (const RunCauses* run =
            first_crisis(causes, [](const RunCauses& r) { return r.last_chance.has_value(); })) {
        return {run->replicate, "the first inadvertent crisis that a single misperception decided"};
    }
    if (const RunCauses* run = first_crisis(causes, [](const RunCauses&) { return true; })) {
        return {run->replicate, "the first inadvertent crisis"};
    }
    if (!causes.crisis_runs.empty())
        return {causes.crisis_runs.front().replicate, "the first crisis; none is inadvertent"};
    return {0, "the first run; none reaches a crisis"};
}

ToldRun tell(const CauseFinder& finder, const FindingsRequest& request, const Causes& causes) {
    const Choice choice =
        request.replicate ? Choice{*request.replicate, "the run that was asked for"} : typical_run(causes);
    const NoiseKey key{request.origin.seed, choice.replicate, 0};
    return {finder.causes_of(key), choice.why};
}

// The study over the settings; empty where there is none. `complete` becomes false if it was stopped.
std::optional<UncertaintyAnswer> ranges_of(const Spec& spec, const FindingsRequest& request,
                                           const StudyAnswer& study, bool& complete) {
    UncertaintyAnswer answer;
    if (request.sweep.made) {
        answer.sweep = *request.sweep.made;
    } else {
        UncertaintyOptions options;
        options.points = request.sweep.settings;
        options.runs = request.sweep.each;
        options.seed = request.runs.seed;
        options.jobs = request.runs.jobs;
        options.progress = request.runs.progress;
        options.stop = request.runs.stop;
        answer.sweep = run_uncertainty(spec, options);
    }
    complete = answer.sweep.complete;
    std::optional<StudyAnswer> stated = stated_arms(study, answer.sweep.arms);
    if (!complete || !stated) return std::nullopt;
    answer.stated = *std::move(stated);
    answer.stated.origin.options = "--settings " + std::to_string(answer.sweep.options.points) + " --each " +
                                   std::to_string(answer.sweep.options.runs);
    assess(answer);
    return answer;
}

}  // namespace

Findings find_all(const Spec& spec, const FindingsRequest& request,
                  const std::function<void(const std::string&)>& begin) {
    Findings findings;
    findings.origin = request.origin;
    findings.arm.measures = request.measures;
    findings.measures_text = request.measures_text;
    findings.stop = request.runs.stop;

    Study study = make_study(spec);
    begin("runs of " + std::to_string(study.models.size()) + " arms and twins");
    run_study(study, request.runs);
    findings.study = answer_of(spec, study, request.origin);
    findings.complete = findings.study.complete;
    if (!findings.complete) return findings;

    findings.sweep_text = request.sweep.text;
    findings.sweep_folder = request.sweep.folder;
    if (request.sweep.made || (request.sweep.settings > 0 && !factors_of(spec).empty())) {
        begin("settings over the ranges");
        findings.ranges = ranges_of(spec, request, findings.study, findings.complete);
        if (!findings.complete) return findings;
    }

    ArmSpec clean = findings.arm;
    clean.clean = {true, true};
    const Model model = compile(spec, findings.arm);
    const Model twin = compile(spec, clean);
    begin("runs as paths");
    findings.paths = collect_paths(model, {}, request.runs, &twin);
    findings.complete = findings.paths.runs() == request.runs.runs;
    if (!findings.complete) return findings;

    begin("runs searched for causes");
    const CauseFinder finder(spec, findings.arm, request.causes);
    findings.causes = {request.origin, findings.arm, find_causes(finder, request.runs)};
    findings.complete = findings.causes.causes.complete;
    findings.told_as_asked = request.replicate.has_value();
    if (!findings.complete) return findings;
    try {
        findings.told = tell(finder, request, findings.causes.causes);
    } catch (const Stopped&) {
        findings.complete = false;
    }
    return findings;
}

const FlawTally* commonest_misperception(const Causes& causes) {
    const FlawTally* most = nullptr;
    for (const FlawTally& tally : causes.kinds) {
        if (tally.group.kind == Flaw::Kind::escalation || tally.pivotal == 0) continue;
        if (most == nullptr || tally.pivotal > most->pivotal) most = &tally;
    }
    return most;
}

std::string arm_command(const std::string& command, const Findings& findings) {
    Origin origin = findings.origin;
    if (!findings.arm.measures.empty()) origin.options = "--measures " + shell_word(findings.measures_text);
    return command_line(command, origin);
}

std::string run_command(const Findings& findings, std::uint64_t replicate, const std::string& more) {
    Origin origin = findings.origin;
    origin.options = "--replicate " + std::to_string(replicate);
    if (!findings.arm.measures.empty()) origin.options += " --measures " + shell_word(findings.measures_text);
    if (!more.empty()) origin.options += " " + more;
    return "firebreak explain " + run_words(origin);
}

std::string report_command(const Findings& findings, const std::string& another) {
    std::string text = arm_command("report", findings);
    if (!another.empty()) text += " --replicate " + another;
    else if (findings.told_as_asked)
        text += " --replicate " + std::to_string(findings.told->causes.replicate);
    if (!findings.sweep_text.empty()) text += " " + findings.sweep_text;
    return text + " -o " + (another.empty() ? "report" : "run-" + another) + ".html";
}

std::string ranges_command(const Findings& findings) {
    const Origin& origin = findings.ranges->stated.origin;
    if (findings.sweep_folder.empty()) return command_line("uncertainty", origin);
    return "firebreak sweep analyse " + shell_path(findings.sweep_folder) + " --runs " +
           std::to_string(origin.asked);
}

std::string compare_command(const Findings& findings, const ArmAnswer& arm) {
    Origin origin = findings.origin;
    origin.options = "--measures " +
                     shell_word(arm.arm.measures.empty() ? "none" : joined(arm.arm.measures, ",")) +
                     " --against none";
    return command_line("compare", origin);
}

}  // namespace firebreak::report
