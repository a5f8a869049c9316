// The timeline of a run made by hand, mark by mark and arrow by arrow: whose it is, what shape it has, and
// what it says.
#include <algorithm>

#include "session/timeline_picture.hpp"
#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;
using namespace firebreak::viz;

namespace {

constexpr const char* kMoves = "moves: {rise: {by: 1}, fall: {by: -1}}\n";

Seen line_of(RecordId id, Millis time, SeenKind kind) {
    Seen line;
    line.id = id;
    line.time = time;
    line.kind = kind;
    return line;
}

ToldMessage message_of(std::size_t sender, Millis sent, Millis delivered, MessageKind kind,
                       MessageKind read_as) {
    ToldMessage message;
    message.sender = ActorId{sender};
    message.receiver = ActorId{1 - sender};
    message.sent = sent;
    message.delivered = delivered;
    message.sent_line = static_cast<RecordId>(sent);
    message.delivered_line = static_cast<RecordId>(delivered);
    message.kind = kind;
    message.read_as = read_as;
    return message;
}

// As the truth tells it, 1,000 ms long, on a picture with a pixel for each of them.
ToldRun run_of(const std::vector<ToldMessage>& messages = {}) {
    ToldRun run;
    run.model = compile(scenario(kMoves));
    run.end = 1'000;
    for (std::size_t side = 0; side < kActors; ++side) {
        run.posture[side] = {{0, kCalm, 0}};
        run.reading[side] = {{0, kCalm, 0}};
    }
    run.messages = messages;
    return run;
}
PictureFrame frame() { return {{0, 0, 1'000, 600}, 1, {0, 1'000}, false}; }

const PictureLane& lane_of(const TimelinePicture& picture, const std::string& id) {
    const auto found = std::find_if(picture.lanes.begin(), picture.lanes.end(),
                                    [&](const auto& lane) { return lane.id == id; });
    REQUIRE(found != picture.lanes.end());
    return *found;
}

std::vector<PictureArrow> arrows_of(const std::vector<ToldMessage>& messages) {
    return lane_of(timeline_picture(run_of(messages), frame()), "signals").arrows;
}

const PictureMark& mark_of(const PictureLane& lane, RecordId line) {
    const auto found = std::find_if(lane.marks.begin(), lane.marks.end(),
                                    [&](const auto& mark) { return mark.line == line; });
    REQUIRE(found != lane.marks.end());
    return *found;
}

}  // namespace

TEST_CASE("a message is drawn garbled where it was read as another, and only there", "[viz][timeline]") {
    const auto arrows = arrows_of({message_of(0, 100, 200, MessageKind::query, MessageKind::query),
                                   message_of(1, 300, 400, MessageKind::warning, MessageKind::reassurance)});
    REQUIRE(arrows.size() == 2);
    CHECK_FALSE(arrows[0].garbled);
    CHECK(arrows[1].garbled);
    CHECK_FALSE(arrows[1].lost);
    // One end of it tells nobody what the other read.
    ToldMessage sent = message_of(0, 100, 0, MessageKind::warning, MessageKind::none),
                received = message_of(0, 0, 200, MessageKind::reassurance, MessageKind::reassurance);
    sent.delivered_line = kNoRecord;
    received.sent_line = kNoRecord;
    for (const PictureArrow& arrow : arrows_of({sent, received})) CHECK_FALSE(arrow.garbled);
}

TEST_CASE("a lost message is drawn lost, from its sender half way", "[viz][timeline]") {
    ToldMessage lost = message_of(1, 100, 0, MessageKind::warning, MessageKind::none);
    lost.delivered_line = kNoRecord;
    lost.lost = true;
    const auto arrows = arrows_of({lost});
    REQUIRE(arrows.size() == 1);
    CHECK(arrows[0].lost);
    CHECK(arrows[0].sender == 1);
    CHECK(arrows[0].line == 100);
    CHECK(arrows[0].x0 == 100);
    CHECK(arrows[0].x1 > 100);
    // The second side's row is the lower one.
    CHECK(arrows[0].y0 > arrows[0].y1);
}

TEST_CASE("an arrow goes from its sender's row to the other, the first side's above", "[viz][timeline]") {
    const auto arrows = arrows_of({message_of(0, 100, 200, MessageKind::query, MessageKind::query),
                                   message_of(1, 300, 450, MessageKind::denial, MessageKind::denial)});
    REQUIRE(arrows.size() == 2);
    CHECK(arrows[0].sender == 0);
    CHECK(arrows[0].y0 < arrows[0].y1);
    CHECK(arrows[0].x0 == 100);
    CHECK(arrows[0].x1 == 200);
    CHECK(arrows[1].sender == 1);
    CHECK(arrows[1].y0 > arrows[1].y1);
    CHECK(arrows[1].x1 == 450);
}

TEST_CASE("messages that lie on each other are one arrow, but never a sound one and a garbled one",
          "[viz][timeline]") {
    const ToldMessage sound = message_of(0, 100, 200, MessageKind::query, MessageKind::query),
                      garbled = message_of(0, 100, 200, MessageKind::query, MessageKind::warning);
    const auto arrows =
        arrows_of({sound, sound, garbled, message_of(1, 100, 200, MessageKind::query, MessageKind::query)});
    REQUIRE(arrows.size() == 3);
    CHECK(arrows[0].folded == 2);
    CHECK(arrows[1].folded == 1);
    CHECK(arrows[1].garbled);
    CHECK(arrows[2].sender == 1);
}

TEST_CASE(
    "the first side's marks are circles, the second's diamonds, and an act stands above a decision to hold",
    "[viz][timeline]") {
    ToldRun run = run_of();
    const Spec& spec = run.model->spec();
    for (std::size_t i = 0; i < 4; ++i) {
        ToldDecision decision;
        decision.line = static_cast<RecordId>(10 + i);
        decision.time = static_cast<Millis>(100 + 200 * i);
        decision.actor = ActorId{i / 2};
        decision.move = move_id(spec, i % 2 == 0 ? "rise" : "hold");
        run.decisions.push_back(decision);
    }
    const TimelinePicture picture = timeline_picture(run, frame());
    for (std::size_t side = 0; side < kActors; ++side) {
        const PictureLane& lane = lane_of(picture, side == 0 ? "decisions-a" : "decisions-b");
        REQUIRE(lane.marks.size() == 2);
        const auto first = static_cast<RecordId>(10 + 2 * side);
        const PictureMark &act = mark_of(lane, first), &hold = mark_of(lane, first + 1);
        for (const PictureMark& mark : lane.marks) {
            CHECK(mark.shape == (side == 0 ? MarkShape::circle : MarkShape::diamond));
            CHECK(mark.actor == side);
            CHECK(mark.solid);
        }
        CHECK(act.strong);
        CHECK_FALSE(hold.strong);
        CHECK(act.y < hold.y);
        CHECK(act.x == static_cast<float>(100 + 400 * side));
    }
}

TEST_CASE("what happened stands above as nature's square, and what a side noticed below as that side's",
          "[viz][timeline]") {
    ToldRun run = run_of();
    run.lines = {line_of(0, 0, SeenKind::started),       line_of(1, 100, SeenKind::incident),
                 line_of(2, 300, SeenKind::case_opened), line_of(3, 500, SeenKind::case_opened),
                 line_of(4, 600, SeenKind::silence),     line_of(5, 800, SeenKind::silence)};
    run.lines[2].observed[0] = run.lines[3].observed[1] = seen::Notice{};
    run.lines[4].concluded[0] = run.lines[5].concluded[1] = seen::AfterSilence{};
    run.happenings = {1};
    const TimelinePicture picture = timeline_picture(run, frame());
    const PictureLane &incidents = lane_of(picture, "incidents"), &signals = lane_of(picture, "signals");
    const PictureMark& happened = mark_of(incidents, 1);
    CHECK(happened.shape == MarkShape::square);
    CHECK(happened.actor == kNature);
    CHECK(happened.solid);
    for (std::size_t side = 0; side < kActors; ++side) {
        const PictureMark& noticed = mark_of(incidents, static_cast<RecordId>(2 + side));
        CHECK(noticed.actor == side);
        CHECK(noticed.shape == (side == 0 ? MarkShape::circle : MarkShape::diamond));
        CHECK_FALSE(noticed.solid);
        CHECK(noticed.y > happened.y);
        CHECK(mark_of(signals, static_cast<RecordId>(4 + side)).actor == side);
    }
    CHECK(mark_of(signals, 4).y < mark_of(signals, 5).y);
    CHECK(signals.note == "No messages in this run.");
}

TEST_CASE("a gap is above zero where a side reads the other too high, and belongs to the line that began it",
          "[viz][timeline]") {
    ToldRun run = run_of();
    run.posture[1] = {{0, kCalm, 0}, {400, kBrink, 7}};
    run.reading[0] = {{0, kCalm, 0}, {200, kCrisis, 5}, {700, kBrink, 9}};
    CHECK(gap_spans(run, 0) ==
          std::vector<GapSpan>{
              {0, 200, 0, 0, 0}, {200, 400, 2, 2, 5}, {400, 700, 2, -1, 7}, {700, 1'000, 3, 0, 9}});
    CHECK(gap_spans(run, 1) == std::vector<GapSpan>{{0, 1'000, 0, 0, 0}});
    CHECK_FALSE(always_right(run, 0));
    CHECK(always_right(run, 1));
    // The gap that turns from two too high to one too low has not grown.
    CHECK(partings(run) == std::vector<RecordId>{5});
    const TimelinePicture picture = timeline_picture(run, frame());
    const PictureLane& lane = lane_of(picture, "reads-a");
    REQUIRE(lane.lines.size() == 2);
    CHECK(lane.lines[0].actor == 1);
    CHECK(lane.lines[0].solid);
    CHECK(lane.lines[1].actor == 0);
    CHECK_FALSE(lane.lines[1].solid);
    REQUIRE(lane.lines[1].pieces.size() == 4);
    CHECK(lane.lines[1].pieces[1].gap == 2);
    CHECK(lane.lines[1].pieces[1].y == lane.rung_y[2]);
    CHECK(lane.lines[1].pieces[1].x0 == 200);
    CHECK(lane.rung_y[4] < lane.rung_y[0]);
}

TEST_CASE("a run is told with what each side concluded after a line, not before it", "[viz][session]") {
    const Model model = compile(spec_of(scenario_text(busy())));
    std::size_t images = 0, sent = 0, garbled = 0;
    for (std::uint64_t replicate = 0; replicate < 10; ++replicate) {
        const ToldRun run = tell_run(model, {1, replicate, 0}, {}, {});
        std::size_t decision = 0, message = 0;
        for (const Record& record : trace_run(model, {1, replicate, 0}).records) {
            if (const auto* made = std::get_if<DecisionMade>(&record.what)) {
                const ToldDecision& told = run.decisions.at(decision++);
                CHECK(told.own_rung == made->own_rung);
                CHECK(told.adversary_rung == made->adversary_reading);
                CHECK(told.threat == Approx(made->threat).margin(1e-6));
                CHECK(told.image == Approx(made->image).margin(1e-6));
                CHECK(told.number == made->number);
            }
            if (const auto* one = std::get_if<MessageSent>(&record.what)) {
                const ToldMessage& told = run.messages.at(message++);
                CHECK(told.sender == one->sender);
                CHECK(told.sent == record.time);
                CHECK(told.lost == one->lost);
                CHECK(told.kind == one->kind);
                ++sent;
                garbled += told.delivered_line != kNoRecord && told.read_as != told.kind ? 1 : 0;
            }
        }
        for (std::size_t side = 0; side < kActors; ++side) {
            for (const auto& since : run.image[side]) {
                const auto* told = run.lines[since.line].thought_as<seen::ChangedImage>(side);
                REQUIRE(told != nullptr);
                CHECK(since.value == told->after);
                images += since.value != told->before ? 1 : 0;
            }
        }
    }
    CHECK(images > 10);
    CHECK(sent > 10);
    CHECK(garbled > 3);
}
