// What people call the incidents of a run. Each view counts them in its own order, so that a number that one
// side says means another incident to the other side; a day and a kind can be talked about.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include <firebreak/spec.hpp>
#include <firebreak/trace.hpp>

namespace firebreak {

struct LedgerLine;

// In the view of truth "Botnet outage abroad of 17 July", by what happened and when. To a side "the incident
// of 19 July", by the day on which it noticed it, and its own doing by what it did. Of several that would be
// called the same, the second is "the incident of 19 July (2)".
class IncidentNames {
public:
    // The scenario must outlive it.
    explicit IncidentNames(const Spec& spec) : spec_(spec) {}

    // Learns from a line of the view and from nothing else, so that a name tells no side what it does not
    // know. Lines come in their order.
    void learn(const LedgerLine& line);

    // Of the incident that the actor's ledgers give this number; of kActors, that the ledger of truth gives
    // it.
    [[nodiscard]] std::string of(std::size_t ledger, std::uint32_t number) const;

    [[nodiscard]] IncidentNameLists all() const;

private:
    void name(std::size_t ledger, std::uint32_t number, const std::string& what, Millis time);

    const Spec& spec_;
    bool true_numbers_ = false;  // all ledgers use the numbers of truth
    IncidentNameLists names_;
    std::array<std::map<std::string, unsigned>, kActors + 1> uses_;
};

}  // namespace firebreak
