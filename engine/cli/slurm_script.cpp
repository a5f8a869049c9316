#include <fmt/format.h>
#include <firebreak/text.hpp>

#include "sweep_options.hpp"

namespace firebreak::cli {

std::string slurm_script(const SweepFolder& folder, std::uint64_t tasks, const std::string& time) {
    const std::string dir = shell_word(folder.path);
    return fmt::format(
        R"(#!/bin/sh
# Runs the sweep in the folder below as a Slurm array of {tasks} tasks, and merges when all are done.
# Start it with `sh` where `sbatch` is: it submits two jobs. A task that was ended is submitted again with
# `sh job.sh 3`, or all with `sh job.sh`: what is done is not done again.
# Options for your cluster, such as --partition or --account, belong into SBATCH_OPTIONS.
set -eu
DIR={dir}
ARRAY=${{1:-1-{tasks}}}
FIREBREAK=${{FIREBREAK:-firebreak}}
FIREBREAK_TASKS={tasks}
export DIR FIREBREAK FIREBREAK_TASKS

array=$(sbatch --parsable ${{SBATCH_OPTIONS:-}} --job-name=firebreak-sweep --array="$ARRAY" --ntasks=1 \
    --cpus-per-task=1 --time={time} --signal=B:TERM@60 --output="$DIR/slurm-%A-%a.log" <<'TASK'
#!/bin/sh
# Slurm sends TERM to this shell a minute before the time is up; the sweep keeps what it has and ends with 75.
"$FIREBREAK" sweep "$DIR" --shard auto -j 1 --quiet &
child=$!
trap 'kill -TERM "$child"' TERM
status=0
wait "$child" || status=$?
# A wait that a signal interrupts returns early.
while kill -0 "$child" 2>/dev/null; do
    status=0
    wait "$child" || status=$?
done
exit "$status"
TASK
)
array=${{array%%;*}}
echo "array job $array: {tasks} tasks"

# Held back until every task has ended with status 0.
merge=$(sbatch --parsable ${{SBATCH_OPTIONS:-}} --job-name=firebreak-merge --ntasks=1 \
    --dependency="afterok:$array" --kill-on-invalid-dep=yes --output="$DIR/slurm-merge-%j.log" <<'MERGE'
#!/bin/sh
exec "$FIREBREAK" sweep merge "$DIR"
MERGE
)
echo "merge job ${{merge%%;*}}: after them"
)",
        fmt::arg("tasks", tasks), fmt::arg("dir", dir), fmt::arg("time", time));
}

}  // namespace firebreak::cli
