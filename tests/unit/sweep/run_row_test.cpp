// Rows of runs: each column has a name, a type and the value of the run under that name.
#include <map>
#include <set>
#include <string>

#include "base/append_number.hpp"
#include "support/scenarios.hpp"
#include "sweep/run_row.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

using Type = RunColumn::Type;

std::string csv(const RunValue& value) {
    std::string text;
    append_csv(text, value);
    return text;
}

std::map<std::string, std::string> fields_of(const RunResult& run) {
    RunRow row;
    row.set(run);
    std::map<std::string, std::string> fields;
    for (std::size_t i = 0; i < kRunColumns; ++i) fields[run_columns()[i].name] = csv(row.values()[i]);
    return fields;
}

RunResult handmade_run() {
    RunResult run;
    run.outcome = Outcome::crisis;
    run.end_reason = EndReason::event_limit;
    run.limit = Limit::lookups;
    run.crisis = true;
    run.peak_rung = {kTense, kCrisis};
    run.peak_time = {11, 22};
    run.crisis_time = 33;
    run.duration = 44;
    run.events = 55;
    run.most_pending = 64;
    std::uint32_t next = 100;
    for (const auto& count : kCounts<std::uint32_t>) run.counts.*count.member = next++;
    run.brier_sum = 0.1;
    run.digest = 0x0123456789abcdefULL;
    return run;
}

}  // namespace

TEST_CASE("columns of runs have names of their own, fit for any program, and words") {
    std::set<std::string> names;
    for (const RunColumn& column : run_columns()) {
        const std::string name = column.name;
        INFO(name);
        CHECK(names.insert(name).second);
        CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos);
        CHECK(std::string(column.words).size() > 10);
        CHECK(name.ends_with("_ms") == (std::string(column.unit) == "ms"));
    }
    for (const auto& count : kCounts<std::uint32_t>) CHECK(names.count(count.name) == 1);
}

TEST_CASE("a row has each value of its run under its name") {
    const auto fields = fields_of(handmade_run());
    std::map<std::string, std::string> expected{
        {"outcome", "crisis"},      {"end_reason", "event-limit"},
        {"limit", "lookups"},       {"crisis", "1"},
        {"crisis_time_ms", "33"},   {"duration_ms", "44"},
        {"first_peak_rung", "1"},   {"first_peak_time_ms", "11"},
        {"second_peak_rung", "2"},  {"second_peak_time_ms", "22"},
        {"events", "55"},           {"most_pending", "64"},
        {"brier_sum", "0.1"},       {"digest", "0123456789abcdef"},
        {"incidents", "100"},       {"strikes", "101"},
        {"detections", "102"},      {"reports", "103"},
        {"decisions", "104"},       {"acts", "105"},
        {"accidents", "106"},       {"moves_seen", "107"},
        {"misread", "108"},         {"decisions_on_case", "109"},
        {"unjust_acts", "111"},     {"misattributed_at_decision", "110"},
        {"missed_hostile", "112"},  {"messages", "113"},
        {"delivered", "114"},       {"silences", "115"},
        {"concluded_right", "116"}, {"concluded_wrong", "117"},
        {"authored", "118"},        {"answered", "119"},
    };
    CHECK(fields == expected);
}

TEST_CASE(
    "a run without a crisis has no time to it, and one that no limit ended no limit; nothing else is "
    "missing") {
    RunResult run = handmade_run();
    run.crisis = false;
    run.crisis_time = kNever;
    run.limit = Limit::none;
    const auto fields = fields_of(run);
    for (const RunColumn& column : run_columns()) {
        INFO(column.name);
        CHECK(fields.at(column.name).empty() == (column.missing[0] != '\0'));
    }
    CHECK(fields.at("crisis") == "0");
}

TEST_CASE("values of a row have the type of their column, run after run") {
    const Model model = compile(scenario(busy()));
    RunRow row;
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
        const RunResult run = simulate(model, {1, replicate, 0});
        row.set(run);
        for (std::size_t i = 0; i < kRunColumns; ++i) {
            INFO(run_columns()[i].name);
            const RunValue& value = row.values()[i];
            if (std::holds_alternative<std::monostate>(value)) continue;
            const Type type = std::holds_alternative<std::uint64_t>(value) ? Type::integer
                              : std::holds_alternative<double>(value)      ? Type::number
                                                                           : Type::text;
            CHECK(type == run_columns()[i].type);
        }
        CHECK(csv(row.values().back()).size() == 16);
        CHECK(std::stoull(csv(row.values().back()), nullptr, 16) == run.digest);
    }
}

TEST_CASE("numbers in rows are the shortest that read back as the same") {
    for (const auto& [value, text] : {std::pair{0.1, "0.1"},
                                      {-0.0, "0"},
                                      {100000.0, "100000"},
                                      {1e30, "1e+30"},
                                      {1.0 / 3, "0.3333333333333333"},
                                      {-1.2345678901234567e-6, "-0.0000012345678901234567"}}) {
        CHECK(csv(value) == text);
        CHECK(std::stod(csv(value)) == value);
    }
    CHECK(csv(std::uint64_t{0} - 1) == "18446744073709551615");
}
