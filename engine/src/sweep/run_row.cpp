#include "sweep/run_row.hpp"

#include <firebreak/text.hpp>

#include "base/append_number.hpp"
#include "base/overloaded.hpp"

namespace firebreak {
namespace {

using Type = RunColumn::Type;

// A column, and how a run's value in it is found.
struct Field {
    RunColumn column;
    RunValue (*value)(const RunResult& run);
};

RunValue whole(std::uint64_t number) { return number; }
RunValue time(Millis ms) { return static_cast<std::uint64_t>(ms); }
RunValue rung(RungId id) { return id.valid() ? RunValue(std::uint64_t{id.value}) : RunValue(); }

constexpr const char* kNoCrisis = "no crisis within duration_ms: the time is censored there";

constexpr Field kFields[] = {
    {{"outcome", "", Type::text, "how the run ended: war, crisis, settled, unresolved", ""},
     [](const RunResult& run) { return RunValue(std::string_view(outcome_name(run.outcome))); }},
    {{"end_reason", "", Type::text, "why it ended then: war, settled, horizon, event-limit", ""},
     [](const RunResult& run) { return RunValue(std::string_view(end_reason_name(run.end_reason))); }},
    {{"limit", "", Type::text, "the limit of work that ended it: events, pending, lookups", "no limit did"},
     [](const RunResult& run) {
         return run.limit == Limit::none ? RunValue() : RunValue(std::string_view(limit_name(run.limit)));
     }},
    {{"crisis", "", Type::integer, "1 if a side reached the crisis rung or war, else 0", ""},
     [](const RunResult& run) { return whole(run.crisis ? 1 : 0); }},
    {{"crisis_time_ms", "ms", Type::integer, "from the start until the crisis rung was reached", kNoCrisis},
     [](const RunResult& run) { return run.crisis ? time(run.crisis_time) : RunValue(); }},
    {{"duration_ms", "ms", Type::integer, "from the start to the end of the run", ""},
     [](const RunResult& run) { return time(run.duration); }},
    {{"first_peak_rung", "rung", Type::integer, "the highest rung of the side that the scenario lists first",
      ""},
     [](const RunResult& run) { return rung(run.peak_rung[0]); }},
    {{"first_peak_time_ms", "ms", Type::integer, "when that side first reached it", ""},
     [](const RunResult& run) { return time(run.peak_time[0]); }},
    {{"second_peak_rung", "rung", Type::integer, "the highest rung of the other side", ""},
     [](const RunResult& run) { return rung(run.peak_rung[1]); }},
    {{"second_peak_time_ms", "ms", Type::integer, "when that side first reached it", ""},
     [](const RunResult& run) { return time(run.peak_time[1]); }},
    {{"events", "", Type::integer, "events handled", ""},
     [](const RunResult& run) { return whole(run.events); }},
    {{"most_pending", "", Type::integer,
      "most events pending at any one time, rounded up to a multiple of eight", ""},
     [](const RunResult& run) { return whole(run.most_pending); }},
};
constexpr RunColumn kBrier{"brier_sum", "", Type::number,
                           "Brier scores of the decisions on a case, added up over decisions_on_case", ""};
constexpr RunColumn kDigest{"digest", "", Type::text,
                            "of everything that happened in the run, 16 hexadecimal digits", ""};

static_assert(std::size(kFields) + std::size(kCounts<std::uint32_t>) + 2 == kRunColumns);

constexpr std::array<RunColumn, kRunColumns> kColumns = [] {
    std::array<RunColumn, kRunColumns> columns{};
    std::size_t at = 0;
    for (const Field& field : kFields) columns[at++] = field.column;
    for (const auto& count : kCounts<std::uint32_t>)
        columns[at++] = {count.name, "", Type::integer, count.meaning, ""};
    columns[at++] = kBrier;
    columns[at++] = kDigest;
    return columns;
}();

void write_hex(std::uint64_t number, std::array<char, 16>& digits) {
    for (std::size_t i = digits.size(); i-- > 0; number >>= 4U) digits[i] = "0123456789abcdef"[number & 15U];
}

}  // namespace

std::string measures_word(const ArmSpec& arm) {
    return arm.measures.empty() ? std::string("none") : joined(arm.measures, "+");
}

std::string clean_word(const Spec& spec, const ArmSpec& arm) {
    if (arm.clean[0].all() && arm.clean[1].all()) return "both";
    const std::string words = joined(clean_words(spec, arm), "+");
    return words.empty() ? "none" : words;
}

std::span<const RunColumn, kRunColumns> run_columns() { return kColumns; }

void RunRow::set(const RunResult& run) {
    std::size_t at = 0;
    for (const Field& field : kFields) values_[at++] = field.value(run);
    for (const auto& count : kCounts<std::uint32_t>) values_[at++] = std::uint64_t{run.counts.*count.member};
    values_[at++] = run.brier_sum;
    write_hex(run.digest, digest_);
    values_[at++] = std::string_view(digest_.data(), digest_.size());
}

void append_csv(std::string& text, const RunValue& value) {
    std::visit(Overloaded{[](std::monostate) {}, [&](std::uint64_t number) { append_number(text, number); },
                          [&](double number) { append_number(text, number); },
                          [&](std::string_view words) { text += words; }},
               value);
}

}  // namespace firebreak
