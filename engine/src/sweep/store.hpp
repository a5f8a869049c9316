// Where a sweep's results are kept: an SQLite file per shard. Rows and the ledger of blocks that are done are
// written in one transaction, so a file is whole at any moment, whatever becomes of the program.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sweep/database.hpp"
#include "sweep/sweep_folder.hpp"

namespace firebreak {

// Makes the tables of a file that has none, and writes what the sweep is. `sorted`: the tables of single runs
// and of blocks are kept in the order of their keys, as merged results are.
void make_tables(Database& database, const Sweep& sweep, const SweepOrigin& origin, bool sorted);

// Makes the view `runs`: each row of the table `run` with its measures, its clean perceptions and the numbers
// of its point, which are named by their paths.
void make_view(Database& database, const Sweep& sweep);

// Why a file's results are not of this sweep; empty if they are.
[[nodiscard]] std::string origin_fault(const Database& database, const SweepOrigin& origin);

// Writes the blocks of one shard. Throws DatabaseError: also if another process writes this file.
class ShardWriter {
public:
    ShardWriter(const SweepFolder& folder, const Shard& shard);
    ~ShardWriter();
    ShardWriter(const ShardWriter&) = delete;
    ShardWriter& operator=(const ShardWriter&) = delete;

    void add(const BlockResult& block);
    // What was added is on disk.
    void commit();
    // The same, and the journal beside the file is gone. Nothing can be added any more.
    void finish();

private:
    struct Statements;

    void begin();
    void add_point(const BlockResult& block);
    void add_own(const SweepBlock& block, std::uint64_t arm, const std::vector<MeasureSums>& own);
    void add_rows(const BlockResult& block);

    const Sweep& sweep_;
    Database database_;
    std::unique_ptr<Statements> statements_;
    std::size_t observed_;       // columns of what the scenario observes
    std::uint64_t waiting_ = 0;  // rows since the last commit
    std::chrono::steady_clock::time_point last_commit_;
};

// Which blocks are done, by the ledgers of all files.
class DoneBlocks {
public:
    // Throws DatabaseError, also for a file of another sweep.
    explicit DoneBlocks(const SweepFolder& folder);

    [[nodiscard]] bool contains(const SweepBlock& block) const;
    [[nodiscard]] std::uint64_t blocks() const { return blocks_; }
    [[nodiscard]] std::uint64_t runs() const { return runs_; }      // of each arm, over all points
    [[nodiscard]] std::uint64_t failed() const { return failed_; }  // blocks of points without a setting

private:
    void add(const SweepBlock& block);

    std::map<std::uint64_t, std::vector<bool>> points_;  // by the block's first replicate
    std::uint64_t blocks_ = 0;
    std::uint64_t runs_ = 0;
    std::uint64_t failed_ = 0;
};

}  // namespace firebreak
