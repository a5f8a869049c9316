// Beliefs in words: which causes are named, with which share, and what is left to the others.
#include "support/catch.hpp"
#include "telling/words.hpp"

using namespace firebreak;

namespace {

const Spec& five_causes() {
    static const Spec spec = [] {
        Spec made;
        for (const char* name : {"Apple", "Bear", "Cat", "Dog", "Elk"})
            made.causes.push_back({std::string(1, static_cast<char>(name[0] - 'A' + 'a')), name, 0});
        return made;
    }();
    return spec;
}

Labels labels() { return Labels(five_causes()); }
CauseId cause(std::size_t place) { return CauseId{place}; }

CaseView view(const Belief& belief, bool concluded = false) {
    CaseView made;
    made.belief = belief;
    made.concluded = concluded;
    return made;
}

std::string change(const CaseView& before, const CaseView& after) {
    return change_of_mind_words(labels(), {before, after});
}

}  // namespace

TEST_CASE(
    "a belief names causes from one per cent up, the likeliest first, and leaves the rest to the others") {
    struct Case {
        Belief belief;
        std::string text;
    };
    const std::vector<Case> cases{
        {{0.05, 0.95}, "Bear 95 %, Apple 5 %"},
        {{0.91, 0.09}, "Apple 91 %, Bear 9 %"},
        {{0.015, 0.985}, "Bear 98 %, Apple 2 %"},
        {{0.3, 0.07, 0.63}, "Cat 63 %, Apple 30 %, Bear 7 %"},
        {{0.008, 0.008, 0.984}, "Cat 98 %, others 2 %"},
        {{0.002, 0.998}, "Bear over 99 %"},
        {{0.1, 0.2, 0.3, 0.04, 0.36}, "Elk 36 %, Cat 30 %, Bear 20 %, Apple 10 %, others 4 %"},
        {{1.0}, "Apple 100 %"}};
    for (const Case& c : cases) CHECK(belief_words(labels(), c.belief) == c.text);
}

TEST_CASE("the most believed cause is the likeliest, of equal ones the first") {
    CHECK(most_believed(five_causes(), {0.2, 0.7, 0.1}) == cause(1));
    CHECK(most_believed(five_causes(), {0.4, 0.4, 0.2}) == cause(0));
}

TEST_CASE("a change of belief goes from what was to what is, for the cause that moved most") {
    const CaseView before = view({0.6, 0.3, 0.1});
    CHECK(change(before, view({0.55, 0.25, 0.2})) ==
          "Cat from 10 % to 20 %; the likeliest cause is Apple, 55 %.");
    CHECK(change(before, view({0.8, 0.15, 0.05})) == "Apple from 60 % to 80 %, the likeliest cause.");
    CHECK(change(before, before) == "no change; the likeliest cause is Apple, 60 %.");
    const CaseView concluded = view({0.96, 0.03, 0.01}, true);
    CHECK(change(before, concluded) ==
          "Apple from 60 % to 96 %, the likeliest cause. The case is concluded.");
    CHECK(change(concluded, concluded) == "no change; the likeliest cause is Apple, 96 %.");
}

TEST_CASE("a belief is marked wrong where its most believed cause is not the true one") {
    const auto marked = [](CauseId truth) {
        Text text;
        mark_wrong_cause(labels(), {0.6, 0.4}, truth, text);
        return text;
    };
    CHECK(marked(cause(0)).pieces.empty());
    CHECK(marked({}).pieces.empty());
    CHECK(marked(cause(1)) == Text{{{"Wrong: it was Bear.", true}}});
}

TEST_CASE("a text keeps what is wrong apart from what stands around it, whatever signs are in it") {
    Text text;
    text.add("Read");
    text.add(" high.");
    text.add_wrong("It was U.S. sabotage; [!] twice.");
    text.add(" More.");
    CHECK(text ==
          Text{{{"Read high.", false}, {"It was U.S. sabotage; [!] twice.", true}, {" More.", false}}});
    CHECK(text.any_wrong());
    CHECK(text.plain() == "Read high. [!] It was U.S. sabotage; [!] twice. More.");
    Text both;
    both.add_wrong("Lost.");
    both.add(text);
    CHECK(both.plain() == "[!] Lost.Read high. [!] It was U.S. sabotage; [!] twice. More.");
    CHECK_FALSE(Text{}.any_wrong());
}
