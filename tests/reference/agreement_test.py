#!/usr/bin/env python3
"""The program against the independent second engine (firebreak_reference.py): same model, no shared code, other noise.

Usage: agreement_test.py --firebreak PROGRAM [--runs N]

For several scenarios and arms, compares outcome shares and means of counts. Each difference is divided by its standard error; none may lie
beyond 4.5. With about 150 comparisons and true agreement the chance of a false alarm is about 0.1 %. Seeds are fixed.
"""
import argparse
import json
import math
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BOUND = 4.5
# scenario, measures, clean, replicates of the slow engine as a part of --runs
CASES = [
    ("scenarios/cyber/reset-2011.yaml", "none", None, 1.0),
    ("scenarios/cyber/reset-2011.yaml", "hotline", None, 1.0),
    ("scenarios/cyber/reset-2011.yaml", "all", None, 1.0),
    ("scenarios/cyber/reset-2011.yaml", "none", "both", 0.5),
    ("scenarios/cyber/reset-2011.yaml", "none", "washington", 0.5),
    ("scenarios/cyber/solar-sunrise-1998.yaml", "none", None, 1.0),
    ("scenarios/cyber/solar-sunrise-1998.yaml", "all", None, 1.0),
    ("scenarios/classic/hot-line-1967.yaml", "none", None, 1.0),
    ("scenarios/classic/hot-line-1967.yaml", "all", None, 1.0),
    ("tests/reference/agenda.yaml", "none", None, 0.4),
    ("tests/reference/agenda.yaml", "haste", None, 0.4),
]
MEANS = ["incidents", "detections", "reports", "decisions", "acts", "strikes", "authored", "answered", "messages", "delivered", "misread", "misattributed_at_decision",
         "duration_ms"]
FAST_RUNS = 20_000


def run_json(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit status {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout)


def fast_arm(program, scenario, measures, clean):
    command = [program, "run", scenario, "-n", str(FAST_RUNS), "--seed", "1", "--measures", measures, "--json", "--quiet"]
    if clean:
        command += ["--arm", "clean-" + clean]
    # The asked-for arm is the last one: `run` puts the arm without measures before it.
    return run_json(command)["arms"][-1]


def slow_arm(scenario, measures, clean, runs):
    command = [sys.executable, os.path.join(HERE, "firebreak_reference.py"), scenario, "-n", str(runs), "--seed", "20111", "--measures", measures,
               "--json"]
    if clean:
        command += ["--clean", clean]
    return run_json(command)


def mean_of(arm, name, runs):
    if name == "duration_ms":
        return arm["duration_ms"]["mean"]
    return arm["counts"][name] / runs


def compare(case, fast, slow):
    worst = 0.0
    compared = 0
    n = slow["runs"]
    for outcome, count in slow["outcomes"].items():
        p_slow, p_fast = count / n, fast["outcomes"][outcome] / FAST_RUNS
        pooled = (count + fast["outcomes"][outcome]) / (n + FAST_RUNS)
        error = math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / FAST_RUNS))
        worst, compared = judge(case, "P(" + outcome + ")", p_fast, p_slow, error, worst), compared + 1
    for name in MEANS:
        slow_mean, sd = slow["means"][name]["mean"], slow["means"][name]["sd"]
        if slow_mean == 0 == sd:  # too rare for so few runs to show how much it varies: as if by Poisson's law
            sd = math.sqrt(mean_of(fast, name, FAST_RUNS))
        # The spread within runs is the same on both sides; the program gives means only.
        error = sd * math.sqrt(1 / n + 1 / FAST_RUNS)
        worst, compared = judge(case, name, mean_of(fast, name, FAST_RUNS), slow_mean, error, worst), compared + 1
    return worst, compared


def judge(case, name, fast, slow, error, worst):
    if error == 0:  # the second engine's runs do not vary
        z = 0.0 if math.isclose(fast, slow, rel_tol=1e-3) else math.inf
    else:
        z = (fast - slow) / error
    if abs(z) > BOUND:
        print(f"DIFFERENT {case}: {name}: program {fast:.6g}, second engine {slow:.6g}, z {z:+.2f}")
    return max(worst, abs(z))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--firebreak", required=True)
    parser.add_argument("--runs", type=int, default=1200, help="replicates of the second engine per case (default 1200)")
    options = parser.parse_args()
    program = os.path.abspath(options.firebreak)
    failed = 0
    total = 0
    for scenario, measures, clean, part in CASES:
        case = f"{os.path.basename(scenario)[:-5]}, measures {measures}" + (f", clean {clean}" if clean else "")
        slow = slow_arm(scenario, measures, clean, max(50, int(options.runs * part)))
        worst, compared = compare(case, fast_arm(program, scenario, measures, clean), slow)
        print(f"{case}: {compared} figures, largest |z| {worst:.2f}, n {FAST_RUNS} and {slow['runs']}", flush=True)
        total += compared
        failed += worst > BOUND
    print(f"{total} figures compared, {failed} of {len(CASES)} cases differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
