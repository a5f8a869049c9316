#include "sweep/read_results.hpp"

#include <array>
#include <cmath>
#include <map>
#include <ostream>
#include <set>

#include <firebreak/text.hpp>

#include "base/append_number.hpp"
#include "sweep/point_row.hpp"
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

// What the scenario observes, or one of its targets, of an arm in a block.
struct OwnRow {
    std::uint64_t point, first, arm, measure;
    MeasureSums sums;
};

// Calls take(row) for each, in the order of their keys.
template <class Take>
void each_own(const Database& database, const Spec& spec, Take take) {
    const std::vector<RunMeasure> measures = sweep_measures(spec);
    Statement own(
        database,
        "SELECT point, first, arm, measure, runs, sum, squares, per, per_squares, products FROM own "
        "ORDER BY point, first, arm, measure");
    while (own.step()) {
        const OwnRow row{
            own.whole(0),
            own.whole(1),
            own.whole(2),
            own.whole(3),
            {own.whole(4), own.number(5), own.number(6), own.number(7), own.number(8), own.number(9)}};
        const bool share =
            row.measure < measures.size() && measures[row.measure].kind == RunMeasure::Kind::share;
        const auto runs = static_cast<double>(row.sums.runs);
        if (row.measure >= measures.size() || (share && !(row.sums.sum >= 0 && row.sums.sum <= runs)))
            throw DatabaseError(printable(database.path(), 1000) + ": is damaged: what point " +
                                std::to_string(row.point) + " observes does not add up");
        take(row);
    }
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
        Statement sums(
            database,
            "SELECT point, first, arm, runs, crisis_count, inadvertent_count, averted_count, avoided, "
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
        add_own(database, fresh);
        for (const auto& [index, made] : points_) check(database, index, made);
    }

    Uncertainty finish() {
        const Sweep& sweep = *folder_.sweep;
        UncertaintyOptions options;
        options.points = sweep.points();
        options.runs = sweep.plan().runs;
        options.seed = sweep.plan().seed;
        Uncertainty made{sweep.plan().factors,        sweep.plan().arms,   {}, options, true, 0,
                         sweep.spec().observe.size(), sweep.spec().targets};
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

    // What the scenario observes, and its targets.
    void add_own(const Database& database, const std::set<Block>& fresh) {
        const std::size_t measures = sweep_measures(folder_.sweep->spec()).size();
        for (auto& [index, made] : points_)
            for (PointArm& arm : made.arms) arm.own.resize(measures);
        each_own(database, folder_.sweep->spec(), [&](const OwnRow& row) {
            const auto made = points_.find(row.point);
            if (!fresh.contains({row.point, row.first}) || made == points_.end()) return;
            if (row.arm / 2 < made->second.arms.size())
                made->second.arms[row.arm / 2].own[row.measure].add(row.sums);
        });
    }

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

constexpr const char* kLineEnd = "\r\n";  // as in every table of the program

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

// The fields of columns `from` to `to` - 1, each after a comma.
void append_fields(std::string& line, const Statement& row, int from, int to) {
    for (int i = from; i < to; ++i) {
        line += ',';
        append_field(line, row, i);
    }
}

// The first line of a table, in whose rows `names` follow where they come from.
void put_names(std::ostream& out, const std::vector<std::string>& names) {
    std::string line = "scenario,sha256,commit,seed,set";
    for (const std::string& name : names) line += "," + csv_text(name);
    out << line << kLineEnd;
}

std::string head_of(const SweepFolder& folder) {
    return csv_text(folder.origin.scenario) + "," + folder.origin.scenario_sha256 + "," +
           csv_text(folder.origin.commit) + "," + std::to_string(folder.sweep->plan().seed) + ",";
}

void put_runs(const SweepFolder& folder, const Database& database, std::ostream& out) {
    std::vector<std::string> names{"point", "rep", "measures", "clean"};
    for (const RunColumn& column : run_columns()) names.emplace_back(column.name);
    for (const std::string& column : observed_columns(folder.sweep->spec())) names.push_back(column);
    for (const Factor& factor : folder.sweep->plan().factors) names.push_back(factor.path);
    std::string sql;
    for (const std::string& name : names) sql += (sql.empty() ? "SELECT " : ", ") + quoted_name(name);
    Statement rows(database, sql + " FROM runs ORDER BY point, rep, arm");
    put_names(out, names);
    const std::string head = head_of(folder);
    std::string line;
    while (rows.step()) {
        line = head;
        append_fields(line, rows, 0, rows.columns());
        out << line << kLineEnd;
    }
}

// What an arm came to at a point: the sums in columns 3 to 8.
PointArm point_arm(const Database& database, const Statement& row) {
    const std::uint64_t runs = row.whole(3);
    const std::uint64_t crises = row.whole(4);
    const std::uint64_t inadvertent = row.whole(5);
    PointArm arm;
    arm.crises = crises;
    arm.twins = {0, row.whole(6), inadvertent, crises - inadvertent};
    arm.effect = {0, row.whole(8), row.whole(7), 0};
    if (crises > runs || inadvertent > crises || arm.effect.n10 > runs || arm.effect.n01 > runs)
        throw DatabaseError(printable(database.path(), 1000) + ": is damaged: the sums of point " +
                            std::to_string(row.whole(0)) + " are of more runs than it has");
    return arm;
}

// The columns of a table of points for what the scenario observes, but for quantiles, which need the runs.
class OwnSums {
public:
    OwnSums(const SweepFolder& folder, const Database& database) : spec_(folder.sweep->spec()) {
        each_own(database, spec_, [&](const OwnRow& row) {
            sums_[{row.point, row.arm, row.measure}].add(row.sums);
        });
    }

    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> names;
        for (const ObserveSpec& observe : spec_.observe) {
            if (observe.of.kind == RunMeasure::Kind::quantiles) continue;
            for (const char* end : {"", "_low", "_high"}) names.push_back(observed_column(observe) + end);
        }
        return names;
    }

    // The fields of an arm at a point, each after a comma.
    void append(std::string& line, std::uint64_t point, std::uint64_t arm) const {
        for (std::size_t i = 0; i < spec_.observe.size(); ++i) {
            const RunMeasure::Kind kind = spec_.observe[i].of.kind;
            if (kind == RunMeasure::Kind::quantiles) continue;
            const auto sums = sums_.find({point, arm, i});
            const Measured found = measured(kind, sums == sums_.end() ? MeasureSums() : sums->second);
            for (const double value : {found.value, found.bounds.low, found.bounds.high}) {
                line += ',';
                if (std::isfinite(value)) append_number(line, value);
            }
        }
    }

private:
    const Spec& spec_;
    std::map<std::array<std::uint64_t, 3>, MeasureSums> sums_;  // by point, arm and measure
};

void put_points(const SweepFolder& folder, const Database& database, std::ostream& out) {
    std::vector<std::string> names{"point", "measures"};
    for (const RunColumn& column : point_columns()) names.emplace_back(column.name);
    const OwnSums own(folder, database);
    for (const std::string& name : own.names()) names.push_back(name);
    names.emplace_back("fault");
    std::string sql =
        "SELECT p.point, a.measures, a.arm, sum(s.runs), sum(s.crisis_count), sum(s.inadvertent_count), "
        "sum(s.averted_count), sum(s.avoided), sum(s.caused), p.fault";
    const std::vector<Factor>& factors = folder.sweep->plan().factors;
    for (std::size_t i = 0; i < factors.size(); ++i) {
        sql += ", p.f" + std::to_string(i + 1);
        names.push_back(factors[i].path);
    }
    Statement rows(database, sql +
                                 " FROM point p LEFT JOIN sums s USING(point) LEFT JOIN arm a USING(arm) "
                                 "GROUP BY p.point, a.arm ORDER BY p.point, a.arm");
    put_names(out, names);
    const std::string head = head_of(folder);
    PointRow made;
    std::string line;
    while (rows.step()) {
        const std::uint64_t runs = rows.whole(3);
        line = head;
        append_fields(line, rows, 0, 2);
        if (runs == 0) line.append(kPointColumns, ',');
        else made.set(point_arm(database, rows), runs, rows.whole(2) == 0);
        for (std::size_t i = 0; runs > 0 && i < kPointColumns; ++i) {
            line += ',';
            append_csv(line, made.values()[i]);
        }
        own.append(line, rows.whole(0), rows.whole(2));
        append_fields(line, rows, 9, rows.columns());
        out << line << kLineEnd;
    }
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
    {"runs", "clean", "",
     "whose perception is clean: none, or both: the twin in which nobody misperceives anything", ""},
    {"points", "fault", "", "why the point's numbers make no scenario or break a constraint",
     "nothing is wrong"},
};

void put_dictionary(const Sweep& sweep, std::ostream& out) {
    out << "table,column,unit,meaning,missing" << kLineEnd;
    const auto put = [&](const std::string& table, const std::string& column, const std::string& unit,
                         const std::string& words, const std::string& missing) {
        out << csv_text(table) << ',' << csv_text(column) << ',' << csv_text(unit) << ',' << csv_text(words)
            << ',' << csv_text(missing) << kLineEnd;
    };
    for (const Meaning& row : kMeanings) put(row.table, row.column, row.unit, row.words, row.missing);
    for (const RunColumn& column : point_columns())
        put("points", column.name, column.unit, column.words, column.missing);
    for (const RunColumn& column : run_columns())
        put("runs", column.name, column.unit, column.words, column.missing);
    for (const ObservedColumn& column : observed_meanings(sweep.spec()))
        put("runs", column.name, column.unit, column.words, column.missing);
    for (const ObserveSpec& observe : sweep.spec().observe) {
        if (observe.of.kind == RunMeasure::Kind::quantiles) continue;
        const std::string name = observed_column(observe);
        const char* none = "the point was not run, or none of its runs counts";
        put("points", name, "", observe.label, none);
        put("points", name + "_low", "", "lower end of its 95 % interval", none);
        put("points", name + "_high", "", "upper end of its 95 % interval", none);
    }
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
