// A session with two sets of runs of the flagship.
#pragma once

#include "session/session.hpp"
#include "support/paths.hpp"
#include "support/scenarios.hpp"
#include "viz/patience.hpp"

namespace firebreak::test {

using viz::Session;

// Waits until all runs that were asked for are there.
inline void finish(Session& session) {
    REQUIRE(comes_true([&] {
        static_cast<void>(session.tick(0.01));
        return !session.busy() && session.bench().results().complete;
    }));
}

// Two sets of the flagship, before and after the hot line.
inline void run_both(Session& session, std::uint64_t runs) {
    session.open(source_path("scenarios/cyber/reset-2011.yaml"));
    REQUIRE(session.has_scenario());
    session.settings.runs = runs;
    session.run();
    finish(session);
    session.settings.measures = {"hotline"};
    session.run_beside();
    finish(session);
}

}  // namespace firebreak::test
