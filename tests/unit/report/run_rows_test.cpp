// The table of single runs: a row for each replicate and arm, in order, whatever the threads.
#include "report/run_rows.hpp"

#include <zlib.h>
#include <map>

#include "report/gzip.hpp"
#include "support/scenarios.hpp"
#include "sweep/run_row.hpp"
#include "unit/report/handmade_answers.hpp"

using namespace firebreak;
using namespace firebreak::report;
using namespace firebreak::test;

namespace {

EnsembleOptions runs_of(std::uint64_t runs, std::uint64_t first, unsigned jobs) {
    EnsembleOptions options;
    options.runs = runs;
    options.first_replicate = first;
    options.jobs = jobs;
    options.seed = 7;
    return options;
}

Spec short_scenario() { return scenario(with(busy(), "horizon: 300d", "horizon: 50d")); }

std::string rows_of(const Study& study, EnsembleOptions options, bool compressed = false,
                    const Origin& origin = handmade_origin()) {
    std::string text;
    RunRows rows(study.models.front().spec(), origin, study.models, compressed,
                 [&](std::string_view piece) { text += piece; });
    rows.write_names();
    options.observers = {&rows};
    static_cast<void>(run_ensemble(study.models, study.pairs, options));
    return text;
}

// By the library's own reader of files of many members.
std::string inflated(const std::string& bytes) {
    std::string text;
    std::string rest = bytes;
    while (!rest.empty()) {
        z_stream stream{};
        REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
        stream.next_in = reinterpret_cast<Bytef*>(rest.data());
        stream.avail_in = static_cast<uInt>(rest.size());
        int status = Z_OK;
        while (status == Z_OK) {
            char buffer[4096];
            stream.next_out = reinterpret_cast<Bytef*>(buffer);
            stream.avail_out = sizeof buffer;
            status = inflate(&stream, Z_NO_FLUSH);
            text.append(buffer, sizeof buffer - stream.avail_out);
        }
        const std::size_t left = stream.avail_in;
        inflateEnd(&stream);
        REQUIRE(status == Z_STREAM_END);
        rest.erase(0, rest.size() - left);
    }
    return text;
}

}  // namespace

TEST_CASE("each run has a row with its origin, its arm and its numbers") {
    const Study study = make_study(short_scenario());
    Origin origin = handmade_origin();
    origin.sets = {"a.b=1", "c.d=3 h"};
    const auto rows = read_csv(rows_of(study, runs_of(70, 5, 1), false, origin));
    REQUIRE(rows.size() == 70 * study.models.size());
    const std::vector<std::pair<std::string, std::string>> arms{
        {"none", "none"},  {"none", "both"},  {"exchange", "none"},       {"exchange", "both"},
        {"talks", "none"}, {"talks", "both"}, {"exchange+talks", "none"}, {"exchange+talks", "both"}};
    RunRow values;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const CsvRecord& row = rows[i];
        const std::size_t arm = i % arms.size();
        const std::uint64_t replicate = 5 + i / arms.size();
        REQUIRE(row.at("rep") == std::to_string(replicate));
        CHECK((row.at("measures") == arms[arm].first && row.at("clean") == arms[arm].second));
        values.set(simulate(study.models[arm], {7, replicate, 0}));
        for (std::size_t k = 0; k < kRunColumns; ++k) {
            std::string text;
            append_csv(text, values.values()[k]);
            CHECK(row.at(run_columns()[k].name) == text);
        }
    }
    CHECK((rows[0].at("scenario") == study.models[0].spec().id && rows[0].at("sha256") == origin.sha256));
    CHECK((rows[0].at("seed") == "7" && rows[0].at("set") == "a.b=1 'c.d=3 h'"));
    CHECK(rows.back() != rows.front());
}

TEST_CASE("rows are the same for any number of threads, and two halves are the whole") {
    const Study study = make_study(short_scenario());
    const std::string whole = rows_of(study, runs_of(400, 0, 1));
    CHECK(rows_of(study, runs_of(400, 0, 3)) == whole);
    const std::string names = whole.substr(0, whole.find('\n') + 1);
    CHECK(rows_of(study, runs_of(150, 0, 2)) + rows_of(study, runs_of(250, 150, 2)).substr(names.size()) ==
          whole);
}

TEST_CASE("a compressed table is the same table, with the same bytes for any number of threads") {
    const Study study = make_study(short_scenario());
    const std::string packed = rows_of(study, runs_of(200, 0, 1), true);
    CHECK(rows_of(study, runs_of(200, 0, 3), true) == packed);
    const std::string plain = rows_of(study, runs_of(200, 0, 1));
    CHECK(inflated(packed) == plain);
    CHECK(packed.size() < plain.size() / 3);
    CHECK(inflated(gzipped("")).empty());
}

TEST_CASE("an arm that is there twice has one row: a twin of an arm with clean perception") {
    ArmSpec clean;
    clean.clean = {true, true};
    ArmSpec partly;
    partly.clean[1].add(Perception::cause);
    const Study study = make_study(short_scenario(), {clean, partly});
    const auto rows = read_csv(rows_of(study, runs_of(3, 0, 1)));
    REQUIRE(rows.size() == 6);
    CHECK((rows[0].at("clean") == "both" && rows[1].at("clean") == "south:cause"));
}

TEST_CASE("what cannot be written ends the runs") {
    const Study study = make_study(short_scenario());
    std::atomic<int> pieces{0};
    RunRows rows(study.models.front().spec(), handmade_origin(), study.models, false, [&](std::string_view) {
        if (++pieces > 2) throw 28;
    });
    EnsembleOptions options = runs_of(1'000'000, 0, 2);
    options.observers = {&rows};
    CHECK_THROWS_AS(run_ensemble(study.models, study.pairs, options), int);
    CHECK(pieces < 10);
}
