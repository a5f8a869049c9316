"""`firebreak sweep`: plans, folders, resuming, shards, tables and bundles."""

import csv
import hashlib
import io
import json
import math
import os
import shutil
import signal
import sqlite3
import subprocess

import support
from support import FLAGSHIP, INTERRUPTED

PLAN = f"""scenario: {FLAGSHIP}
design: grid
runs: 40
arms: [none, hotline]
factors:
  - {{path: actors.*.tremble, levels: [0.01, 0.04]}}
  - {{path: channels.hotline.deliver, scale: [0.5, 2], levels: 3}}
"""


def exact_interval(k, n):
    """Clopper and Pearson's 95 % interval, from the tails of the binomial law by bisection."""
    def at_least(count, p):
        return math.fsum(math.comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(count, n + 1))

    def where(rises_to, count):
        low, high = 0.0, 1.0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if at_least(count, middle) < rises_to else (low, middle)
        return low

    return (where(0.025, k) if k > 0 else 0, where(0.975, k + 1) if k < n else 1)


class Sweep(support.CommandLineTest):
    def plan(self, text=PLAN, name="plan.yaml"):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def swept(self, *options, name="results", text=PLAN):
        folder = self.folder / name
        self.ok("sweep", self.plan(text, f"{name}.yaml"), "-o", folder, "--quiet", *options)
        return folder

    def table(self, folder, name):
        return list(csv.DictReader(io.StringIO(self.ok("sweep", "export", folder, "--table", name).stdout)))

    def test_a_dry_run_says_how_much_work_it_is_and_keeps_nothing(self):
        text = self.ok("sweep", self.plan(), "--dry-run").stdout
        self.assertIn("6 points of 2 numbers, 40 runs of 2 arms and their twins at each: 960 runs in all.", text)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["plan.yaml"])
        huge = self.plan(f"scenario: {FLAGSHIP}\npoints: 1000000\nruns: 100000\nkeep: sums\n", "huge.yaml")
        self.assertIn("1,000,000,000,000 runs in all", self.ok("sweep", huge, "--dry-run").stdout)

    def test_the_tables_agree_with_one_another_and_with_run(self):
        folder = self.swept()
        runs, points = self.table(folder, "runs"), self.table(folder, "points")
        self.assertEqual(len(runs), 6 * 40 * 4)
        self.assertEqual(len(points), 6 * 2)
        for point in points:
            own = [row for row in runs if row["point"] == point["point"] and row["measures"] == point["measures"]]
            fact = {row["rep"]: row["crisis"] for row in own if row["clean"] == "none"}
            twin = {row["rep"]: row["crisis"] for row in own if row["clean"] == "both"}
            self.assertEqual(sum(map(int, fact.values())), int(point["crisis_count"]))
            self.assertEqual(sum(fact[r] == "1" and twin[r] == "0" for r in fact), int(point["inadvertent_count"]))
            self.assertEqual(sum(fact[r] == "0" and twin[r] == "1" for r in fact), int(point["averted_count"]))
        # Points of a grid share their chance, as `run` has it; at factor 1 only the slips are another number.
        again = self.json_of("run", FLAGSHIP, "-n", "40", "--json", "--measures", "hotline", "--set", "actors.*.tremble=0.04")
        middle = next(row for row in points if row["channels.hotline.deliver"] == "1" and row["actors.*.tremble"] == "0.04"
                      and row["measures"] == "hotline")
        self.assertEqual(int(middle["crisis_count"]), again["arms"][1]["crisis"]["count"])
        self.assertEqual({row["sha256"] for row in runs}, {hashlib.sha256(FLAGSHIP.read_bytes()).hexdigest()})

    def test_a_point_has_shares_and_effects_with_intervals(self):
        folder = self.swept(text=PLAN.replace("runs: 40", "runs: 300"))
        runs = self.table(folder, "runs")
        for point in self.table(folder, "points"):
            own = {(row["measures"], row["clean"], row["rep"]): row["crisis"] == "1" for row in runs if row["point"] == point["point"]}
            crisis, twin, base = ([own[who, clean, str(rep)] for rep in range(300)]
                                  for who, clean in ((point["measures"], "none"), (point["measures"], "both"), ("none", "none")))
            self.close(point, "crisis", sum(crisis) / 300, exact_interval(sum(crisis), 300), share="crisis_share")
            inadvertent = sum(a and not b for a, b in zip(crisis, twin))
            if sum(crisis):
                self.close(point, "inadvertent_of_crises", inadvertent / sum(crisis), exact_interval(inadvertent, sum(crisis)))
            else:
                self.assertEqual(point["inadvertent_of_crises"], "")
            if point["measures"] == "none":
                self.assertEqual({point[name] for name in ("difference", "difference_low", "difference_high", "avoided", "caused")}, {""})
                continue
            avoided, caused = sum(a > b for a, b in zip(base, crisis)), sum(a < b for a, b in zip(base, crisis))
            up, down = (caused + 1) / 302, (avoided + 1) / 302
            half = 1.959963985 * math.sqrt((up + down - (up - down) ** 2) / 302)
            self.close(point, "difference", (caused - avoided) / 300, (up - down - half, up - down + half))

    def close(self, row, name, value, interval, share=None):
        found = [float(row[column]) for column in (share or name, f"{name}_low", f"{name}_high")]
        for mine, theirs in zip(found, (value, *interval)):
            self.assertAlmostEqual(mine, theirs, places=8, msg=f"{name} of point {row['point']}, {row['measures']}")

    def test_the_end_says_what_comes_next(self):
        folder = self.folder / "results"
        self.assertIn("Next: firebreak sweep export", self.ok("sweep", self.plan(), "-o", folder).stdout)
        spread = self.plan(f"scenario: {FLAGSHIP}\npoints: 2\nruns: 2\n", "spread.yaml")
        self.assertIn("Next: firebreak sweep analyse", self.ok("sweep", spread, "-o", self.folder / "spread").stdout)
        self.assertIn("When all shards are done: firebreak sweep merge", self.ok("sweep", folder, "--shard", "1/2").stdout)

    def test_the_help_names_the_other_words_which_have_their_own(self):
        text = " ".join(self.ok("sweep", "--help").stdout.split())
        words = [name.split()[1] for name in support.commands() if name.startswith("sweep ")]
        self.assertEqual(len(words), 7)
        for word in words:
            self.assertIn(f"sweep {word}", text)
            self.assertTrue(self.ok("sweep", word, "--help").stdout.startswith(f"Usage: firebreak sweep {word} "), word)
        self.assertEqual(self.ok("sweep", "run", "--help").stdout, self.ok("sweep", "--help").stdout)

    def test_every_column_is_in_the_dictionary(self):
        folder = self.swept()
        words = self.table(folder, "dictionary")
        for table in ("runs", "points"):
            known = {row["column"] for row in words if table in row["table"].split()}
            self.assertEqual(set(self.table(folder, table)[0]), known, table)
        self.assertTrue(all(row["meaning"] for row in words))

    def test_no_text_is_a_formula_for_a_spreadsheet(self):
        text = PLAN.replace("levels: [0.01, 0.04]}", "levels: [0.01, 0.04], label: '=1+1, \"two\"'}")
        words = self.table(self.swept(text=text), "dictionary")
        self.assertEqual(next(row["meaning"] for row in words if row["column"] == "actors.*.tremble"), "'=1+1, \"two\"")

    def test_threads_shards_and_kills_leave_no_trace(self):
        whole = self.swept("-j", "1", name="whole")
        self.ok("sweep", "merge", whole)
        wanted = (whole / "results.db").read_bytes()
        two = self.swept("-j", "2", name="two")
        self.ok("sweep", "merge", two)
        self.assertEqual((two / "results.db").read_bytes(), wanted)
        shards = self.folder / "shards"
        for k in (3, 1, 5, 2, 4):
            self.ok("sweep", self.plan(), "-o", shards, "--shard", f"{k}/5")
        self.ok("sweep", "merge", shards)
        self.assertEqual((shards / "results.db").read_bytes(), wanted)

    def test_kill_and_resume(self):
        # Small blocks and many of them, killed ten times wherever that is.
        text = PLAN.replace("levels: 3", "levels: 40")
        whole = self.swept(name="whole", text=text)
        self.ok("sweep", "merge", whole)
        killed = self.folder / "killed"
        plan = self.plan(text, "killed.yaml")
        for round_ in range(10):
            with subprocess.Popen([support.PROGRAM, "sweep", plan, "-o", killed, "--progress", "json"], stdout=subprocess.DEVNULL,
                                  stderr=subprocess.PIPE, text=True) as process:
                # The first line of progress comes when some blocks are done; later ones a second after another.
                for _ in range(1 + round_ % 2):
                    process.stderr.readline()
                process.send_signal(signal.SIGKILL)
        self.ok("sweep", killed, "--quiet")
        self.ok("sweep", "merge", killed)
        self.assertEqual((killed / "results.db").read_bytes(), (whole / "results.db").read_bytes())

    def test_an_interrupted_sweep_goes_on(self):
        text = PLAN.replace("runs: 40", "runs: 100000").replace("design: grid", "design: grid\nkeep: sums")
        folder = self.folder / "results"
        plan = self.plan(text)
        status, _, said = support.interrupt("sweep", plan, "-o", folder, signal_number=signal.SIGTERM)
        self.assertEqual(status, INTERRUPTED)
        self.assertIn("which are kept; the same command goes on from there", " ".join(said.split()))
        found = self.json_of("sweep", "status", folder, "--json")
        self.assertGreater(found["blocks_done"], 0)
        self.assertFalse(found["complete"])
        # Time that is up is the same.
        self.assertEqual(support.run("sweep", folder, "--max-wall", "1ms").returncode, INTERRUPTED)
        self.assertGreaterEqual(self.json_of("sweep", "status", folder, "--json")["blocks_done"], found["blocks_done"])

    def test_two_processes_cannot_write_one_shard(self):
        folder = self.swept()
        with sqlite3.connect(folder / "shard-0001-of-0001.db", isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            done = support.run("sweep", folder)
            self.assertEqual(done.returncode, support.FAILED)
            self.assertIn("does another process work on this shard?", done.stderr)
            # Readers may read meanwhile.
            self.assertTrue(self.json_of("sweep", "status", folder, "--json")["complete"])
        other.close()

    def test_extend(self):
        folder = self.swept()
        self.ok("sweep", "extend", folder, "--runs", "70")
        self.ok("sweep", folder, "--quiet")
        large = self.swept(name="large", text=PLAN.replace("runs: 40", "runs: 70"))
        self.assertEqual(self.table(folder, "runs"), self.table(large, "runs"))
        self.wrong("sweep", "extend", folder, "--runs", "50", says="has 70 runs already")
        self.wrong("sweep", "extend", folder, "--points", "50", says="only a Sobol' sequence")
        self.wrong("sweep", "extend", folder, says="give --runs, --points or both")

    def test_a_row_again(self):
        folder = self.swept()
        for extra in ((), ("--measures", "hotline"), ("--measures", "hotline", "--arm", "clean-both")):
            self.assertIn("reproduced", self.ok("replay", folder, "--point", "5", "--rep", "39", *extra).stdout)
        self.wrong("replay", folder, "--point", "6", says="--point: expected a point of 0 to 5")
        self.wrong("replay", folder, "--rep", "40", says="--rep: expected a replicate of 0 to 39")
        self.wrong("replay", folder, "--measures", "cert-exchange", says="the sweep has no such arm")
        with sqlite3.connect(folder / "shard-0001-of-0001.db") as database:
            database.execute("UPDATE run SET digest='0000000000000000' WHERE point=5 AND rep=39 AND arm=0")
        database.close()
        done = support.run("replay", folder, "--point", "5", "--rep", "39")
        self.assertEqual(done.returncode, support.FAILED)
        self.assertIn("differs", done.stderr)

    def test_the_story_of_a_row(self):
        folder = self.swept()
        digests = {(row["point"], row["rep"], row["measures"], row["clean"]): row["digest"] for row in self.table(folder, "runs")}
        for clean, extra in (("none", ()), ("both", ("--arm", "clean-both"))):
            row = ("--point", "5", "--rep", "39", "--measures", "hotline", *extra)
            trace = self.folder / "trace.jsonl"
            trace.write_text(self.ok("explain", folder, *row, "--json").stdout, encoding="utf-8")
            self.assertEqual(json.loads(trace.read_text().splitlines()[-1])["digest"], digests["5", "39", "hotline", clean])
            self.assertIn("agree with the repeated run", self.ok("replay", trace, "--scenario", folder / "scenario.yaml").stdout)
        self.assertIn("Washington", self.ok("explain", folder).stdout)
        self.wrong("explain", folder, "--replicate", "3", says="do not go with the folder of a sweep")
        self.wrong("explain", folder, "--rep", "40", says="--rep: expected a replicate of 0 to 39")
        self.wrong("explain", folder, "--measures", "cert-exchange", says="the sweep has no such arm")
        self.wrong("explain", FLAGSHIP, "--rep", "3", says="--point and --rep need the folder of a sweep")
        with sqlite3.connect(folder / "shard-0001-of-0001.db") as database:
            database.execute("UPDATE run SET digest='0000000000000000' WHERE point=0 AND rep=0 AND arm=0")
        database.close()
        (folder / "results.db").unlink()
        done = support.run("explain", folder)
        self.assertEqual(done.returncode, support.FAILED)
        self.assertIn("differs from the row that the sweep holds", done.stderr)

    def effects(self, folder):
        found = self.json_of("sweep", "analyse", folder, "--interactions", "--json")
        rows = list(csv.DictReader(io.StringIO(self.ok("sweep", "analyse", folder, "--interactions", "--csv", "-").stdout)))
        for row, effect in zip(rows, found["effects"], strict=True):
            self.assertEqual(row["measures"], "+".join(effect["measures"]))
            self.assertEqual([float(row[name]) if row[name] else None for name in ("effect", "effect_low", "effect_high")],
                             [effect[name] for name in ("effect", "low", "high")])
        return {row["measures"]: [float(row[name] or "nan") for name in ("effect", "effect_low", "effect_high")] for row in rows}

    FACTORIAL = PLAN.replace("[none, hotline]", "[none, hotline, cert-exchange, [hotline, cert-exchange]]").replace("runs: 40", "runs: 150")
    BOTH = "cert-exchange+hotline"

    @classmethod
    def contrasts(cls, crises):
        """The effects of two measures, from the crises (or shares of them) of the four arms, by the names of these."""
        none, line, cert, both = (crises[name] for name in ("none", "hotline", "cert-exchange", cls.BOTH))
        return {"hotline": (line - none + both - cert) / 2, "cert-exchange": (cert - none + both - line) / 2, cls.BOTH: both - line - cert + none}

    def test_interactions_over_chance_are_those_of_the_rows(self):
        for name, text in (("grid", self.FACTORIAL), ("one", self.FACTORIAL.replace("[0.01, 0.04]", "[0.04]").replace("levels: 3", "levels: 1"))):
            folder = self.swept(name=name, text=text)
            rows = [row for row in self.table(folder, "runs") if row["clean"] == "none"]
            points = {row["point"] for row in rows}
            replicates = []
            for rep in range(150):
                crises = {}
                for row in rows:
                    if row["rep"] == str(rep):
                        crises[row["measures"]] = crises.get(row["measures"], 0) + int(row["crisis"]) / len(points)
                replicates.append(self.contrasts(crises))
            for measures, found in self.effects(folder).items():
                values = [each[measures] for each in replicates]
                mean = math.fsum(values) / 152  # with one more replicate to either side
                half = 1.959963985 * math.sqrt(((math.fsum(v * v for v in values) + 2) / 152 - mean**2) / 152)
                for mine, theirs in zip(found, (math.fsum(values) / 150, mean - half, mean + half)):
                    self.assertAlmostEqual(mine, theirs, places=8, msg=f"{name} {measures}")

    def test_interactions_over_points(self):
        text = f"scenario: {FLAGSHIP}\npoints: 32\nruns: 60\nkeep: sums\narms: [none, hotline, cert-exchange, [hotline, cert-exchange]]\n"
        folder = self.swept(text=text)
        shares = {}
        for row in self.table(folder, "points"):
            shares.setdefault(row["point"], {})[row["measures"]] = float(row["crisis_share"])
        points = [self.contrasts(each) for each in shares.values()]
        for measures, (effect, low, high) in self.effects(folder).items():
            values = [each[measures] for each in points]
            mean = math.fsum(values) / 32
            self.assertAlmostEqual(effect, mean, places=9)
            error = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / 31 / 32)
            self.assertAlmostEqual(high - low, 2 * 1.96 * error, delta=0.2 * 2 * 1.96 * error)
            self.assertLess(low, mean)
            self.assertLess(mean, high)
        said = " ".join(self.ok("sweep", "analyse", folder, "--interactions").stdout.split())
        self.assertRegex(said, r"cert-exchange and hotline together lower the risk by [\d.]+ points")
        self.assertIn("Intervals come from drawing the points again", said)
        self.assertIn("--interactions", self.ok("sweep", "analyse", folder, "-n", "100").stdout)

    def test_interactions_need_every_combination(self):
        folder = self.swept(text=PLAN.replace("[none, hotline]", "[none, hotline, cert-exchange]"))
        self.wrong("sweep", "analyse", folder, "--interactions", says="plan 'arms: subsets'")
        sums = self.swept(name="sums", text=self.FACTORIAL.replace("runs: 150", "runs: 5\nkeep: sums"))
        self.assertTrue(all(math.isnan(low) for _, low, _ in self.effects(sums).values()))
        self.assertIn("There are no intervals", " ".join(self.ok("sweep", "analyse", sums, "--interactions").stdout.split()))

    def test_points_that_break_a_constraint_are_kept_with_the_reason(self):
        folder = self.swept(text=PLAN + "constraints: [actors.moscow.tremble < 0.02]\n")
        rows = self.table(folder, "points")
        broken = [row for row in rows if row["fault"]]
        self.assertEqual(len(broken), 3)
        self.assertEqual({row["fault"] for row in broken}, {"breaks the constraint actors.moscow.tremble < 0.02"})
        self.assertEqual({row["crisis_count"] for row in broken}, {""})
        self.assertIn("3 blocks belong to points", self.ok("sweep", "status", folder).stdout)

    def test_analyse_says_what_uncertainty_says(self):
        plan = self.plan(f"scenario: {FLAGSHIP}\npoints: 24\nruns: 40\nkeep: sums\n")
        folder = self.folder / "results"
        self.ok("sweep", plan, "-o", folder, "--quiet")
        swept = self.json_of("sweep", "analyse", folder, "-n", "200", "--json")
        direct = self.json_of("uncertainty", FLAGSHIP, "-n", "200", "--settings", "24", "--each", "40", "--json")
        self.assertEqual(swept["questions"], direct["questions"])
        self.wrong("sweep", "analyse", self.swept(name="grid"), says="a grid or a list of points is read as a table")

    def test_designs_that_look_for_what_matters(self):
        # One of the two numbers does nothing: no arm has the measure whose number it is.
        text = f"""scenario: {FLAGSHIP}
design: DESIGN
points: 16
runs: 200
keep: sums
arms: [none]
factors:
  - {{path: actors.*.attribution.tilt, range: [0, 3], label: tilt}}
  - {{path: measures.doctrine-exchange.set.actors.*.posture.misread, range: [0, 0.04], label: nothing}}
"""
        for design, measure in (("saltelli", "total"), ("morris", "mu_star")):
            folder = self.swept(name=design, text=text.replace("DESIGN", design))
            found = self.json_of("sweep", "analyse", folder, "--json")
            factors = {factor["path"]: factor for factor in found["questions"][0]["factors"]}
            tilt, nothing = factors["actors.*.attribution.tilt"], factors["measures.doctrine-exchange.set.actors.*.posture.misread"]
            self.assertTrue(tilt["above_chance"], design)
            self.assertFalse(nothing["above_chance"], design)
            self.assertGreater(tilt[measure], nothing[measure])
            text_of = self.ok("sweep", "analyse", folder).stdout
            self.assertLess(text_of.index("\n  tilt"), text_of.index("\n  nothing"))
            self.assertIn(f"Again: firebreak sweep analyse {folder}", text_of)
        rows = self.table(self.folder / "saltelli", "points")
        self.assertEqual(len(rows), 16 * (2 + 2))

    def test_a_bundle_is_whole_and_can_be_checked(self):
        folder = self.swept()
        bundle = self.folder / "deposit"
        self.ok("sweep", "bundle", folder, "-o", bundle, "--author", "Ada \"A.\" Example", "--licence", "CC-BY-4.0")
        sums = dict(reversed(line.split("  ")) for line in (bundle / "SHA256SUMS").read_text().splitlines())
        self.assertEqual(set(sums), {path.name for path in bundle.iterdir()} - {"SHA256SUMS"})
        for name, digest in sums.items():
            self.assertEqual(hashlib.sha256((bundle / name).read_bytes()).hexdigest(), digest, name)
        self.assertIn('- name: "Ada \\"A.\\" Example"', (bundle / "CITATION.cff").read_text())
        self.assertIn("reproduced", self.ok("replay", bundle, "--point", "1").stdout)
        self.wrong("sweep", "bundle", folder, "-o", bundle, "--author", "A", says="exists already")
        self.wrong("sweep", "bundle", folder, "-o", self.folder / "other", says="missing --author")

    def test_damaged_and_own_files(self):
        folder = self.swept()
        self.wrong("sweep", "export", folder, "--csv", folder / "sweep.json", says="is an input file")
        with sqlite3.connect(folder / "shard-0001-of-0001.db") as database:
            database.execute("UPDATE sums SET digest='nonsense' WHERE point=1")
            database.execute("UPDATE run SET digest='%s' WHERE point=1")
        database.close()
        self.wrong("replay", folder, "--point", "1", says="the sweep is damaged: '%s' is no digest")
        done = support.run("sweep", "bundle", folder, "-o", self.folder / "deposit", "--author", "A")
        self.assertEqual(done.returncode, support.FAILED)
        self.assertIn("is damaged: 'nonsense' is no digest", done.stderr)
        with sqlite3.connect(folder / "shard-0001-of-0001.db") as database:
            database.execute("UPDATE sums SET crisis_count=41 WHERE point=2 AND arm=0")
        database.close()
        done = support.run("sweep", "export", folder)
        self.assertEqual(done.returncode, support.FAILED)
        self.assertIn("is damaged: the sums of point 2 are of more runs than it has", done.stderr)

    def test_wrong_inputs(self):
        plan = self.plan()
        self.wrong("sweep", plan, says="missing -o DIR")
        self.wrong("sweep", self.folder / "none.yaml", "-o", self.folder / "x", says="cannot read this file")
        self.wrong("sweep", plan, "-o", self.folder / "x", "--shard", "6/5", says="--shard: expected K/N")
        self.wrong("sweep", plan, "-o", self.folder / "x", "--shard", "auto", says="no task of a Slurm array")
        self.wrong("sweep", plan, "-o", self.folder / "x", "--max-wall", "soon", says="--max-wall: expected a duration")
        self.wrong("sweep", plan, "-o", plan, says="is not a folder")
        self.wrong("sweep", "status", self.folder, says="is not the folder of a sweep")
        self.wrong("sweep", "statsu", self.folder, says="")
        folder = self.swept()
        (folder / "sweep.json").write_text("{}")
        self.wrong("sweep", "status", folder, says="its sweep.json is damaged")
        bad = self.plan("scenario: nowhere.yaml\nruns: many\n", "bad.yaml")
        done = support.run("sweep", bad, "-o", self.folder / "y")
        self.assertRegex(done.stderr, r"bad\.yaml:2:7: runs: expected a number")
        self.assertRegex(done.stderr, r"nowhere\.yaml: cannot read this file")
        self.assertFalse((self.folder / "y").exists())

    def test_the_shard_of_a_slurm_task(self):
        folder = self.swept("--shard", "6/6")
        environment = {"SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_MIN": "3", "SLURM_ARRAY_TASK_MAX": "3", "FIREBREAK_TASKS": "5"}
        done = support.run("sweep", folder, "--shard", "auto", environment=environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue((folder / "shard-0003-of-0005.db").exists())

    def test_the_slurm_script_is_a_script(self):
        script = self.ok("sweep", "slurm", self.swept(), "--tasks", "7", "--time", "00:30:00").stdout
        self.assertIn("ARRAY=${1:-1-7}", script)
        self.assertIn("--time=00:30:00", script)
        path = self.folder / "job.sh"
        path.write_text(script)
        self.assertEqual(subprocess.run(["sh", "-n", path], check=False).returncode, 0)
        if shutil.which("shellcheck"):
            done = subprocess.run(["shellcheck", "-e", "SC2086", path], capture_output=True, text=True, check=False)
            self.assertEqual(done.stdout, "")

    def test_the_script_runs_the_whole_sweep(self):
        # A stand-in for Slurm's sbatch that runs every task of the array at once, one after the other.
        folder = self.swept("--shard", "8/8")
        tools = self.folder / "bin"
        tools.mkdir()
        sbatch = tools / "sbatch"
        sbatch.write_text("""#!/bin/sh
cat > task.sh
case "$*" in
*--array=1-3*) for id in 1 2 3; do
        SLURM_ARRAY_TASK_ID=$id SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=3 sh task.sh >&2 || exit 1
    done ;;
*) sh task.sh >&2 || exit 1 ;;
esac
echo 42
""")
        sbatch.chmod(0o755)
        job = self.folder / "job.sh"
        job.write_text(self.ok("sweep", "slurm", folder, "--tasks", "3").stdout)
        done = subprocess.run(["sh", job], capture_output=True, text=True, check=False, cwd=self.folder, timeout=support.PATIENCE,
                              env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "FIREBREAK": support.PROGRAM})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("array job 42: 3 tasks", done.stdout)
        self.assertTrue(self.json_of("sweep", "status", folder, "--json")["complete"])
        self.assertTrue((folder / "results.db").exists())



if __name__ == "__main__":
    support.main()
