#include "sweep/store.hpp"

#include <cmath>
#include <filesystem>

#include <firebreak/program.hpp>
#include <firebreak/text.hpp>

#include "base/overloaded.hpp"
#include "sweep/run_row.hpp"

namespace firebreak {
namespace {

constexpr std::uint64_t kRowsPerCommit = 50'000;
constexpr std::chrono::seconds kLongestWait{10};
constexpr const char* kLayout = "2";  // of the tables
constexpr const char* kOldLayout = "1";

// "f1", "f2", ...: factors have names that no table can have.
std::string factor_column(std::size_t factor) { return "f" + std::to_string(factor + 1); }

std::string placeholders(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += i == 0 ? "?" : ",?";
    return text;
}

const char* sql_type(RunColumn::Type type) {
    switch (type) {
        case RunColumn::Type::integer: return "INTEGER";
        case RunColumn::Type::number: return "REAL";
        case RunColumn::Type::text: return "TEXT";
    }
    return "TEXT";
}

std::string run_table(const Spec& spec, bool sorted) {
    std::string sql = "CREATE TABLE run(point INTEGER NOT NULL, rep INTEGER NOT NULL, arm INTEGER NOT NULL";
    for (const RunColumn& column : run_columns())
        sql += ", " + quoted_name(column.name) + " " + sql_type(column.type);  // "limit" means something
    for (const std::string& column : observed_columns(spec)) sql += ", " + quoted_name(column) + " REAL";
    return sql + (sorted ? ", PRIMARY KEY(point, rep, arm)) WITHOUT ROWID" : ")");
}

std::string point_table(const Sweep& sweep) {
    std::string sql = "CREATE TABLE point(point INTEGER PRIMARY KEY, fault TEXT";
    for (std::size_t i = 0; i < sweep.plan().factors.size(); ++i) sql += ", " + factor_column(i) + " REAL";
    return sql + ")";
}

void write_meta(const Database& database, const Sweep& sweep, const SweepOrigin& origin) {
    Statement insert(database, "INSERT INTO meta VALUES(?,?)");
    const auto put = [&](std::string_view key, const std::string& value) {
        insert.bind(key).bind(std::string_view(value)).run();
    };
    put("layout", kLayout);
    put("scenario", origin.scenario);
    put("scenario_sha256", origin.scenario_sha256);
    put("plan_sha256", origin.plan_sha256);
    put("firebreak", origin.version);
    put("commit", origin.commit);
    put("compiler", std::string(compiler()));
    put("noise", "Philox4x32-10");
    put("seed", std::to_string(sweep.plan().seed));
    put("chance", sweep.plan().shared_chance ? "shared" : "own");
    put("kept", sweep.plan().keeps_rows ? "runs" : "sums");
}

void write_factors(const Database& database, const Sweep& sweep) {
    Statement insert(database, "INSERT INTO factor VALUES(?,?,?,?,?,?,?)");
    const std::vector<Factor>& factors = sweep.plan().factors;
    for (std::size_t i = 0; i < factors.size(); ++i) {
        const Factor& factor = factors[i];
        const std::string column = factor_column(i);
        const std::string paths = joined(factor.paths, " ");
        const std::string unit = value_unit(factor);
        insert.bind(std::uint64_t{i + 1}).bind(std::string_view(column)).bind(std::string_view(factor.path));
        insert.bind(std::string_view(paths)).bind(std::string_view(factor.label));
        insert.bind(std::string_view(unit)).bind(std::string_view(factor.note)).run();
    }
}

void write_columns(const Database& database, const Spec& spec) {
    Statement insert(database, "INSERT INTO metric VALUES(?,?,?,?,?)");
    for (const RunColumn& column : run_columns()) {
        insert.bind(std::string_view(column.name)).bind(std::string_view(column.unit));
        insert.bind(std::string_view(sql_type(column.type))).bind(std::string_view(column.words));
        insert.bind(std::string_view(column.missing)).run();
    }
    for (const ObservedColumn& column : observed_meanings(spec)) {
        insert.bind(std::string_view(column.name)).bind(std::string_view(column.unit));
        insert.bind(std::string_view("REAL")).bind(std::string_view(column.words));
        insert.bind(std::string_view(column.missing)).run();
    }
}

void write_arms(const Database& database, const Sweep& sweep) {
    Statement insert(database, "INSERT INTO arm VALUES(?,?,?)");
    const std::vector<ArmSpec>& arms = sweep.plan().arms;
    for (std::size_t i = 0; i < 2 * arms.size(); ++i) {
        const std::string measures = measures_word(arms[i / 2]);
        insert.bind(std::uint64_t{i}).bind(std::string_view(measures));
        insert.bind(std::string_view(i % 2 == 0 ? "none" : "both")).run();
    }
}

void prepare(Database& database) {
    database.execute(
        "PRAGMA page_size=16384; PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL;"
        "PRAGMA cache_size=-16384");
}

std::string meta(const Database& database, std::string_view key) {
    Statement select(database, "SELECT value FROM meta WHERE key=?");
    select.bind(key);
    return select.step() ? select.text(0) : std::string();
}

}  // namespace

void make_tables(Database& database, const Sweep& sweep, const SweepOrigin& origin, bool sorted) {
    const std::string end = sorted ? " WITHOUT ROWID" : "";
    database.execute("CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID");
    database.execute(
        "CREATE TABLE factor(factor INTEGER PRIMARY KEY, name TEXT, path TEXT, paths TEXT, "
        "label TEXT, unit TEXT, note TEXT)");
    database.execute(
        "CREATE TABLE metric(name TEXT PRIMARY KEY, unit TEXT, type TEXT, words TEXT, "
        "missing TEXT)");
    database.execute("CREATE TABLE arm(arm INTEGER PRIMARY KEY, measures TEXT, clean TEXT)");
    database.execute(point_table(sweep));
    database.execute(
        "CREATE TABLE block(point INTEGER, first INTEGER, runs INTEGER, "
        "PRIMARY KEY(point, first))" +
        end);
    database.execute(
        "CREATE TABLE sums(point INTEGER, first INTEGER, arm INTEGER, runs INTEGER, "
        "crisis_count INTEGER, inadvertent_count INTEGER, averted_count INTEGER, avoided INTEGER, "
        "caused INTEGER, "
        "digest TEXT, PRIMARY KEY(point, first, arm))" +
        end);
    database.execute(
        "CREATE TABLE own(point INTEGER, first INTEGER, arm INTEGER, measure INTEGER, runs INTEGER, "
        "sum REAL, squares REAL, per REAL, per_squares REAL, products REAL, "
        "PRIMARY KEY(point, first, arm, measure))" +
        end);
    database.execute(run_table(sweep.spec(), sorted));
    write_meta(database, sweep, origin);
    write_factors(database, sweep);
    write_columns(database, sweep.spec());
    write_arms(database, sweep);
}

void make_view(Database& database, const Sweep& sweep) {
    std::string sql = "CREATE VIEW runs AS SELECT r.point, r.rep, r.arm, a.measures, a.clean";
    for (const RunColumn& column : run_columns()) sql += ", r." + quoted_name(column.name);
    for (const std::string& column : observed_columns(sweep.spec())) sql += ", r." + quoted_name(column);
    for (std::size_t i = 0; i < sweep.plan().factors.size(); ++i)
        sql += ", p." + factor_column(i) + " AS " + quoted_name(sweep.plan().factors[i].path);
    database.execute(sql + " FROM run r JOIN arm a USING(arm) JOIN point p USING(point)");
}

std::string origin_fault(const Database& database, const SweepOrigin& origin) {
    const std::string name = printable(database.path(), 1000);
    const std::string layout = meta(database, "layout");
    if (layout == kOldLayout)
        return name +
               ": was written by an earlier version of Firebreak, whose tables have other columns; run the "
               "plan again in a new folder";
    if (layout != kLayout) return name + ": is not a file of results that this version reads";
    if (meta(database, "plan_sha256") != origin.plan_sha256 ||
        meta(database, "scenario_sha256") != origin.scenario_sha256)
        return name + ": holds results of another plan or scenario";
    const std::string version = meta(database, "firebreak") + " " + meta(database, "commit");
    if (version != origin.version + " " + origin.commit)
        return name + ": was written by firebreak " + printable(version, 100) +
               ", and the sweep begun with " + origin.version + " " + origin.commit +
               "; results of two versions are not put together";
    return {};
}

struct ShardWriter::Statements {
    Statement block, sums, own, point, run;
};

ShardWriter::ShardWriter(const SweepFolder& folder, const Shard& shard)
    : sweep_(*folder.sweep),
      database_(folder.shard_file(shard), Database::Mode::write),
      observed_(observed_columns(sweep_.spec()).size()),
      last_commit_(std::chrono::steady_clock::now()) {
    SweepOrigin current = folder.origin;
    current.version = version();
    current.commit = firebreak::commit();
    if (!(current == folder.origin))
        throw DatabaseError(printable(folder.path, 1000) + ": was begun with firebreak " +
                            folder.origin.version + " " + folder.origin.commit +
                            "; results of two versions are not put together");
    prepare(database_);
    // Held until the end: readers may read what is committed, and a second writer is refused.
    begin();
    Statement tables(database_, "SELECT count(*) FROM sqlite_master");
    tables.step();
    if (tables.whole(0) == 0) make_tables(database_, sweep_, folder.origin, false);
    else if (const std::string fault = origin_fault(database_, folder.origin); !fault.empty())
        throw DatabaseError(fault);
    statements_ = std::make_unique<Statements>(Statements{
        {database_, "INSERT INTO block VALUES(?,?,?)"},
        {database_, "INSERT INTO sums VALUES(" + placeholders(10) + ")"},
        {database_, "INSERT INTO own VALUES(" + placeholders(10) + ")"},
        {database_,
         "INSERT OR IGNORE INTO point VALUES(" + placeholders(2 + sweep_.plan().factors.size()) + ")"},
        {database_, "INSERT INTO run VALUES(" + placeholders(3 + kRunColumns + observed_) + ")"}});
    tables.step();
    commit();
}

ShardWriter::~ShardWriter() = default;

void ShardWriter::begin() {
    try {
        database_.execute("BEGIN IMMEDIATE");
    } catch (const DatabaseError& error) {
        throw DatabaseError(std::string(error.what()) + " (does another process work on this shard?)");
    }
}

void ShardWriter::commit() {
    database_.execute("COMMIT");
    begin();
    waiting_ = 0;
    last_commit_ = std::chrono::steady_clock::now();
}

void ShardWriter::finish() {
    statements_.reset();
    // In this mode SQLite removes the empty journal that the other mode leaves, under its own lock.
    database_.execute("COMMIT; PRAGMA journal_mode=DELETE");
}

void ShardWriter::add(const BlockResult& made) {
    add_point(made);
    const SweepBlock& block = made.block;
    statements_->block.bind(block.point).bind(block.first).bind(made.fault.empty() ? block.runs : 0).run();
    for (std::size_t arm = 0; arm < made.arms.size(); ++arm) {
        const PointArm& sums = made.arms[arm];
        const std::string digest = hex_digest(sums.digest);
        statements_->sums.bind(block.point).bind(block.first).bind(std::uint64_t{2 * arm}).bind(block.runs);
        statements_->sums.bind(sums.crises).bind(sums.twins.n10).bind(sums.twins.n01);
        statements_->sums.bind(sums.effect.n10).bind(sums.effect.n01).bind(std::string_view(digest)).run();
        add_own(block, 2 * arm, sums.own);
    }
    add_rows(made);
    waiting_ += 2 + made.arms.size() + made.rows.size();
    if (waiting_ >= kRowsPerCommit || std::chrono::steady_clock::now() - last_commit_ > kLongestWait)
        commit();
}

void ShardWriter::add_point(const BlockResult& made) {
    Statement& insert = statements_->point;
    insert.bind(made.block.point);
    if (made.fault.empty()) insert.bind_null();
    else insert.bind(std::string_view(made.fault));
    const std::vector<double> coordinates = sweep_.coordinates(made.block.point);
    for (std::size_t i = 0; i < coordinates.size(); ++i)
        insert.bind(factor_value(sweep_.plan().factors[i], coordinates[i]));
    insert.run();
}

void ShardWriter::add_own(const SweepBlock& block, std::uint64_t arm, const std::vector<MeasureSums>& own) {
    for (std::size_t i = 0; i < own.size(); ++i) {
        Statement& insert = statements_->own;
        insert.bind(block.point).bind(block.first).bind(arm).bind(std::uint64_t{i}).bind(own[i].runs);
        for (const double sum : {own[i].sum, own[i].squares, own[i].per, own[i].per_squares, own[i].products})
            insert.bind(sum);
        insert.run();
    }
}

void ShardWriter::add_rows(const BlockResult& made) {
    Statement& insert = statements_->run;
    RunRow row;
    std::size_t at = 0;  // in made.observed
    for (const KeptRun& kept : made.rows) {
        row.set(kept.run);
        insert.bind(made.block.point).bind(kept.rep).bind(std::uint64_t{kept.arm});
        for (const RunValue& value : row.values())
            std::visit(Overloaded{[&](std::monostate) { insert.bind_null(); },
                                  [&](auto known) { insert.bind(known); }},
                       value);
        for (std::size_t i = 0; i < observed_; ++i, ++at) {
            if (std::isfinite(made.observed[at])) insert.bind(made.observed[at]);
            else insert.bind_null();
        }
        insert.run();
    }
}

DoneBlocks::DoneBlocks(const SweepFolder& folder) {
    for (const std::string& name : folder.result_files()) {
        const Database database(name, Database::Mode::read);
        Statement tables(database, "SELECT count(*) FROM sqlite_master");
        if (!tables.step() || tables.whole(0) == 0) continue;  // begun a moment ago
        if (const std::string fault = origin_fault(database, folder.origin); !fault.empty())
            throw DatabaseError(fault);
        Statement blocks(database, "SELECT point, first, runs FROM block");
        while (blocks.step()) add({blocks.whole(0), blocks.whole(1), blocks.whole(2)});
    }
}

void DoneBlocks::add(const SweepBlock& block) {
    if (contains(block)) return;
    std::vector<bool>& done = points_[block.first];
    if (done.size() <= block.point) done.resize(block.point + 1);
    done[block.point] = true;
    ++blocks_;
    runs_ += block.runs;
    if (block.runs == 0) ++failed_;
}

bool DoneBlocks::contains(const SweepBlock& block) const {
    const auto round = points_.find(block.first);
    return round != points_.end() && block.point < round->second.size() && round->second[block.point];
}

}  // namespace firebreak
