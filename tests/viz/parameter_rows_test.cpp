// The list of numbers that the side panel shows, and a scenario file that changes while it is open.
#include "session/parameter_rows.hpp"

#include <unistd.h>
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "session/session.hpp"
#include "session/workbench.hpp"
#include "support/catch.hpp"
#include "support/paths.hpp"

using namespace firebreak;
using namespace firebreak::test;
using namespace firebreak::viz;

namespace {

Spec spec_of(const std::string& file) { return *load_scenario(source_path(file)).spec; }

const ParameterRow& row_of(const std::vector<ParameterRow>& rows, const std::string& path) {
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const ParameterRow& row) { return row.path == path; });
    REQUIRE(found != rows.end());
    return *found;
}

// A scenario file of its own that is gone afterwards.
class OwnFile {
public:
    OwnFile()
        : path_((std::filesystem::temp_directory_path() /
                 ("firebreak-reload-" + std::to_string(::getpid()) + ".yaml"))
                    .string()) {
        std::ifstream in(source_path("scenarios/tutorial/first.yaml"));
        std::ostringstream text;
        text << in.rdbuf();
        text_ = text.str();
        write(text_);
    }
    ~OwnFile() { std::filesystem::remove(path_); }
    OwnFile(const OwnFile&) = delete;
    OwnFile& operator=(const OwnFile&) = delete;

    void write(const std::string& text) {
        std::ofstream(path_) << text;
        // Some file systems tell time in whole seconds.
        std::filesystem::last_write_time(
            path_, std::filesystem::last_write_time(path_) + std::chrono::seconds(++writes_));
    }
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string path_, text_;
    int writes_ = 0;
};

}  // namespace

TEST_CASE("Every number is listed with a text that reads back to the same value", "[viz][parameters]") {
    for (const char* file :
         {"scenarios/cyber/reset-2011.yaml", "scenarios/cyber/solar-sunrise-1998.yaml",
          "scenarios/classic/hot-line-1967.yaml", "scenarios/classic/norwegian-rocket-1995.yaml"}) {
        Spec spec = spec_of(file);
        const Spec before = spec;
        for (const ParameterRow& row : parameter_rows(spec, spec)) {
            INFO(row.path << " = " << row.value);
            CHECK_FALSE(row.changed());
            if (!row.fixed.empty()) continue;
            const Result<SetSpec> parsed = parse_set(spec, row.path + "=" + row.value);
            REQUIRE(parsed);
            CHECK(set_parameter(spec, *parsed) == 1);
        }
        CHECK(spec == before);
    }
}

TEST_CASE("The list has as many numbers as the report counts, those of measures last", "[viz][parameters]") {
    for (const char* file : {"scenarios/cyber/reset-2011.yaml", "scenarios/classic/hot-line-1967.yaml"}) {
        const Spec spec = spec_of(file);
        const auto rows = parameter_rows(spec, spec);
        CHECK(rows.size() == count_grades(spec).all() + spec.targets.size() + spec.variants.size());
        CHECK_FALSE(rows.back().fixed.empty());
        CHECK(rows.front().fixed.empty());
    }
    const Spec spec = spec_of("scenarios/cyber/reset-2011.yaml");
    CHECK(row_of(parameter_rows(spec, spec), "measures.hotline.set.channels.hotline.up").value == "yes");
}

TEST_CASE("A row has the grade of the longest path that covers it", "[viz][parameters]") {
    const Spec spec = spec_of("scenarios/cyber/reset-2011.yaml");
    const auto rows = parameter_rows(spec, spec);
    CHECK(row_of(rows, "actors.moscow.posture.misread").grade == "assumed");
    CHECK(row_of(rows, "actors.moscow.posture.misread").note.starts_with("no empirical estimate"));
    CHECK(row_of(rows, "actors.moscow.posture.delay").note == "a plausible and symmetrical pair");
    CHECK(row_of(rows, "clock.horizon").grade == "structural");
}

TEST_CASE("A row says what is tried for its number, and is found by that", "[viz][parameters]") {
    const Spec spec = spec_of("scenarios/cyber/reset-2011.yaml");
    const auto rows = parameter_rows(spec, spec);
    CHECK(row_of(rows, "actors.moscow.posture.misread").range == "tried from 0 to 0.2");
    CHECK(row_of(rows, "actors.moscow.deliberation").range == "tried from 0.4 to 3 times the value");
    CHECK(row_of(rows, "actors.moscow.doctrine.8.when.threat").range == "tried from 1.5 to 2.75");
    CHECK(row_of(rows, "measures.doctrine-exchange.set.actors.*.posture.misread").range ==
          "tried from 0.02 to 0.08");
    CHECK(row_of(rows, "actors.moscow.posture.delay").range.empty());
    const auto tried = search(rows, "tried posture.misread");
    CHECK(tried.size() == 3);
    std::size_t ranges = 0;
    for (const ParameterRow& row : rows) ranges += row.range.find("tried from") == std::string::npos ? 0 : 1;
    CHECK(search(rows, "tried from").size() == ranges);
    CHECK(ranges > 30);
}

TEST_CASE("Targets and variants are listed, and are changed in the file only", "[viz][parameters]") {
    Spec spec = spec_of("scenarios/tutorial/first.yaml");
    TargetSpec target;
    target.id = "answered";
    target.of.kind = RunMeasure::Kind::ratio;
    target.of.statistic = "answered";
    target.of.per = "authored";
    target.value = 0.135;
    target.sd = 0.03;
    target.source = "book";
    target.note = "counted from the press";
    spec.targets.push_back(target);
    spec.variants.push_back({"doctrine", {{"as-written", 2, ""}, {"hawkish", 1, "actors: {}"}}});
    const auto rows = parameter_rows(spec, spec);
    const ParameterRow& record = row_of(rows, "targets.answered");
    CHECK(record.value == "0.135");
    CHECK(record.range == "answered divided by authored, with a standard deviation of 0.03");
    CHECK(record.note == "counted from the press");
    spec.targets.front().label = "incidents answered";
    CHECK(row_of(parameter_rows(spec, spec), "targets.answered").range ==
          "incidents answered: answered divided by authored, with a standard deviation of 0.03");
    CHECK(record.grade == "sourced");
    CHECK(record.fixed.starts_with("The record says this"));
    const ParameterRow& variant = row_of(rows, "variants.doctrine");
    CHECK(variant.value == "as-written");
    CHECK(variant.range == "tried: as-written 67 %, hawkish 33 %");
    CHECK(variant.grade == "assumed");
    CHECK(variant.fixed.starts_with("The file takes this choice"));
    CHECK(search(rows, "hawkish").size() == 1);
}

TEST_CASE("A moment of an incident has the grade that the engine gives it", "[viz][parameters]") {
    for (const auto& [file, path, grade] : std::vector<std::array<const char*, 3>>{
             {"scenarios/classic/hot-line-1967.yaml", "incidents.fighting.at.1", "sourced"},
             {"scenarios/classic/hot-line-1967.yaml", "incidents.ship.at.1", "assumed"},
             {"scenarios/cyber/solar-sunrise-1998.yaml", "incidents.intrusions.at.1", "sourced"}}) {
        const Spec spec = spec_of(file);
        const auto rows = parameter_rows(spec, spec);
        CHECK(row_of(rows, path).grade == grade);
        for (const ParameterRow& row : rows) {
            const ProvenanceSpec* entry = provenance_of(spec.provenance, row.path);
            CHECK(row.grade == (entry == nullptr ? "" : entry->grade));
        }
    }
}

TEST_CASE("Of two paths of one length that cover a number the more exact gives the grade, then the later",
          "[viz][parameters]") {
    Spec spec = spec_of("scenarios/cyber/reset-2011.yaml");
    const auto graded = [&](const std::vector<std::string>& paths) {
        spec.provenance.clear();
        for (const std::string& path : paths) spec.provenance.push_back({path, path, "", ""});
        return row_of(parameter_rows(spec, spec), "actors.moscow.posture.misread").grade;
    };
    CHECK(graded({"actors.*.posture", "actors.moscow.posture"}) == "actors.moscow.posture");
    CHECK(graded({"actors.moscow.posture", "actors.*.posture"}) == "actors.moscow.posture");
    CHECK(graded({"actors.moscow.*", "actors.*.posture"}) == "actors.*.posture");
    CHECK(graded({"actors.moscow.posture.misread", "actors.*.posture"}) == "actors.moscow.posture.misread");
    CHECK(graded({"actors", "actors.moscow", "clock.horizon"}) == "actors.moscow");
    CHECK(graded({"actors.washington"}).empty());
}

TEST_CASE("A change shows beside the file's value, and rows are found by words", "[viz][parameters]") {
    const Spec spec = spec_of("scenarios/cyber/reset-2011.yaml");
    const Workbench bench(spec);
    Settings settings;
    settings.changes = {{"actors.moscow.posture.misread", "0.2"}};
    const auto rows = parameter_rows(spec, bench.changed_spec(settings));
    CHECK(row_of(rows, "actors.moscow.posture.misread").value == "0.2");
    CHECK(row_of(rows, "actors.moscow.posture.misread").file_value == "0.1");
    CHECK(search(rows, "").size() == rows.size());
    CHECK(search(rows, "MISREAD posture").size() == 3);
    CHECK(search(rows, "changed").size() == 1);
    CHECK(search(rows, "no such number").empty());
}

TEST_CASE("A file that changes is read again; with faults what was read before stays", "[viz][parameters]") {
    OwnFile file;
    Session session;
    session.open(file.path());
    REQUIRE(session.has_scenario());
    const std::string first = session.sha256();
    session.settings.seed = 7;
    session.settings.changes = {{"clock.horizon", "10d"}, {"no.such.number", "1"}};
    session.settings.measures = {"no-such-measure"};
    static_cast<void>(session.tick(2));
    CHECK(session.file_note().empty());

    file.write(file.text() + "\n# another end\n");
    static_cast<void>(session.tick(0.5));
    CHECK(session.sha256() == first);  // not yet looked at
    CHECK(session.tick(0.6));
    CHECK(session.file_note() == "The file changed and was read again.");
    CHECK(session.sha256() != first);
    CHECK(session.settings.seed == 7);
    CHECK(session.settings.measures.empty());
    CHECK(session.settings.changes ==
          std::vector<std::pair<std::string, std::string>>{{"clock.horizon", "10d"}});

    const std::string second = session.sha256();
    file.write("firebreak: 1\nid: [");
    CHECK(session.tick(1.1));
    CHECK(session.file_note().find("errors") != std::string::npos);
    CHECK_FALSE(session.diagnostics().empty());
    REQUIRE(session.has_scenario());
    CHECK(session.sha256() == second);

    file.write(file.text() + "\n# another end\n");
    CHECK(session.tick(1.1));
    CHECK(session.file_note().empty());
    CHECK(session.diagnostics().empty());
}

TEST_CASE("A scenario that could not be read is read once it is mended", "[viz][parameters]") {
    OwnFile file;
    file.write("firebreak: 1\n");
    Session session;
    session.open(file.path());
    REQUIRE_FALSE(session.has_scenario());
    file.write(file.text());
    CHECK(session.tick(1.1));
    CHECK(session.has_scenario());
}

TEST_CASE("A probability of a prior takes the others along, so that the prior still sums to 1",
          "[viz][session]") {
    const Spec spec = spec_of("scenarios/cyber/reset-2011.yaml");
    const Workbench bench(spec);
    const auto& prior = spec.actors[0].attribution.prior;
    const std::string path = "actors." + spec.actors[0].id + ".attribution.prior." + prior[0].first;
    Settings settings;
    for (const char* value : {"0.9", "1", "0.25"}) {
        CAPTURE(value);
        const Spec before = bench.changed_spec(settings);
        settings.changes = with_value(spec, before, settings.changes, path, value);
        std::vector<std::string> faults;
        const Spec changed = bench.changed_spec(settings, &faults);
        CHECK(faults.empty());
        CHECK(faults_after_change(changed).empty());
        CHECK(changed.actors[0].attribution.prior[0].second == std::stod(value));
    }
    const Spec once = bench.changed_spec({{}, with_value(spec, spec, {}, path, "0.9"), 1, 1, {}});
    const double left = 1 - prior[0].second;
    for (std::size_t i = 1; i < prior.size(); ++i) {
        CHECK(std::fabs(once.actors[0].attribution.prior[i].second - prior[i].second * 0.1 / left) < 1e-12);
    }
}

TEST_CASE("a number that the file leaves out stands among the others, and has no value of the file") {
    const Spec file = spec_of("scenarios/tutorial/first.yaml");
    Spec changed = file;
    REQUIRE(change_scenario(changed, "incidents.cut-north.window=8m").empty());
    REQUIRE(change_scenario(changed, "actors.south.tremble=0.25").empty());
    const std::vector<ParameterRow> rows = parameter_rows(file, changed);
    CHECK(row_of(rows, "incidents.cut-north.window").value == "8m");
    CHECK(row_of(rows, "incidents.cut-north.window").file_value.empty());
    CHECK(row_of(rows, "actors.south.tremble").value == "0.25");
    CHECK(row_of(rows, "actors.south.tremble").file_value == "0");
}
