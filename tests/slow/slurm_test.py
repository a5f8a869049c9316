"""A sweep as a real Slurm array: one node on this machine, a task that is killed and submitted again, and a merge.

Slow, and needs Debian's slurm-wlm and the user root, so it is no part of the tests that always run: cmake --build build/release --target slurm_test
"""
import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))
from support import wait_until  # pylint: disable=wrong-import-position

ROOT = Path(__file__).resolve().parents[2]
TASKS = 4
PLAN = f"""scenario: {ROOT / 'scenarios/cyber/reset-2011.yaml'}
points: 24
runs: 2000
arms: [none, hotline]
"""
PATIENCE = 600


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Cluster:
    """A Slurm of one node, whose daemons end with it."""

    def __init__(self, folder):
        self.folder = folder
        name = socket.gethostname().split(".")[0]
        for part in ("state", "spool"):
            (folder / part).mkdir()
        conf = folder / "slurm.conf"
        conf.write_text(f"""ClusterName=test
SlurmctldHost={name}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/none
CredType=cred/none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
MpiDefault=none
ReturnToService=2
KillWait=5
SchedulerParameters=sched_interval=2,bf_interval=2
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmctldPort={free_port()}
SlurmdPort={free_port()}
StateSaveLocation={folder / 'state'}
SlurmdSpoolDir={folder / 'spool'}
SlurmctldPidFile={folder / 'slurmctld.pid'}
SlurmdPidFile={folder / 'slurmd.pid'}
NodeName={name} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP OverSubscribe=YES
""")
        self.environment = {**os.environ, "SLURM_CONF": str(conf)}
        self.daemons = []

    def __enter__(self):
        for daemon in ("slurmctld", "slurmd"):
            log = (self.folder / f"{daemon}.log").open("w")
            self.daemons.append(subprocess.Popen([shutil.which(daemon) or f"/usr/sbin/{daemon}", "-D"], env=self.environment, stdout=log, stderr=log))
        wait_until(lambda: "idle" in self.run("sinfo", "-h", "-o", "%T", check=False))
        return self

    def __exit__(self, *_):
        for daemon in reversed(self.daemons):
            daemon.terminate()
        for daemon in self.daemons:
            daemon.wait(timeout=60)

    def run(self, *words, check=True, environment=None):
        done = subprocess.run([str(word) for word in words], env={**self.environment, **(environment or {})}, capture_output=True, text=True,
                              check=False, timeout=PATIENCE)
        if check and done.returncode != 0:
            raise RuntimeError(f"{words}: {done.stdout}{done.stderr}")
        return done.stdout

    def queue(self):
        return self.run("squeue", "-h", "-r", "-o", "%i %T %r").splitlines()


def numbers(said):
    """The array's job and the merge's, as the script names them."""
    words = said.split()
    return words[2].rstrip(":"), words[words.index("merge") + 2].rstrip(":")


def run(program, folder):
    plan = folder / "plan.yaml"
    plan.write_text(PLAN)
    with Cluster(folder / "slurm") as cluster:
        def firebreak(*words):
            return cluster.run(program, *words)

        sweep, whole = folder / "array", folder / "whole"
        subprocess.run([program, "sweep", plan, "-o", sweep, "--max-wall", "1ms", "--quiet"], capture_output=True, check=False)
        job = folder / "job.sh"
        job.write_text(firebreak("sweep", "slurm", sweep, "--tasks", TASKS, "--time", "00:10:00"))
        array, merge = numbers(cluster.run("sh", job, environment={"FIREBREAK": program}))
        print(f"submitted: array {array}, merge {merge}")

        # One task is killed while it runs; the merge is then never let go.
        wait_until(lambda: any(line.startswith(f"{array}_2 RUNNING") for line in cluster.queue()))
        cluster.run("scancel", "--full", "--signal=KILL", f"{array}_2")
        wait_until(lambda: not any(line.startswith(f"{array}_") for line in cluster.queue()))
        wait_until(lambda: not any(line.startswith(merge) for line in cluster.queue()))
        assert not (sweep / "results.db").exists(), "merged although a task was killed"
        status = firebreak("sweep", "status", sweep)
        print(status.splitlines()[0])
        assert "100 % done" not in status, "the task was killed too late to notice"

        # That task again, and the merge after it.
        array, merge = numbers(cluster.run("sh", job, "2", environment={"FIREBREAK": program}))
        wait_until(lambda: not any(line.startswith((f"{array}_", merge)) for line in cluster.queue()))
        print(firebreak("sweep", "status", sweep).splitlines()[0])

        firebreak("sweep", plan, "-o", whole, "--quiet")
        firebreak("sweep", "merge", whole)
        same = (whole / "results.db").read_bytes() == (sweep / "results.db").read_bytes()
        print(f"results.db, {(whole / 'results.db').stat().st_size:,} bytes: {'the same' if same else 'DIFFERENT'} as from one process")
        return 0 if same else 1


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--firebreak", required=True)
    program = str(Path(options.parse_args().firebreak).resolve())
    if not (shutil.which("sbatch") and os.geteuid() == 0):
        print("left out: needs slurm-wlm and the user root")
        return 77
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "slurm").mkdir()
        try:
            return run(program, folder)
        except Exception:
            for log in folder.glob("slurm/*.log"):
                print(f"--- {log.name}\n{log.read_text()[-3000:]}")
            for log in folder.glob("array/slurm-*.log"):
                print(f"--- {log.name}\n{log.read_text()[-1000:]}")
            raise


if __name__ == "__main__":
    sys.exit(main())
