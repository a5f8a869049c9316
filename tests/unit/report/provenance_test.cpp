// Which entry of the provenance counts for a number, and how many numbers have which grade.
#include "report/scenario_answer.hpp"
#include "report/sentences.hpp"
#include "scenario/section_writer.hpp"
#include "unit/report/handmade_answers.hpp"

using namespace firebreak;
using namespace firebreak::report;
using namespace firebreak::test;

namespace {

// Entries by grade, in an order in which neither the first nor the last is always the right one.
struct Sample {
    std::vector<std::pair<const char*, const char*>> entries;  // path, grade
    // that counts for actors.north.posture.misread; none: nullptr
    const char* grade;
};

const std::vector<Sample>& cases() {
    static const std::vector<Sample> all{
        // equally long: the one with fewer stars, then the last
        {{{"actors.north.posture.misread", "sourced"}, {"actors.*.posture.misread", "data"}}, "sourced"},
        {{{"actors.north.posture.*", "sourced"}, {"actors.*.posture.misread", "data"}}, "data"},
        {{{"actors.*.posture.misread", "data"}, {"actors.north.posture.misread", "sourced"}}, "sourced"},
        {{{"actors.north", "assumed"}, {"actors.*", "data"}, {"actors.north", "sourced"}}, "sourced"},
        // the longest
        {{{"actors.north.posture", "assumed"}, {"actors", "data"}, {"actors.*", "structural"}}, "assumed"},
        {{{"actors", "data"}, {"actors.south.posture.misread", "sourced"}}, "data"},
        {{{"actors.south", "data"}, {"actor", "sourced"}, {"posture.misread", "assumed"}}, nullptr},
        {{}, nullptr}};
    return all;
}

std::vector<ProvenanceSpec> provenance(const Sample& of) {
    std::vector<ProvenanceSpec> entries;
    for (const auto& [path, grade] : of.entries) entries.push_back({path, grade, "", ""});
    return entries;
}

constexpr const char* kPath = "actors.north.posture.misread";

}  // namespace

TEST_CASE("of several entries the longest path counts, and of equally long ones the most exact") {
    for (const Sample& c : cases()) {
        Spec spec = named_scenario();
        spec.provenance = provenance(c);
        INFO(c.entries.size() << " entries, " << (c.grade == nullptr ? "none" : c.grade));
        const ProvenanceSpec* found = provenance_of(spec.provenance, kPath);
        REQUIRE((found != nullptr) == (c.grade != nullptr));
        if (found != nullptr) CHECK(found->grade == c.grade);
    }
}

TEST_CASE("a scenario that is written marks its numbers with the same entries") {
    for (const Sample& c : cases()) {
        const std::vector<ProvenanceSpec> entries = provenance(c);
        SectionWriter writer(entries);
        for (const char* section : {"actors", "north", "posture"}) writer.open(section);
        writer.number("misread", 0.1);
        const std::string text = writer.take();
        INFO(text);
        const std::size_t mark = text.find('#');
        REQUIRE((mark != std::string::npos) == (c.grade != nullptr));
        if (c.grade != nullptr) CHECK(text.substr(mark) == "# " + std::string(c.grade) + "\n");
    }
}

TEST_CASE("each grade has its mark behind a number") {
    for (const auto& [grade, mark] : std::vector<std::pair<std::string, std::string>>{
             {"sourced", " [s]"}, {"data", " [d]"}, {"assumed", " [a]"}, {"structural", " [t]"}}) {
        Spec spec = named_scenario();
        spec.provenance = {{kPath, grade, "", ""}};
        CHECK(grade_mark(spec, kPath) == mark);
        CHECK(grade_mark(spec, "clock.horizon").empty());
    }
}

TEST_CASE("behind the mark's letter stands what is tried for the number, or for those of its section") {
    Spec spec = named_scenario();
    const RangeSpec tried{{Distribution::Kind::uniform, 0, 0.2, 0, {}}, false, false, false};
    spec.provenance = {{kPath, "assumed", "", "", "how often a move is misread", tried}};
    CHECK(grade_mark(spec, kPath) == " [a, tried from 0 to 0.2]");
    CHECK(section_mark(spec, kPath, "actors.north.posture") == " [a, misread tried from 0 to 0.2]");
    CHECK(section_mark(spec, kPath, "actors.south.posture") == " [a]");
    CHECK(section_mark(spec, "actors.north", "actors.north").empty());  // without a grade of its own
    CHECK(entry_range_words(spec.provenance[0]) == "tried from 0 to 0.2 (how often a move is misread)");
    spec.provenance[0].range->independent = true;
    CHECK(entry_range_words(spec.provenance[0]) ==
          "tried from 0 to 0.2, each number for itself (how often a move is misread)");
}

TEST_CASE("grades are counted over all numbers, those that measures set among them") {
    Spec spec = named_scenario();
    const GradeCounts none = count_grades(spec);
    CHECK((none.sourced + none.data + none.assumed + none.structural == 0 && none.unmarked == none.all()));
    spec.provenance = {{"evidence.lab", "sourced", "", ""},                  // every, accuracy
                       {"actors.*.posture.misread", "data", "", ""},         // two sides
                       {"actors.south.posture.misread", "assumed", "", ""},  // one of them
                       {"measures", "structural", "", ""}};                  // what four measures set
    const GradeCounts counts = count_grades(spec);
    CHECK((counts.sourced == 2 && counts.data == 1 && counts.assumed == 1 && counts.structural == 4));
    CHECK(counts.all() == none.all());
}

TEST_CASE("grades are told in words with their own counts") {
    CHECK(grades_in_words({1, 2, 3, 4, 1990}) ==
          "The scenario has 2,000 numbers: 1 sourced, 2 fitted to data, 3 assumed, 4 structural and 1,990 "
          "unmarked.");
    CHECK(grades_in_words({0, 0, 1, 0, 0}) == "The scenario has 1 number: 1 assumed.");
}
