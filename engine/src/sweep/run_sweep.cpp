#include "sweep/run_sweep.hpp"

#include <chrono>
#include <memory>

#include "sweep/blocks.hpp"
#include "sweep/store.hpp"

namespace firebreak {
namespace {

using MadeBlocks = std::vector<BlockResult>;

std::uint64_t own_blocks(std::uint64_t blocks, const Shard& shard) {
    return blocks / shard.count + (shard.number <= blocks % shard.count ? 1 : 0);
}

}  // namespace

SweepWork run_sweep(const SweepFolder& folder, const RunSweepOptions& options) {
    const auto start = std::chrono::steady_clock::now();
    const Sweep& sweep = *folder.sweep;
    const DoneBlocks done(folder);
    SweepWork work;
    work.blocks = own_blocks(sweep.blocks(), options.shard);
    const auto block_at = [&](std::uint64_t index) {
        return sweep.block(index * options.shard.count + options.shard.number - 1);
    };
    ShardWriter writer(folder, options.shard);
    EnsembleOptions blocks;
    blocks.runs = work.blocks;
    blocks.jobs = options.jobs;
    blocks.progress = options.progress;
    blocks.stop = options.stop;
    const auto make = [&](MadeBlocks& made, std::uint64_t index) {
        const SweepBlock block = block_at(index);
        if (!done.contains(block)) made.push_back(sweep.run(block, options.stop));
    };
    const auto keep = [&](const MadeBlocks& made) {
        if (made.empty()) ++work.before;
        for (const BlockResult& block : made) {
            writer.add(block);
            ++work.made;
            if (!block.fault.empty()) ++work.failed;
            else work.runs += block.block.runs * 2 * block.arms.size();
        }
    };
    run_blocks(blocks, MadeBlocks{}, make, keep, 1);
    writer.finish();
    work.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return work;
}

}  // namespace firebreak
