#include "exercise/own_numbers.hpp"

#include <algorithm>
#include <vector>

namespace firebreak {
namespace {

using Numbers = std::map<std::uint32_t, std::uint32_t>;

std::optional<std::uint32_t> true_of(const Numbers& numbers, std::uint32_t own) {
    const auto found = numbers.find(own);
    return found == numbers.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::uint32_t> own_of(const Numbers& numbers, std::uint32_t number) {
    const auto found =
        std::find_if(numbers.begin(), numbers.end(), [&](const auto& pair) { return pair.second == number; });
    return found == numbers.end() ? std::nullopt : std::optional(found->first);
}

// The number of the incident or message that a ledger tells of; none if it tells of none.
template <class... Kinds>
std::optional<std::uint32_t> incident_in(const Seen& line, std::size_t actor) {
    std::optional<std::uint32_t> number;
    const auto look = [&](const auto* told) {
        if (told != nullptr) number = told->incident;
    };
    (look(line.seen_as<Kinds>(actor)), ...);
    return number;
}

template <class... Kinds>
std::optional<std::uint32_t> message_in(const Seen& line, std::size_t actor) {
    std::optional<std::uint32_t> number;
    const auto look = [&](const auto* told) {
        if (told != nullptr) number = told->message;
    };
    (look(line.seen_as<Kinds>(actor)), ...);
    return number;
}

}  // namespace

// The side's view and that of the truth tell of the same records in the same order.
OwnNumbers::OwnNumbers(const Model& model, const Trace& trace, ActorId actor, Millis until) {
    const std::size_t side = actor.index();
    std::vector<Seen> own;
    each_seen(model, trace, {PointOfView::Kind::actor, actor}, [&](const Seen& line) {
        if (line.time <= until) own.push_back(line);
    });
    std::size_t place = 0;
    each_seen(model, trace, {}, [&](const Seen& line) {
        if (place == own.size() || !line.known_to(side)) return;
        const Seen& mine = own[place++];
        using namespace seen;
        if (const auto number = incident_in<Notice, OwnIncident>(mine, side))
            incidents_[*number] = *incident_in<Notice, OwnIncident>(line, side);
        if (const auto number = message_in<Sent, Received>(mine, side))
            messages_[*number] = *message_in<Sent, Received>(line, side);
    });
}

std::optional<IncidentIndex> OwnNumbers::true_incident(std::uint32_t own) const {
    return true_of(incidents_, own);
}
std::optional<MessageIndex> OwnNumbers::true_message(std::uint32_t own) const {
    return true_of(messages_, own);
}
std::optional<std::uint32_t> OwnNumbers::own_incident(IncidentIndex incident) const {
    return own_of(incidents_, incident);
}
std::optional<std::uint32_t> OwnNumbers::own_message(MessageIndex message) const {
    return own_of(messages_, message);
}

}  // namespace firebreak
