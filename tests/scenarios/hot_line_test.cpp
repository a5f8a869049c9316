// The hot line of 1967 against the record stamped to the minute (its header has the stamps).
#include <algorithm>
#include <vector>

#include <firebreak/run.hpp>
#include <firebreak/scenario.hpp>

#include "support/catch.hpp"
#include "support/paths.hpp"

using namespace firebreak;

namespace {

double quantile_of(std::vector<double> values, double p) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(p * static_cast<double>(values.size() - 1))];
}

}  // namespace

TEST_CASE("messages of the hot line take as long as the record of June 1967 says") {
    const LoadedScenario loaded = load_scenario(test::source_path("scenarios/classic/hot-line-1967.yaml"));
    REQUIRE(loaded.spec);
    const Model model = compile(*loaded.spec);
    constexpr double kMinute = 60'000;
    std::vector<double> in_hand;  // minutes from sent to in the President's hands
    std::vector<double> loop;     // minutes from the first message to its reply at the far end of the wire
    for (std::uint64_t replicate = 0; replicate < 4000; ++replicate) {
        RecordList list;
        (void)simulate(model, {1, replicate, 0}, {}, &list);
        std::vector<Millis> sent;
        std::vector<MessageIndex> answers;
        for (const Record& record : list.records) {
            if (const auto* message = std::get_if<MessageSent>(&record.what)) {
                sent.push_back(record.time);
                answers.push_back(message->reply_to);
            } else if (const auto* delivered = std::get_if<MessageDelivered>(&record.what)) {
                in_hand.push_back(static_cast<double>(record.time - delivered->sent) / kMinute);
                if (answers[delivered->message] != 0) continue;
                loop.push_back(static_cast<double>(delivered->linked - sent[0]) / kMinute);
            }
        }
    }
    REQUIRE(loop.size() > 3500);
    // The stamps: 28, 16, 43, 10 and 21 minutes; the first loop 72.
    CHECK(quantile_of(in_hand, 0.5) == Approx(21).margin(2));
    CHECK(quantile_of(in_hand, 0.1) == Approx(10).margin(2.5));
    CHECK(quantile_of(in_hand, 0.9) == Approx(43).margin(6));
    CHECK(quantile_of(loop, 0.5) == Approx(72).margin(3));
}
