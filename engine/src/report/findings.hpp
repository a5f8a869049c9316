// Everything that the report page shows of a scenario, found in one go: the study, what the crises hinged on,
// and one run to tell.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <firebreak/paths.hpp>

#include "report/answers.hpp"
#include "report/causes_answer.hpp"
#include "report/uncertainty_answer.hpp"

namespace firebreak::report {

// What is to be known over the ranges of the scenario.
struct SweepRequest {
    std::uint64_t settings = 0;  // to try; 0: none
    std::uint64_t each = 200;    // runs of every arm in each setting
    std::string text;            // the same as given on the command line, quoted for a shell; may be empty
    // A sweep that is at hand, complete and of the arms of make_study(), and its folder.
    std::optional<Uncertainty> made;
    std::string folder;
};

struct FindingsRequest {
    Origin origin;
    std::vector<std::string> measures;       // of the arm whose causes and paths are looked into
    std::string measures_text = "none";      // the same as given on the command line
    std::optional<std::uint64_t> replicate;  // the run told; none: a typical crisis
    CausesOptions causes;
    EnsembleOptions runs;
    SweepRequest sweep;
};

// One run told, and why this one.
struct ToldRun {
    RunCauses causes;
    std::string why;  // "it is the first inadvertent crisis that ..."
};

struct Findings {
    Origin origin;
    ArmSpec arm;  // whose causes and paths these are
    std::string measures_text;
    StudyAnswer study;
    std::optional<UncertaintyAnswer> ranges;  // none: no number has a range, or no sweep was asked for
    std::string sweep_text;                   // as SweepRequest::text
    std::string sweep_folder;                 // empty: the sweep was made for these findings
    PathTable paths;
    CausesAnswer causes;
    std::optional<ToldRun> told;
    bool told_as_asked = false;  // not chosen by the rule of the page
    bool complete = true;        // false: stopped; what is missing is empty
    // as asked for; what tells runs of these findings throws Stopped when it is set
    const StopFlag* stop = nullptr;
};

// `begin` is called before each part with what it is about ("runs of 10 arms and twins").
[[nodiscard]] Findings find_all(const Spec& spec, const FindingsRequest& request,
                                const std::function<void(const std::string& what)>& begin);

// The kind and side of misperception that is pivotal to most crises; nullptr if none is to any.
[[nodiscard]] const FlawTally* commonest_misperception(const Causes& causes);

// "firebreak causes FILE --runs 10000 --seed 1 --measures hotline": a command about the arm that is looked
// into.
[[nodiscard]] std::string arm_command(const std::string& command, const Findings& findings);
// "firebreak explain FILE --seed 1 --replicate 7 --measures hotline": a command about one run of it.
[[nodiscard]] std::string run_command(const Findings& findings, std::uint64_t replicate,
                                      const std::string& more = {});
// "firebreak uncertainty FILE --runs 10000 --seed 1 --settings 64 --each 200", or that which reads the folder
// of the sweep; of findings with ranges.
[[nodiscard]] std::string ranges_command(const Findings& findings);
// "firebreak report FILE --runs 10000 --seed 1 -o report.html": what makes these findings again. With the
// number of `another` run, the same about that one: "... --replicate 7 ... -o run-7.html".
[[nodiscard]] std::string report_command(const Findings& findings, const std::string& another = {});
// "firebreak compare FILE --runs 10000 --seed 1 --measures hotline --against none"
[[nodiscard]] std::string compare_command(const Findings& findings, const ArmAnswer& arm);

}  // namespace firebreak::report
