// Beliefs in words: which causes are named, with which share, and what is left to the others.
#include "trace/line_text.hpp"
#include "support/catch.hpp"
#include "trace/labels.hpp"

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

std::string belief(const Fields& belief) { return belief_text(Labels(five_causes()), belief); }

Fields view(const Fields& belief, bool concluded = false) {
    return {{"belief", belief}, {"concluded", concluded}};
}

std::string change(const Fields& before, const Fields& after) {
    return change_text(Labels(five_causes()), before, after);
}

}  // namespace

TEST_CASE(
    "a belief names causes from one per cent up, the likeliest first, and leaves the rest to the others") {
    struct Case {
        Fields belief;
        std::string text;
    };
    const std::vector<Case> cases{{{{"a", 0.05}, {"b", 0.95}}, "Bear 95 %, Apple 5 %"},
                                  {{{"a", 0.91}, {"b", 0.09}}, "Apple 91 %, Bear 9 %"},
                                  {{{"a", 0.015}, {"b", 0.985}}, "Bear 98 %, Apple 2 %"},
                                  {{{"a", 0.3}, {"b", 0.07}, {"c", 0.63}}, "Cat 63 %, Apple 30 %, Bear 7 %"},
                                  {{{"a", 0.008}, {"b", 0.008}, {"c", 0.984}}, "Cat 98 %, others 2 %"},
                                  {{{"a", 0.002}, {"b", 0.998}}, "Bear over 99 %"},
                                  {{{"a", 0.1}, {"b", 0.2}, {"c", 0.3}, {"d", 0.04}, {"e", 0.36}},
                                   "Elk 36 %, Cat 30 %, Bear 20 %, Apple 10 %, others 4 %"},
                                  {{{"a", 1.0}}, "Apple 100 %"}};
    for (const Case& c : cases) CHECK(belief(c.belief) == c.text);
}

TEST_CASE("the most believed cause is the likeliest, of equal ones the first") {
    CHECK(most_believed({{"a", 0.2}, {"b", 0.7}, {"c", 0.1}}) == "b");
    CHECK(most_believed({{"a", 0.4}, {"b", 0.4}, {"c", 0.2}}) == "a");
}

TEST_CASE("a change of belief goes from what was to what is, for the cause that moved most") {
    const Fields before = view({{"a", 0.6}, {"b", 0.3}, {"c", 0.1}});
    CHECK(change(before, view({{"a", 0.55}, {"b", 0.25}, {"c", 0.2}})) ==
          "Cat from 10 % to 20 %; most believed is Apple, 55 %.");
    CHECK(change(before, view({{"a", 0.8}, {"b", 0.15}, {"c", 0.05}})) ==
          "Apple from 60 % to 80 %, the most believed.");
    CHECK(change(before, before) == "nothing new; most believed is Apple, 60 %.");
    const Fields concluded = view({{"a", 0.96}, {"b", 0.03}, {"c", 0.01}}, true);
    CHECK(change(before, concluded) == "Apple from 60 % to 96 %, the most believed. The case is concluded.");
    CHECK(change(concluded, concluded) == "nothing new; most believed is Apple, 96 %.");
}

TEST_CASE("a belief is marked wrong where its most believed cause is not the true one") {
    const Labels labels(five_causes());
    const Fields belief{{"a", 0.6}, {"b", 0.4}};
    CHECK(wrong_cause_mark(labels, belief, "a").empty());
    CHECK(wrong_cause_mark(labels, belief, "b") == " [!] The most believed cause is wrong: it was Bear.");
    CHECK(wrong_cause_mark(labels, belief, nullptr).empty());
}
