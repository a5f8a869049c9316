// A small scenario without faults, and ways to make it wrong at one place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <firebreak/scenario.hpp>

namespace firebreak::testing {

inline const std::string kSmall = R"(firebreak: 1
id: small
clock: {start: 2020-01-01, horizon: 90d}
ladder:
  - {id: calm}
  - {id: crisis}
  - {id: war}
endings: {crisis: crisis, war: war}
causes:
  accident: {hostility: 0}
  attack: {hostility: 1}
channels:
  cable: {link: 1h}
moves:
  up: {by: 1}
  ask: {sends: query, via: cable}
actors:
  north: &side
    posture: {misread: 0.1}
    doctrine:
      - {when: {threat: ">= 2"}, do: up}
      - {do: hold}
  south: {<<: *side}
incidents:
  outage: {target: north, cause: accident, every: {exponential: 10d}, severity: 5}
measures:
  training: {set: {actors.*.posture.misread: 0.05}}
)";

// The small scenario with its first `what` replaced.
inline std::string small_with(std::string_view what, std::string_view by) {
    std::string text = kSmall;
    const std::size_t at = text.find(what);
    return at == std::string::npos ? std::string("the test replaces what is not there")
                                   : text.replace(at, what.size(), by);
}

inline std::vector<std::string> faults_of(std::string_view text) {
    std::vector<std::string> lines;
    for (const Diagnostic& diagnostic : parse_scenario(text, "t.yaml").diagnostics)
        lines.push_back(format_diagnostic(diagnostic));
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace firebreak::testing
