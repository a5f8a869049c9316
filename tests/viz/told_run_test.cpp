// A told run against the records that it is told from.
#include "session/told_run.hpp"

#include <algorithm>

#include <firebreak/scenario.hpp>

#include "support/catch.hpp"

using namespace firebreak;
using namespace firebreak::viz;

namespace {

constexpr NoiseKey kKey{1, 28, 0};

Model model_with_lines() {
    const Spec spec = *load_scenario(FIREBREAK_SOURCE_DIR "/scenarios/cyber/reset-2011.yaml").spec;
    return compile(spec, ArmSpec{{"hotline", "cert-exchange"}, {}, {}});
}

}  // namespace

TEST_CASE("to the truth a decision has what was true when it was made, to a side it has not", "[viz]") {
    const Model model = model_with_lines();
    const ToldRun truth = tell_run(model, kKey, {}, {});
    const Trace trace = trace_run(model, kKey);
    std::size_t found = 0;
    bool any_cause = false;
    for (const Record& record : trace.records) {
        const auto* made = std::get_if<DecisionMade>(&record.what);
        if (made == nullptr) continue;
        REQUIRE(found < truth.decisions.size());
        const ToldDecision& told = truth.decisions[found++];
        CHECK(told.line == record.id);
        CHECK(told.actor == made->actor);
        CHECK(told.move == made->move);
        CHECK(told.adversary_true == made->adversary_true);
        const bool on_case = made->focal.incident != kNoIndex;
        CHECK(told.true_cause == (on_case ? made->true_cause : CauseId{}));
        any_cause = any_cause || told.true_cause.valid();
    }
    CHECK(found == truth.decisions.size());
    CHECK(any_cause);
    const ToldRun side = tell_run(model, kKey, {}, {PointOfView::Kind::actor, ActorId{std::size_t{0}}});
    REQUIRE_FALSE(side.decisions.empty());
    for (const ToldDecision& told : side.decisions)
        CHECK_FALSE((told.adversary_true.valid() || told.true_cause.valid()));
}

TEST_CASE("to the truth a message has its sending and its delivery, to its receiver the delivery alone",
          "[viz]") {
    const Model model = model_with_lines();
    const Trace trace = trace_run(model, kKey);
    const ToldRun truth = tell_run(model, kKey, {}, {});
    std::size_t sent = 0, delivered = 0;
    for (const Record& record : trace.records) {
        const auto of = [&](auto line) {
            return std::find_if(truth.messages.begin(), truth.messages.end(),
                                [&](const ToldMessage& message) { return message.*line == record.id; });
        };
        if (const auto* message = std::get_if<MessageSent>(&record.what)) {
            const auto told = of(&ToldMessage::sent_line);
            REQUIRE(told != truth.messages.end());
            CHECK((told->sender == message->sender && told->receiver == other(message->sender)));
            CHECK((told->kind == message->kind && told->lost == message->lost));
            ++sent;
        } else if (const auto* arrived = std::get_if<MessageDelivered>(&record.what)) {
            const auto told = of(&ToldMessage::delivered_line);
            REQUIRE(told != truth.messages.end());
            CHECK((told->receiver == arrived->receiver && told->sender == other(arrived->receiver)));
            CHECK((told->sent == arrived->sent && told->delivered == record.time));
            CHECK((told->kind == arrived->kind && told->read_as == arrived->read_as));
            ++delivered;
        }
    }
    CHECK(sent == truth.messages.size());
    CHECK(delivered > 0);
    for (const std::size_t actor : {0U, 1U}) {
        const ToldRun side = tell_run(model, kKey, {}, {PointOfView::Kind::actor, ActorId{actor}});
        for (const ToldMessage& message : side.messages) {
            CHECK((message.sent_line == kNoRecord) != (message.delivered_line == kNoRecord));
            const ActorId known = message.sent_line == kNoRecord ? message.receiver : message.sender;
            CHECK(known == ActorId{actor});
        }
    }
}
