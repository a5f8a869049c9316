#include "scenario/key_reader.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "scenario/weight_checks.hpp"

namespace firebreak {
namespace {

std::pair<std::string_view, const NameList&> ids_of(Entity entity, const Names& names) {
    switch (entity) {
        case Entity::rung: return {"rung", names.rungs};
        case Entity::cause: return {"cause", names.causes};
        case Entity::actor: return {"actor", names.actors};
        case Entity::measure: return {"measure", names.measures};
        case Entity::evidence: return {"evidence source", names.evidence};
        case Entity::channel: return {"channel", names.channels};
        default: return {"move", names.moves};
    }
}

// Given to an optional law whose text is wrong, so that it is there all the same.
Distribution shortest() { return fixed(kPeriod.low); }

}  // namespace

void KeyReader::id(const Key& key, std::string& value) {
    const auto at = find(key);
    if (!at) return;
    value = read_text(*at, reading_.faults).value_or("");
    check_id(*at, value, reading_.faults);
}

void KeyReader::text(const Key& key, std::string& value) {
    if (find(key)) fields_.text(key.name, value);
}

void KeyReader::prose(const Key& key, std::string& value) {
    if (find(key)) fields_.prose(key.name, value);
}

void KeyReader::flag(const Key& key, bool& value) {
    if (find(key)) fields_.flag(key.name, value);
}

void KeyReader::integer(const Key& key, int& value, int low, int high) {
    if (find(key)) fields_.integer(key.name, value, low, high);
}

void KeyReader::reference(const Key& key, std::string& value, Entity entity) {
    const auto [what, names] = ids_of(entity, reading_.names);
    if (find(key)) fields_.reference(key.name, value, what, names);
}

void KeyReader::references(const Key& key, std::vector<std::string>& values, Entity entity) {
    const auto at = find(key);
    if (!at) return;
    const auto [what, names] = ids_of(entity, reading_.names);
    values = read_names(*at, reading_.faults, what, names);
    if (at->is_list() && at->node().items.empty())
        reading_.faults.error(*at, "expected at least one " + std::string(what));
}

void KeyReader::number(const Key& key, double& value, const Range& range) {
    if (find(key)) fields_.number(key.name, value, range);
}

void KeyReader::number(const Key& key, std::optional<double>& value, const Range& range) {
    if (find(key)) fields_.number(key.name, value, range);
}

void KeyReader::duration(const Key& key, Duration& value, const Range& range) {
    if (find(key)) fields_.duration(key.name, value, range);
}

void KeyReader::duration(const Key& key, std::optional<Duration>& value, const Range& range) {
    if (find(key)) fields_.duration(key.name, value, range);
}

void KeyReader::duration_law(const Key& key, Distribution& value, const Range& range) {
    if (find(key)) fields_.duration_law(key.name, value, range);
}

void KeyReader::duration_law(const Key& key, std::optional<Distribution>& value, const Range& range) {
    if (const auto at = find(key))
        value = read_duration_law(*at, reading_.faults, range).value_or(shortest());
}

void KeyReader::number_law(const Key& key, Distribution& value, const Range& range) {
    if (find(key)) fields_.number_law(key.name, value, range);
}

void KeyReader::date(const Key& key, Millis& value) {
    const auto at = find(key);
    if (!at) return;
    const auto date = at->is_scalar() ? parse_date(at->text()) : std::nullopt;
    if (date) value = *date;
    else
        reading_.faults.error(
            *at, "expected a date like 2011-07-01 or 2011-07-01T08:00:00Z, found " + describe(at->node()));
}

void KeyReader::moments(const Key& key, std::vector<Duration>& values) {
    const auto at = find(key);
    if (!at) return;
    const auto add = [&](const Place& place) {
        if (const auto moment = read_moment(place, reading_)) values.push_back(*moment);
    };
    if (!at->is_list()) return add(*at);
    const std::size_t count = at->node().items.size();
    if (count == 0) reading_.faults.error(*at, "expected at least one moment");
    if (count > kMaxEntities)
        reading_.faults.error(*at, "more than " + std::to_string(kMaxEntities) + " moments");
    for (std::size_t i = 0; i < std::min(count, kMaxEntities); ++i) add(Place(*at, i));
}

void KeyReader::moment(const Key& key, std::optional<Duration>& value) {
    if (const auto at = find(key)) value = read_moment(*at, reading_).value_or(Duration{0});
}

void KeyReader::message(const Key& key, MessageKind& kind) {
    if (const auto at = find(key)) kind = read_message_kind(*at, reading_.faults).value_or(MessageKind::none);
}

void KeyReader::weights(const Key& key, Weights& values, Entity entity, const Range& range) {
    const auto at = find(key);
    if (!at) return;
    const auto [what, names] = ids_of(entity, reading_.names);
    values = read_weights(*at, reading_.faults, what, names, range);
}

void KeyReader::choice(const Key& key, Weights& values, Entity entity) {
    const auto at = find(key);
    if (!at) return;
    const auto [what, names] = ids_of(entity, reading_.names);
    values = read_choice(*at, reading_.faults, what, names, kWeight);
    std::erase_if(values, [](const auto& item) { return item.second <= 0; });
}

void KeyReader::line(const Key& key, LineSpec& line) {
    if (const auto at = find(key)) read_line(*at, reading_, line);
}

void KeyReader::staffed(const Key& key, std::optional<StaffedSpec>& staffed) {
    if (const auto at = find(key)) staffed = read_staffed(*at, reading_);
}

void KeyReader::meets(const Key& key, std::optional<Distribution>& law) {
    const auto at = find(key);
    if (!at) return;
    const Fields fields(*at, reading_.faults, {"every"});
    if (const auto every = fields.require("every"))
        law = read_duration_law(*every, reading_.faults, kPeriod).value_or(shortest());
}

void KeyReader::confusion(const Key& key, std::vector<std::pair<std::string, Weights>>& rows) {
    if (const auto at = find(key)) read_confusion(*at, reading_, rows);
}

// A cause that is left out has 0.
void KeyReader::prior(const Key& key, Weights& prior) {
    const auto at = find(key);
    if (!at) return;
    const std::size_t errors_before = reading_.faults.errors_noted();
    const Weights given = read_weights(*at, reading_.faults, "cause", reading_.names.causes, kProbability);
    const bool readable = reading_.faults.errors_noted() == errors_before;
    const std::string fault = readable ? sum_fault(given) : std::string();
    if (!fault.empty()) reading_.faults.error(*at, fault);
    for (auto& share : prior) {
        const auto found = std::find_if(given.begin(), given.end(),
                                        [&](const auto& item) { return item.first == share.first; });
        share.second = found == given.end() ? 0 : found->second;
    }
}

void KeyReader::doctrine(const Key& key, std::vector<RuleSpec>& rules) {
    if (const auto at = find(key)) rules = read_doctrine(*at, reading_);
}

void KeyReader::clarifies(const Key& key, bool& posture) {
    const auto at = find(key);
    if (!at) return;
    if (at->is_scalar() && at->text() == "posture") posture = true;
    else reading_.faults.error(*at, "expected 'posture', found " + describe(at->node()));
}

void KeyReader::posture(const Key& to, const Key& raise_to, const Key& by, MoveSpec& move) {
    using Posture = MoveSpec::Posture;
    for (const auto& [key, form] :
         {std::pair{to, Posture::to}, std::pair{raise_to, Posture::raise_to}, std::pair{by, Posture::by}}) {
        const auto at = find(key);
        if (!at) continue;
        if (move.posture != Posture::none) {
            reading_.faults.error_at_key(*at, "a move has one of 'to', 'raise_to' and 'by', not several");
            continue;
        }
        move.posture = form;
        if (form != Posture::by) {
            reference(key, move.rung, Entity::rung);
            continue;
        }
        move.by = read_integer(*at, reading_.faults, -kMostRungsMoved, kMostRungsMoved).value_or(1);
        if (move.by == 0)
            reading_.faults.error(*at, "expected +1, -1 or another number of rungs that is not 0");
    }
}

void KeyReader::sending(const Key& sends_key, const Key& via_key, MoveSpec& move) {
    const auto sends = find(sends_key);
    const auto via = find(via_key);
    message(sends_key, move.sends);
    if (sends && !via)
        reading_.faults.error_at_key(*sends, "a move with 'sends' also needs 'via': a channel or 'reply'");
    if (via && !sends)
        reading_.faults.error_at_key(*via, "a move with 'via' also needs 'sends': the message to send");
    if (via) {
        NameList names = reading_.names.channels;
        names.push_back("reply");
        move.via = read_reference(*via, reading_.faults, "channel", names).value_or("");
        const bool asks_back = move.via == "reply" && move.sends == MessageKind::query;
        if (asks_back) reading_.faults.error(*via, "a query cannot be a reply; name a channel");
    }
    if (sends && move.sends == MessageKind::silence)
        reading_.faults.error(*sends, "silence is the lack of an answer and cannot be sent");
}

// Reports are the content of evidence and of nothing else.
void KeyReader::reports(const Key& source, const Key& reports, MessageSpec& message) {
    if (message.kind == MessageKind::evidence) {
        if (fields_.require(source.name)) reference(source, message.source, Entity::evidence);
        integer(reports, message.reports, 1, kMostReports);
        return;
    }
    for (const Key& key : {source, reports}) {
        if (const auto at = find(key))
            reading_.faults.error_at_key(*at, "only the message 'evidence' carries reports");
    }
}

}  // namespace firebreak
