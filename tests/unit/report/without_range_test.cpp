// The assumed numbers that nothing says a range of.
#include "report/without_range.hpp"

#include <map>

#include <firebreak/model.hpp>

#include "support/paths.hpp"
#include "sweep/factors.hpp"
#include "unit/report/handmade_answers.hpp"

using namespace firebreak;
using namespace firebreak::report;
using namespace firebreak::test;

namespace {

std::map<std::string, std::string> warnings_of(const Spec& spec) {
    std::map<std::string, std::string> warnings;
    for (const Diagnostic& warning : without_range(spec)) {
        CHECK(warning.severity == Diagnostic::Severity::warning);
        CHECK(warnings.emplace(warning.path, warning.message).second);
    }
    return warnings;
}

const RangeSpec kSome{{Distribution::Kind::uniform, 0, 0.2, 0, {}}, false, false, false};

}  // namespace

TEST_CASE("assumed numbers without a range are counted by entry and by the next part of their path") {
    Spec spec = named_scenario();
    spec.ladder[1].accident_every = Duration{1e9};
    spec.provenance = {{"actors", "structural", "", ""},
                       {"clock", "structural", "", ""},
                       {"endings", "structural", "", ""},
                       {"causes", "structural", "", ""},
                       {"incidents", "structural", "", ""},
                       {"messages", "sourced", "", ""},
                       {"channels", "data", "", ""},
                       {"moves", "structural", "", ""},
                       {"measures.*", "assumed", "", ""},
                       {"evidence.lab", "assumed", "", ""},
                       {"ladder.tense.*", "assumed", "", ""},
                       {"evidence.lab.accuracy", "assumed", "", ""},
                       {"actors.*.posture.misread", "assumed", "", "", "", kSome},
                       {"actors.south.posture.skew", "assumed", "", ""}};
    const auto warnings = warnings_of(spec);
    CHECK(warnings == std::map<std::string, std::string>{
                          {"provenance.measures.*", "4 assumed numbers have no range: set (4)"},
                          {"provenance.evidence.lab", "1 assumed number has no range: every (1)"},
                          {"provenance.ladder.tense.*", "1 assumed number has no range: accident_every (1)"},
                          {"provenance.evidence.lab.accuracy", "1 assumed number has no range"},
                          {"provenance.actors.south.posture.skew", "1 assumed number has no range"}});
}

TEST_CASE("numbers that no entry names are counted by section, and switches and ranged laws are not") {
    Spec spec = named_scenario();
    spec.measures.erase(spec.measures.begin(), spec.measures.end());
    spec.incidents[0].every = Distribution{Distribution::Kind::exponential, 1e9, 0, 0, {}};
    spec.provenance = {{"actors", "structural", "", ""},
                       {"channels", "structural", "", ""},
                       {"messages", "structural", "", ""},
                       {"moves", "structural", "", ""},
                       {"incidents.outage", "assumed", "", ""},
                       {"incidents.outage.every.mean", "assumed", "", "", "",
                        RangeSpec{{Distribution::Kind::uniform, 1e8, 1e9, 0, {}}, false, true, false}}};
    const auto warnings = warnings_of(spec);
    CHECK(warnings.at("provenance") ==
          "5 numbers have neither a grade nor a range: clock (1), causes (2), evidence (2)");
    CHECK(warnings.at("provenance.incidents.outage").find("every") == std::string::npos);
    CHECK(warnings.at("provenance.incidents.outage").find("severity (1)") != std::string::npos);
}

TEST_CASE("of a shipped case every assumed number is counted once, with a range or without") {
    const LoadedScenario loaded = load_scenario(source_path("scenarios/cyber/reset-2011.yaml"));
    REQUIRE(loaded.spec);
    Spec spec = *loaded.spec;
    std::size_t without = 0;
    for (const Diagnostic& warning : without_range(spec)) without += std::stoul(warning.message);
    std::size_t assumed = 0;
    const std::size_t own = parameters(spec).size();
    const std::vector<Parameter> all = settable(spec);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if ((i >= own && !all[i].path.starts_with("measures.")) || all[i].absent()) continue;
        const ProvenanceSpec* entry = provenance_of(spec.provenance, all[i].path);
        if (all[i].kind != Parameter::Kind::flag && entry != nullptr && entry->grade == "assumed") ++assumed;
    }
    std::size_t with = 0;  // all its ranges are of whole numbers and laws
    for (const Factor& factor : factors_of(spec)) with += factor.paths.size();
    CHECK(with > 30);
    CHECK(without + with == assumed);
}
