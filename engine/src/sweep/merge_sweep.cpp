#include <cerrno>
#include <cstdio>
#include <cstring>

#include <firebreak/text.hpp>

#include "sweep/run_sweep.hpp"
#include "sweep/store.hpp"

namespace firebreak {
namespace {

constexpr const char* kTables[] = {"point", "block", "sums", "own", "run"};

// A name of a file as a text of SQL.
std::string quoted(const std::string& text) {
    std::string sql = "'";
    for (const char c : text) sql += c == '\'' ? std::string("''") : std::string(1, c);
    return sql + "'";
}

// A file that is gone when this is.
struct Scratch {
    explicit Scratch(std::string name) : path(std::move(name)) { remove(); }
    ~Scratch() { remove(); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    void remove() const {
        std::remove(path.c_str());
        std::remove((path + "-journal").c_str());
    }
    std::string path;
};

// Files that have the same block must have made the same of it.
void check_agreement(const Database& database, const std::string& name) {
    Statement clash(
        database,
        "SELECT s.point, s.arm FROM shard.sums s JOIN staging.sums t ON t.point = s.point AND "
        "t.first = s.first AND t.arm = s.arm WHERE t.digest <> s.digest OR t.runs <> s.runs LIMIT 1");
    if (clash.step())
        throw DatabaseError(printable(name, 1000) +
                            ": disagrees with another file of this sweep about point " +
                            std::to_string(clash.whole(0)) + "; one of them is damaged");
}

// Puts the tables of one file to those of the others.
void stage(Database& database, const std::string& name, const SweepOrigin& origin) {
    {
        const Database source(name, Database::Mode::read);
        Statement tables(source, "SELECT count(*) FROM sqlite_master");
        if (!tables.step() || tables.whole(0) == 0) return;
        if (const std::string fault = origin_fault(source, origin); !fault.empty())
            throw DatabaseError(fault);
    }
    database.execute("ATTACH " + quoted(name) + " AS shard");
    check_agreement(database, name);
    database.execute("BEGIN");
    for (const char* table : kTables)
        database.execute(std::string("INSERT OR IGNORE INTO staging.") + table + " SELECT * FROM shard." +
                         table);
    database.execute("COMMIT");
    database.execute("DETACH shard");
}

const char* order_of(std::string_view table) {
    if (table == "point") return "point";
    if (table == "block") return "point, first";
    if (table == "own") return "point, first, arm, measure";
    return table == "sums" ? "point, first, arm" : "point, rep, arm";
}

void fill(const SweepFolder& folder, const std::string& path, const std::string& staging) {
    Database database(path, Database::Mode::write);
    database.execute(
        "PRAGMA page_size=16384; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; "
        "PRAGMA cache_size=-16384");
    make_tables(database, *folder.sweep, folder.origin, true);
    database.execute("ATTACH " + quoted(staging) + " AS staging");
    database.execute(
        "PRAGMA staging.journal_mode=OFF; PRAGMA staging.synchronous=OFF; "
        "PRAGMA staging.cache_size=-16384");
    for (const char* table : kTables) {
        Statement like(database, "SELECT sql FROM main.sqlite_master WHERE type='table' AND name=?");
        like.bind(std::string_view(table));
        like.step();
        std::string sql = like.text(0);
        sql.replace(sql.find(table), std::string_view(table).size(), std::string("staging.") + table);
        // Rows of single runs are sorted once, at the end.
        if (std::string_view(table) == "run") sql = sql.substr(0, sql.find(", PRIMARY KEY")) + ")";
        database.execute(sql);
    }
    for (const std::string& name : folder.result_files()) stage(database, name, folder.origin);
    database.execute("BEGIN");
    for (const char* table : kTables)
        database.execute(std::string("INSERT OR IGNORE INTO main.") + table + " SELECT * FROM staging." +
                         table + " ORDER BY " + order_of(table));
    make_view(database, *folder.sweep);
    database.execute("COMMIT");
    database.execute("PRAGMA main.synchronous=FULL");
}

}  // namespace

void merge_sweep(const SweepFolder& folder) {
    if (folder.result_files().empty())
        throw DatabaseError(printable(folder.path, 1000) + ": there are no results yet");
    const Scratch made(folder.file("results.part"));
    const Scratch staging(folder.file("staging.part"));
    fill(folder, made.path, staging.path);
    if (std::rename(made.path.c_str(), folder.file(kResultsFile).c_str()) != 0)
        throw DatabaseError(printable(folder.file(kResultsFile), 1000) + ": " + std::strerror(errno));
}

}  // namespace firebreak
