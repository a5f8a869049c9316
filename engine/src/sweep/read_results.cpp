#include "sweep/read_results.hpp"

#include <map>
#include <ostream>
#include <set>

#include <firebreak/text.hpp>

#include "base/append_number.hpp"
#include "sweep/run_row.hpp"
#include "sweep/store.hpp"

namespace firebreak {
namespace {

PointArm sums_of(const Statement& row, std::uint64_t runs) {
    PointArm arm;
    arm.crises = row.whole(4);
    const std::uint64_t inadvertent = row.whole(5);
    const std::uint64_t averted = row.whole(6);
    const std::uint64_t both = arm.crises - inadvertent;
    arm.twins = {runs - both - inadvertent - averted, averted, inadvertent, both};
    const std::uint64_t avoided = row.whole(7);
    const std::uint64_t caused = row.whole(8);
    // Of the first arm both are 0, and there is no pair.
    arm.effect = {0, caused, avoided, 0};
    if (row.whole(2) > 0) {
        arm.effect.n11 = arm.crises - caused;
        arm.effect.n00 = runs - arm.effect.n11 - avoided - caused;
    }
    arm.digest = std::stoull(row.text(9), nullptr, 16);
    return arm;
}

class Results {
public:
    explicit Results(const SweepFolder& folder) : folder_(folder) {}

    void add(const Database& database) {
        Statement faults(database, "SELECT point, fault FROM point WHERE fault IS NOT NULL");
        while (faults.step()) point(faults.whole(0)).fault = faults.text(1);
        Statement blocks(database, "SELECT point, first, runs FROM block");
        std::set<Block> fresh;
        while (blocks.step()) {
            const Block key{blocks.whole(0), blocks.whole(1)};
            if (!taken_.insert(key).second) continue;
            fresh.insert(key);
            point(key.first).runs += blocks.whole(2);
        }
        Statement sums(database,
                       "SELECT point, first, arm, runs, crisis, inadvertent, averted, avoided, "
                       "caused, digest FROM sums");
        while (sums.step()) {
            if (!fresh.contains({sums.whole(0), sums.whole(1)})) continue;
            const std::string digest = sums.text(9);
            if (digest.size() != 16 || digest.find_first_not_of("0123456789abcdef") != std::string::npos)
                throw DatabaseError(printable(database.path(), 1000) + ": is damaged: '" +
                                    printable(digest, 40) + "' is no digest");
            SweepPoint& made = point(sums.whole(0));
            made.arms.resize(folder_.sweep->plan().arms.size());
            const std::uint64_t arm = sums.whole(2) / 2;
            if (arm < made.arms.size()) made.arms[arm].add(sums_of(sums, sums.whole(3)));
        }
        for (const auto& [index, made] : points_) check(database, index, made);
    }

    Uncertainty finish() {
        const Sweep& sweep = *folder_.sweep;
        UncertaintyOptions options;
        options.points = sweep.points();
        options.runs = sweep.plan().runs;
        options.seed = sweep.plan().seed;
        Uncertainty made{sweep.plan().factors, sweep.plan().arms, {}, options, true, 0};
        made.complete = taken_.size() == sweep.blocks();
        for (auto& [index, point] : points_) {
            point.index = index;
            point.coordinates = sweep.coordinates(index);
            made.points.push_back(std::move(point));
        }
        return made;
    }

private:
    using Block = std::pair<std::uint64_t, std::uint64_t>;  // point and first replicate

    SweepPoint& point(std::uint64_t index) { return points_[index]; }

    // Whatever wrote the file: later everything counts on this.
    void check(const Database& database, std::uint64_t index, const SweepPoint& made) const {
        bool whole = index < folder_.sweep->points() && (made.runs == 0) == made.arms.empty() &&
                     (made.fault.empty() || made.arms.empty());
        const auto adds_up = [&](const PairTotals& pairs) {
            const std::uint64_t n = made.runs;
            return pairs.n00 <= n && pairs.n01 <= n && pairs.n10 <= n && pairs.n11 <= n &&
                   pairs.n00 + pairs.n01 + pairs.n10 + pairs.n11 == n;
        };
        for (std::size_t arm = 0; arm < made.arms.size(); ++arm) {
            const PointArm& sums = made.arms[arm];
            whole = whole && sums.crises <= made.runs && adds_up(sums.twins) &&
                    (arm == 0 || adds_up(sums.effect));
        }
        if (!whole)
            throw DatabaseError(printable(database.path(), 1000) + ": is damaged: the counts of point " +
                                std::to_string(index) + " do not add up");
    }

    const SweepFolder& folder_;
    std::map<std::uint64_t, SweepPoint> points_;
    std::set<Block> taken_;
};

}  // namespace

Uncertainty read_results(const SweepFolder& folder) {
    Results results(folder);
    for (const std::string& name : folder.result_files()) {
        const Database database(name, Database::Mode::read);
        Statement tables(database, "SELECT count(*) FROM sqlite_master");
        if (!tables.step() || tables.whole(0) == 0) continue;
        if (const std::string fault = origin_fault(database, folder.origin); !fault.empty())
            throw DatabaseError(fault);
        results.add(database);
    }
    return results.finish();
}

std::optional<std::string> kept_digest(const SweepFolder& folder, std::uint64_t point, std::uint64_t rep,
                                       std::uint64_t arm) {
    for (const std::string& name : folder.result_files()) {
        const Database database(name, Database::Mode::read);
        Statement select(database, "SELECT digest FROM run WHERE point=? AND rep=? AND arm=?");
        select.bind(point).bind(rep).bind(arm);
        if (select.step()) return select.text(0);
    }
    return std::nullopt;
}

namespace {

// A field as every table of the program has it: quoted where necessary, and no formula for a spreadsheet.
std::string csv_text(const std::string& text) {
    CsvRow row;
    row.add(text);
    std::string field = row.line();
    return field.erase(field.size() - 2);  // the line's end
}

void append_field(std::string& line, const Statement& row, int column) {
    if (row.is_null(column)) return;
    if (row.is_whole(column)) append_number(line, row.whole(column));
    else if (row.is_number(column)) append_number(line, row.number(column));
    else line += csv_text(row.text(column));
}

// The rows of a statement, each led by the same text.
void put_rows(std::ostream& out, const std::string& head_names, const std::string& head, Statement& rows,
              const std::vector<std::string>& names) {
    std::string line = head_names;
    for (const std::string& name : names) line += (line.empty() ? "" : ",") + csv_text(name);
    out << line << '\n';
    while (rows.step()) {
        line = head;
        for (int i = 0; i < rows.columns(); ++i) {
            if (i > 0 || !head.empty()) line += ',';
            append_field(line, rows, i);
        }
        out << line << '\n';
    }
}

// Columns of the setting: their names in SQL, and for people the paths.
void add_factors(const SweepFolder& folder, std::string& sql, std::vector<std::string>& names) {
    const std::vector<Factor>& factors = folder.sweep->plan().factors;
    for (std::size_t i = 0; i < factors.size(); ++i) {
        sql += ", p.f" + std::to_string(i + 1);
        names.push_back(factors[i].path);
    }
}

constexpr const char* kHeadNames = "scenario,sha256,commit,seed,set";

std::string head_of(const SweepFolder& folder) {
    return csv_text(folder.origin.scenario) + "," + folder.origin.scenario_sha256 + "," +
           csv_text(folder.origin.commit) + "," + std::to_string(folder.sweep->plan().seed) + ",";
}

void put_runs(const SweepFolder& folder, const Database& database, std::ostream& out) {
    std::string sql = "SELECT r.point, r.rep, a.measures, a.perception";
    std::vector<std::string> names{"point", "rep", "measures", "perception"};
    for (const RunColumn& column : run_columns()) {
        sql += std::string(", r.\"") + column.name + "\"";
        names.emplace_back(column.name);
    }
    add_factors(folder, sql, names);
    Statement rows(database, sql +
                                 " FROM run r JOIN arm a USING(arm) JOIN point p USING(point) "
                                 "ORDER BY r.point, r.rep, r.arm");
    put_rows(out, kHeadNames, head_of(folder), rows, names);
}

void put_points(const SweepFolder& folder, const Database& database, std::ostream& out) {
    std::string sql =
        "SELECT p.point, a.measures, sum(s.runs), sum(s.crisis), sum(s.inadvertent), "
        "sum(s.averted), CASE WHEN a.arm > 0 THEN sum(s.avoided) END, "
        "CASE WHEN a.arm > 0 THEN sum(s.caused) END, p.fault";
    std::vector<std::string> names{"point",   "measures", "runs",   "crisis", "inadvertent",
                                   "averted", "avoided",  "caused", "fault"};
    add_factors(folder, sql, names);
    Statement rows(database, sql +
                                 " FROM point p LEFT JOIN sums s USING(point) LEFT JOIN arm a USING(arm) "
                                 "GROUP BY p.point, a.arm ORDER BY p.point, a.arm");
    put_rows(out, kHeadNames, head_of(folder), rows, names);
}

struct Meaning {
    const char* table;
    const char* column;
    const char* unit;
    const char* words;
    const char* missing;
};
constexpr Meaning kMeanings[] = {
    {"runs points", "scenario", "", "id of the scenario", ""},
    {"runs points", "sha256", "", "SHA-256 of the scenario's files", ""},
    {"runs points", "commit", "", "commit of the program that made the row", ""},
    {"runs points", "seed", "", "seed of the sweep", ""},
    {"runs points", "set", "", "settings for all points beside the plan's own", "none, as always in a sweep"},
    {"runs points", "point", "", "number of the point in the design, from 0", ""},
    {"runs", "rep", "", "number of the replicate at this point, from 0", ""},
    {"runs points", "measures", "", "measures in force, joined by +; none: no measures",
     "the point was not run"},
    {"runs", "perception", "", "factual, or clean-both: the twin in which nobody misperceives anything", ""},
    {"points", "runs", "", "replicates of this arm", "the point was not run"},
    {"points", "crisis", "", "of these, with a crisis", "the point was not run"},
    {"points", "inadvertent", "", "of the crises, those that the clean-both twin does not have",
     "the point was not run"},
    {"points", "averted", "", "runs without a crisis whose clean-both twin has one", "the point was not run"},
    {"points", "avoided", "", "replicates with a crisis in the first arm and not in this one",
     "the first arm"},
    {"points", "caused", "", "replicates with a crisis in this arm and not in the first one",
     "the first arm"},
    {"points", "fault", "", "why the point's numbers make no scenario or break a constraint",
     "nothing is wrong"},
};

void put_dictionary(const Sweep& sweep, std::ostream& out) {
    out << "table,column,unit,meaning,missing\n";
    const auto put = [&](const std::string& table, const std::string& column, const std::string& unit,
                         const std::string& words, const std::string& missing) {
        out << csv_text(table) << ',' << csv_text(column) << ',' << csv_text(unit) << ',' << csv_text(words)
            << ',' << csv_text(missing) << '\n';
    };
    for (const Meaning& row : kMeanings) put(row.table, row.column, row.unit, row.words, row.missing);
    for (const RunColumn& column : run_columns())
        put("runs", column.name, column.unit, column.words, column.missing);
    for (const Factor& factor : sweep.plan().factors)
        put("runs points", factor.path, factor.range.factor ? "factor" : (factor.range.durations ? "ms" : ""),
            factor.label + (factor.note.empty() ? "" : ": " + factor.note), "");
}

}  // namespace

void write_table(const SweepFolder& folder, const std::string& table, std::ostream& out) {
    if (table == "dictionary") {
        put_dictionary(*folder.sweep, out);
        return;
    }
    const Database database(folder.file(kResultsFile), Database::Mode::read);
    if (const std::string fault = origin_fault(database, folder.origin); !fault.empty())
        throw DatabaseError(fault);
    if (table == "runs") put_runs(folder, database, out);
    else put_points(folder, database, out);
}

}  // namespace firebreak
