// What went wrong and what is changed, in words.
#include <firebreak/telling.hpp>

#include "unit/report/handmade_causes.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

FlawGroup group(Flaw::Kind kind, ActorId actor) {
    FlawGroup made;
    made.kind = kind;
    made.actor = actor;
    return made;
}

}  // namespace

TEST_CASE("each kind of flaw has its words, high and low told apart") {
    FlawGroup misread = group(Flaw::Kind::misreading, kNorth),
              wrong = group(Flaw::Kind::misattribution, kSouth);
    FlawGroup doubt = group(Flaw::Kind::doubt, kSouth), late = group(Flaw::Kind::late, kNorth);
    misread.off = -1;
    wrong.truth = kAttack;
    wrong.believed = kAccident;
    doubt.truth = kAttack;
    late.message = MessageKind::denial;
    late.channel = ChannelId{std::size_t{0}};
    for (const auto& [what, words] : std::vector<std::pair<FlawGroup, std::string>>{
             {misread, "Northland read a move one rung too low"},
             {group(Flaw::Kind::misreading, kNorth), "Northland misread a move"},
             {wrong, "Southland mistook An attack for An accident"},
             {group(Flaw::Kind::misattribution, kSouth), "Southland was wrong about the cause"},
             {doubt, "Southland was not sure that the cause was An attack"},
             {group(Flaw::Kind::misjudgement, kNorth), "Northland misjudged the severity"},
             {group(Flaw::Kind::false_alarm, kNorth), "Northland fell for a false alarm"},
             {late, "a denial to Northland over The cable came too late"},
             {group(Flaw::Kind::garbled, kSouth), "a message to Southland was garbled"},
             {group(Flaw::Kind::escalation, kSouth), "Southland took a step up"}})
        CHECK(flaw_words(named_scenario(), what) == words);
    CHECK(std::string(correction_words(Flaw::Kind::escalation)) == "had the side held instead");
    CHECK(std::string(correction_words(Flaw::Kind::misjudgement)) == "had its true severity been known then");
}

TEST_CASE("a change of a scenario has its words") {
    const Spec& spec = named_scenario();
    for (const auto& [perception, words] : std::vector<std::pair<Perception, std::string>>{
             {Perception::severity, "Southland judges each severity correctly"},
             {Perception::alarm, "Southland sees through every false alarm"},
             {Perception::tone, "Southland reads each message as it was meant"}})
        CHECK(change_words(spec, perception_change(kSouth, perception)) == words);
    CHECK(change_words(spec, perception_change({}, {})) == "both sides see everything as it is");
    CHECK(change_words(spec, measure_change(0)) == "with \"A drill\"");
    CHECK(change_words(spec, rule_change(kSouth, 0)) ==
          "without Southland's rule 1 (when the threat is at least 3: Step back)");
    CHECK(change_words(spec, rule_change(kSouth, 1)) == "without Southland's rule 2 (in any case: Hold)");
}
