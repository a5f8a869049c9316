#include "session/export_words.hpp"

#include <algorithm>

#include <firebreak/program.hpp>
#include <firebreak/text.hpp>

#include "session/count_words.hpp"
#include "session/filter.hpp"

namespace firebreak::viz {
namespace {

constexpr std::size_t kLongestName = 80;

// One as the command line takes it: "truth", "both" or the id of a side.
std::string view_option(const Session& session) {
    if (session.view == Eyes::truth) return {};
    if (session.view == Eyes::both) return " --pov both";
    return " --pov " + shell_word(session.spec().actors[session.view == Eyes::a ? 0 : 1].id);
}

// What the command puts right to make the fork that is shown; empty if none is, or if it cannot. No side
// knows what it had wrong.
std::string but_for_of(const Session& session) {
    if (session.fork() == 0 || !session.sees_truth()) return {};
    return session.forks()[session.fork()].but_for.value_or("");
}

std::string run_command(Session& session) {
    const Settings& settings = settings_shown(session);
    const ToldRun& run = session.told();
    std::string text = "firebreak explain " + shell_path(session.path()) + " --replicate " +
                       std::to_string(run.key.replicate) + " --seed " + std::to_string(run.key.seed);
    if (!run.arm.measures.empty()) text += " --measures " + shell_word(joined(run.arm.measures, ","));
    for (const auto& [path, value] : settings.changes) text += " --set " + shell_word(path + "=" + value);
    if (const std::string events = but_for_of(session); !events.empty())
        text += " --but-for " + shell_word(events);
    return text + view_option(session);
}

std::string settings_words(const Settings& settings) {
    std::string text =
        "Measures: " +
        (settings.measures.empty() ? "none" : printable(joined(settings.measures, ", "), 500)) + ".";
    std::vector<std::string> changes;
    for (const auto& [path, value] : settings.changes)
        changes.push_back(printable(path + " = " + value, 300));
    return text + " Changed numbers: " + (changes.empty() ? "none" : joined(changes, "; ")) + ".";
}

std::string one_run_words(Session& session) {
    const ToldRun& run = session.told();
    std::string text =
        "Run " + std::to_string(run.key.replicate) + " of seed " + std::to_string(run.key.seed);
    if (session.fork() == 0) return text + ".";
    const std::string name = fork_name(session, session.fork());
    if (!but_for_of(session).empty())
        return text + ", with something changed: " + name + ". The command makes the change too.";
    return text + ", with something changed: " + name +
           ". No command can make the change: the one below tells the run without it.";
}

std::string many_runs_words(Session& session) {
    const Results& results = session.bench().results();
    const std::uint64_t all = results.paths.runs();
    std::string text = "n = " + with_commas(all) + (all == 1 ? " run of seed " : " runs of seed ") +
                       std::to_string(results.settings.seed);
    if (all < results.settings.runs) text += ", of " + with_commas(results.settings.runs) + " asked for";
    if (session.screen == ScreenId::compare) return text + ". The filter does not apply to a comparison.";
    session.bench().look(session.state());
    text += ". Filter: " + filter_words(session.spec(), session.state().filter) + "; " +
            with_commas(session.bench().readout().shown) + " shown.";
    const Coverage& coverage = session.bench().coverage();
    if (session.screen != ScreenId::river || coverage.left_runs == 0) return text;
    return text + " Drawn: " + coverage_words(coverage.runs, coverage.left_runs, coverage.left_paths) +
           ". All numbers, widths and curves count the " + with_commas(session.bench().readout().shown) +
           " runs.";
}

// Of the folder, whose scenario is a file in it.
std::string sweep_words(const Session& session) {
    const SweepReading& sweep = *session.sweep().reading();
    return "Sweep " + printable(session.sweep().folder(), 300) + ", seed " + std::to_string(sweep.seed()) +
           ". " + sweep.progress_words();
}

bool compares(const Session& session) { return session.screen == ScreenId::compare; }

}  // namespace

std::string why_no_export(const Session& session) {
    if (!session.has_scenario()) return "No scenario is open.";
    if (session.screen == ScreenId::timeline)
        return session.has_run() ? "" : "No run is open. Pick one in the timeline first.";
    if (!session.sees_truth())
        return "No side can know what happens in many runs. Choose to see everything first.";
    if (session.screen == ScreenId::sweep) {
        const SweepReading* sweep = session.sweep().reading();
        return sweep != nullptr && sweep->points() > 0 ? "" : "There is no sweep to export.";
    }
    if (!session.has_runs()) return "There are no runs yet.";
    const bool compares_nothing = session.screen == ScreenId::compare && !session.bench().previous();
    return compares_nothing ? "There is nothing to compare yet." : "";
}

const char* screen_words(ScreenId screen) {
    static constexpr const char* kWords[kScreens] = {"River", "Timeline", "Ladder", "Compare", "Sweep"};
    return kWords[static_cast<std::size_t>(screen)];
}

const char* eyes_words(Eyes view) {
    static constexpr const char* kWords[] = {"truth", "side A", "side B", "both sides, without the truth"};
    return kWords[static_cast<std::size_t>(view)];
}

std::string export_name(const Session& session) {
    std::string name = session.has_scenario() ? session.spec().id : "";
    for (char& letter : name) {
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                           (letter >= '0' && letter <= '9') || letter == '.' || letter == '_';
        if (!plain) letter = '-';
    }
    // A file that begins with a dot is hidden, and with a hyphen taken for an option.
    name.erase(0, std::min(name.find_first_not_of(".-"), name.size()));
    name.resize(std::min(name.size(), kLongestName));
    if (name.empty()) name = "firebreak";
    std::string screen = screen_words(session.screen);
    screen.front() = static_cast<char>(screen.front() - 'A' + 'a');
    return name + "-" + screen;
}

std::string export_title(Session& session) {
    return printable(session.spec().title.empty() ? session.spec().id : session.spec().title, 200) + ": " +
           screen_words(session.screen);
}

const Settings& settings_shown(Session& session) {
    return session.has_runs() ? session.bench().results().settings : session.settings;
}

std::vector<std::string> export_commands(Session& session) {
    if (session.screen == ScreenId::timeline) return {run_command(session)};
    if (session.screen == ScreenId::sweep) return {session.sweep().reading()->command()};
    std::vector<std::string> commands;
    const auto& previous = session.bench().previous();
    if (compares(session) && previous) commands.push_back(command_of(session.path(), previous->settings));
    commands.push_back(command_of(session.path(), settings_shown(session)));
    return commands;
}

std::vector<std::string> export_captions(Session& session) {
    const Spec& spec = session.spec();
    const bool one = session.screen == ScreenId::timeline;
    std::vector<std::string> lines;
    lines.push_back("Scenario " + printable(spec.id, 100) + ", SHA-256 " + session.sha256() + ".");
    const bool sweep = session.screen == ScreenId::sweep;
    lines.push_back(one ? one_run_words(session) : sweep ? sweep_words(session) : many_runs_words(session));
    const auto& previous = session.bench().previous();
    if (compares(session) && previous) lines.push_back("Before: " + settings_words(previous->settings));
    if (!sweep)
        lines.push_back((compares(session) && previous ? "After: " : "") +
                        settings_words(settings_shown(session)));
    std::string view = eyes_words(session.view);
    if (session.view == Eyes::a || session.view == Eyes::b)
        view += ", " + session.actor_name(session.view == Eyes::a ? 0 : 1);
    lines.push_back("Point of view: " + view + ". Model output, not a forecast. Firebreak " + version() +
                    ".");
    for (const std::string& command : export_commands(session)) lines.push_back(command);
    return lines;
}

std::string export_note(Session& session) {
    std::string text = export_title(session) + "\n\n";
    for (const std::string& line : export_captions(session)) text += line + "\n";
    return text;
}

std::string fork_name(const Session& session, std::size_t fork) {
    const Fork& found = session.forks()[fork];
    bool plain = session.sees_truth() || found.script.corrections.empty();
    for (const ScriptedDecision& decision : found.script.decisions)
        plain = plain && (session.sees_truth() || session.view == Eyes::both ||
                          session.view == (decision.actor.index() == 0 ? Eyes::a : Eyes::b));
    return plain ? found.name() : "Fork " + std::to_string(fork);
}

}  // namespace firebreak::viz
