"""What a scenario asks of its runs, what the record says, what may be otherwise, and numbers that are multiplied: `observe:`, `targets:`, `variants:` and
--scale, against the rows of the runs and against files edited by hand."""
import csv
import io
import json
import math
import pathlib

import support
from support import FIRST, WRONG_INPUT, run

OBSERVE = """
observe:
  both: {label: both protest, share: {peak_rung.north: ">= protest", peak_rung.south: ">= protest"}}
  late: {share: {duration: ">= 180d"}, where: {crisis: yes}}
  length: {mean: duration, where: {crisis: no}}
  acts-per-incident: {ratio: [acts, incidents]}
  first-protest: {quantiles: first_time.protest, levels: [0.1, 0.5]}
  first-patrols: {quantiles: first_time.north.patrols, levels: [0.5]}
"""
VARIANTS = """
variants:
  manners:
    as-written: 3
    wild: {change: {actors: {north: {tremble: 0.3}}}}
"""
TARGETS = """
targets:
  acts: {label: acts in a year, mean: acts, value: 3, sd: 1}
  crises: {share: {crisis: yes}, measures: [phone], value: 0.3, sd: 0.2}
"""


class Asked(support.CommandLineTest):
    def scenario(self, *sections, name="asked.yaml"):
        path = self.folder / name
        path.write_text(FIRST.read_text() + "".join(sections))
        return path

    def rows(self, path, *more):
        return list(csv.DictReader(io.StringIO(self.ok("run", path, "-n", "400", "--runs-csv", "-", *more).stdout, newline="")))


class Observe(Asked):
    def test_what_is_observed_follows_from_the_rows(self):
        path = self.scenario(OBSERVE)
        found = self.json_of("run", path, "-n", "400", "--json")
        rows = self.rows(path)
        for arm, name in zip(found["arms"], ("none", "phone")):
            own = [row for row in rows if row["measures"] == name and row["clean"] == "none"]
            self.assertEqual(len(own), 400)
            seen = arm["observed"]

            both = sum(min(int(row["first_peak_rung"]), int(row["second_peak_rung"])) >= 1 for row in own)
            self.assertAlmostEqual(seen["both"]["value"], both / 400, places=12)
            self.assertEqual([row["observe_both"] for row in own].count("1"), both)

            crises = [row for row in own if row["crisis"] == "1"]
            late = sum(int(row["duration_ms"]) >= 180 * 86_400_000 for row in crises)
            self.assertEqual(seen["late"]["runs"], len(crises))
            self.assertAlmostEqual(seen["late"]["value"], late / len(crises), places=12)
            self.assertTrue(all((row["observe_late"] == "") == (row["crisis"] == "0") for row in own))

            lengths = [int(row["duration_ms"]) for row in own if row["crisis"] == "0"]
            self.assertAlmostEqual(seen["length"]["value"], sum(lengths) / len(lengths), delta=1e-3)

            acts, incidents = ([int(row[key]) for row in own] for key in ("acts", "incidents"))
            self.assertAlmostEqual(seen["acts-per-incident"]["value"], sum(acts) / sum(incidents), places=12)
            self.assertEqual([row["observe_acts_per_incident_per"] for row in own], [row["incidents"] for row in own])

            # A time that a run never reaches is later than all others.
            times = sorted(float(row["observe_first_protest"] or "inf") for row in own)
            for quantile in seen["first-protest"]["quantiles"]:
                exact = times[math.ceil(400 * quantile["level"]) - 1]
                self.assertAlmostEqual(quantile["value"], exact, delta=0.001 * exact)
            # The crisis rung is patrols: north's first time there is no earlier than the crisis, and never without one.
            for row in own:
                if row["observe_first_patrols"]:
                    self.assertGreaterEqual(int(row["observe_first_patrols"]), int(row["crisis_time_ms"]))
            self.assertIsNone(seen["first-patrols"]["quantiles"][0]["value"])

    def test_the_answer_and_the_table_of_arms_tell_it(self):
        path = self.scenario(OBSERVE)
        text = self.ok("run", path, "-n", "400").stdout
        for part in ("What the scenario asks of its runs", "both protest", "first-protest, 10 % quantile", "not reached"):
            self.assertIn(part, text)
        table = self.folder / "arms.csv"
        found = json.loads(self.ok("run", path, "-n", "400", "--json", "--csv", table).stdout)
        row = next(csv.DictReader(table.read_text().splitlines()))
        seen = found["arms"][0]["observed"]
        self.assertEqual(float(row["observe_both"]), seen["both"]["value"])
        self.assertEqual(float(row["observe_first_protest_p10_high"]), seen["first-protest"]["quantiles"][0]["high"])
        self.assertEqual(int(row["observe_late_runs"]), seen["late"]["runs"])
        self.assertEqual(row["observe_first_patrols_p50"], "")

    def test_observing_changes_no_run(self):
        plain = self.json_of("run", FIRST, "-n", "200", "--json")
        observed = self.json_of("run", self.scenario(OBSERVE), "-n", "200", "--json")
        self.assertEqual([arm["digest"] for arm in plain["arms"]], [arm["digest"] for arm in observed["arms"]])


class Kept(Asked):
    def test_the_tables_of_a_sweep_have_what_is_observed(self):
        path = self.scenario(OBSERVE)
        plan = self.folder / "plan.yaml"
        plan.write_text(f"scenario: {path.name}\npoints: 3\nruns: 40\narms: [none, phone]\n")
        results = self.folder / "results"
        for shard in ("1/2", "2/2"):
            self.ok("sweep", plan, "-o", results, "--shard", shard)
        self.ok("sweep", "merge", results)
        kept = list(csv.DictReader(io.StringIO(self.ok("sweep", "export", results, "--table", "runs").stdout)))
        points = list(csv.DictReader(io.StringIO(self.ok("sweep", "export", results, "--table", "points").stdout)))
        self.assertEqual((len(points), len(kept)), (6, 3 * 40 * 4))
        for point in points:
            own = [row for row in kept if (row["point"], row["measures"], row["clean"]) == (point["point"], point["measures"], "none")]
            both = [row["observe_both"] for row in own]
            self.assertAlmostEqual(float(point["observe_both"]), both.count("1") / 40, places=12)
            late = [row["observe_late"] for row in own if row["observe_late"]]
            self.assertEqual(point["observe_late"] == "", not late)
            acts, incidents = (sum(float(row[name]) for row in own) for name in ("observe_acts_per_incident", "observe_acts_per_incident_per"))
            self.assertAlmostEqual(float(point["observe_acts_per_incident"]), acts / incidents, places=12)
            self.assertLessEqual(float(point["observe_both_low"]), float(point["observe_both"]))
            self.assertNotIn("observe_first_protest", point)
        meanings = {(row["table"], row["column"]): row for row in
                    csv.DictReader(io.StringIO(self.ok("sweep", "export", results, "--table", "dictionary").stdout))}
        self.assertEqual(meanings["runs", "observe_first_protest"]["unit"], "ms")
        self.assertLessEqual({name for name in kept[0] if name.startswith("observe_")}, {column for table, column in meanings if table == "runs"})


    def test_a_list_of_points_in_a_file_stays_with_the_results(self):
        lists, plan, results = self.folder / "points.csv", self.folder / "plan.yaml", self.folder / "results"
        lists.write_text("actors.north.tremble,channels.phone.up\n0.1,no\n0.3,yes\n")
        plan.write_text(f"scenario: {FIRST}\ndesign: list\nlist: points.csv\nruns: 10\narms: [none]\n")
        self.ok("sweep", plan, "-o", results)
        self.ok("sweep", "merge", results)
        points = list(csv.DictReader(io.StringIO(self.ok("sweep", "export", results, "--table", "points").stdout)))
        self.assertEqual([(row["actors.north.tremble"], row["channels.phone.up"]) for row in points], [("0.1", "0"), ("0.3", "1")])
        self.ok("sweep", "bundle", results, "-o", self.folder / "bundle", "--author", "A. Nobody")
        self.assertEqual((self.folder / "bundle/list.csv").read_text(), lists.read_text())
        # Another list is another plan, though its text is the same.
        lists.write_text("actors.north.tremble,channels.phone.up\n0.2,no\n0.3,yes\n")
        self.wrong("sweep", plan, "-o", results, says="another plan")


class Variants(Asked):
    def test_a_choice_is_the_file_with_its_sections(self):
        path = self.scenario(VARIANTS)
        by_hand = self.scenario(name="hand.yaml")
        by_hand.write_text(FIRST.read_text().replace("  north: &side\n", "  north: &side\n    tremble: 0.3\n")
                           .replace("{<<: *side, name: South}", "{<<: *side, name: South, tremble: 0}"))
        chosen = self.json_of("run", path, "-n", "200", "--json", "--set", "variants.manners=wild")
        hand = self.json_of("run", by_hand, "-n", "200", "--json")
        written = self.json_of("run", path, "-n", "200", "--json")
        plain = self.json_of("run", FIRST, "-n", "200", "--json")
        self.assertEqual(chosen["arms"][0]["digest"], hand["arms"][0]["digest"])
        self.assertNotEqual(chosen["arms"][0]["digest"], written["arms"][0]["digest"])
        self.assertEqual(written["arms"][0]["digest"], plain["arms"][0]["digest"])

    def test_a_file_that_a_choice_includes(self):
        path = self.scenario(VARIANTS.replace("{change: {actors: {north: {tremble: 0.3}}}}", "{include: wild.yaml}"))
        (path.parent / "wild.yaml").write_text("actors: {north: {tremble: 0.3}}\n")
        self.assertEqual(self.json_of("run", path, "-n", "200", "--json", "--set", "variants.manners=wild")["arms"][0]["digest"],
                         self.json_of("run", self.scenario(VARIANTS, name="inline.yaml"), "-n", "200", "--json", "--set",
                                      "variants.manners=wild")["arms"][0]["digest"])
        resolved = path.parent / "resolved.yaml"
        resolved.write_text(self.ok("show", path, "--resolved").stdout)
        self.assertEqual(self.ok("show", resolved, "--resolved").stdout, resolved.read_text())

    def test_a_choice_is_drawn_by_its_weight(self):
        path = self.scenario(VARIANTS)
        rows = list(csv.DictReader(io.StringIO(self.ok("uncertainty", path, "-n", "20", "--settings", "64", "--each", "4", "--csv", "-").stdout)))
        choices = [row["variants.manners"] for row in rows if row["measures"] == "none"]
        # 64 points of a scrambled Sobol' sequence, so a quarter of them exactly.
        self.assertEqual((len(choices), choices.count("1")), (64, 16))

    def test_a_plan_can_choose_and_vary_them(self):
        path = self.scenario(VARIANTS)
        plan = path.parent / "plan.yaml"
        plan.write_text(f"scenario: {path.name}\ndesign: grid\nruns: 30\narms: [none]\nscale: {{actors.*.deliberation: 0.5}}\n"
                        "factors: [variants.manners, {path: channels.phone.translators, levels: [0, 2]},\n"
                        "          {path: actors.north.starts_at, levels: [calm, protest]}]\n")
        self.ok("sweep", plan, "-o", path.parent / "results")
        self.ok("sweep", "merge", path.parent / "results")
        kept = list(csv.DictReader(io.StringIO(self.ok("sweep", "export", path.parent / "results", "--table", "runs").stdout)))
        self.assertEqual(len({row["point"] for row in kept}), 8)
        here = [row["digest"] for row in kept if (row["variants.manners"], row["channels.phone.translators"], row["actors.north.starts_at"],
                                                  row["clean"]) == ("1", "2", "1", "none")]
        same = self.rows(path, "-n", "30", "--scale", "actors.*.deliberation=0.5", "--set", "variants.manners=wild",
                         "--set", "channels.phone.translators=2", "--set", "actors.north.starts_at=protest")
        self.assertEqual(here, [row["digest"] for row in same if (row["measures"], row["clean"]) == ("none", "none")])
        self.assertEqual(len(here), 30)
        point = next(row["point"] for row in kept if row["digest"] == here[7])
        story = self.ok("explain", path.parent / "results", "--point", point, "--rep", "7").stdout
        self.assertIn("Replicate 7 of seed 1: no measures.", story)  # it was checked against the digest


class Targets(Asked):
    def test_settings_are_weighted_by_the_record(self):
        path = self.scenario(TARGETS)
        table = path.parent / "settings.csv"
        found = json.loads(self.ok("uncertainty", path, "-n", "50", "--settings", "48", "--each", "40", "--json", "--csv", table).stdout)
        rows = list(csv.DictReader(table.read_text().splitlines()))
        weights = [float(row["weight"]) for row in rows if row["measures"] == "none"]
        self.assertEqual(max(weights), 1)
        self.assertAlmostEqual(found["targets"]["effective_settings"], sum(weights) ** 2 / sum(weight ** 2 for weight in weights), places=9)
        self.assertEqual([target["used"] for target in found["targets"]["list"]], [True, True])
        crises = [int(row["crisis_count"]) / 40 for row in rows if row["measures"] == "none"]
        mean = sum(weight * share for weight, share in zip(weights, crises)) / sum(weights)
        self.assertAlmostEqual(found["questions"][0]["weighted"]["mean"], mean, places=12)
        effect = found["questions"][2]
        # Where the interval of Bonett and Price lies below 0, the measure lowers the risk.
        lowers = 0
        for row, weight in zip([row for row in rows if row["measures"] == "phone"], weights):
            avoided, caused = ((int(row[name]) + 1) / 42 for name in ("avoided", "caused"))
            high = caused - avoided + 1.959963984540054 * math.sqrt((caused + avoided - (caused - avoided) ** 2) / 42)
            lowers += weight * (high < 0)
        self.assertGreater(lowers, 0)
        self.assertAlmostEqual(effect["weighted"]["lowers_share"], lowers / sum(weights), places=12)
        text = self.ok("uncertainty", path, "-n", "50", "--settings", "48", "--each", "40").stdout
        for part in ("What is on record, and what the runs give", "acts in a year", "With the settings weighted", "of equal weight"):
            self.assertIn(part, text)

    def test_a_sweep_that_is_kept_tells_the_same(self):
        path = self.scenario(TARGETS, OBSERVE)
        size = ("-n", "50", "--settings", "12", "--each", "20", "--json")
        found = self.json_of("uncertainty", path, *size)
        kept = self.json_of("uncertainty", path, *size, "-o", self.folder / "kept")
        self.assertEqual([kept["questions"], kept["targets"]], [found["questions"], found["targets"]])
        analysed = self.json_of("sweep", "analyse", self.folder / "kept", "-n", "50", "--json")
        self.assertEqual([analysed["questions"], analysed["targets"]], [found["questions"], found["targets"]])

    def test_a_record_of_an_arm_that_is_not_run_is_said_to_be_unused(self):
        path = self.scenario(TARGETS)
        plan = path.parent / "plan.yaml"
        plan.write_text(f"scenario: {path.name}\npoints: 4\nruns: 10\narms: [none]\n")
        self.ok("sweep", plan, "-o", path.parent / "results")
        text = self.ok("sweep", "analyse", path.parent / "results", "-n", "20").stdout
        self.assertIn('"crises" is not used: no arm has its measures.', " ".join(text.split()))


class Scale(Asked):
    def test_the_command_that_repeats_a_scaled_result_does(self):
        text = self.ok("run", FIRST, "-n", "200", "--scale", "actors.*.deliberation=0.5", "--set", "actors.north.tremble=0.1").stdout
        again = [line for line in text.splitlines() if line.startswith("Again: firebreak ")][0].removeprefix("Again: firebreak ")
        self.assertIn("--scale 'actors.*.deliberation=0.5'", again)
        self.assertEqual(self.ok(*(word.strip("'") for word in again.split())).stdout, text)

    def test_numbers_are_set_first_and_multiplied_then(self):
        def misread(*options):
            text = self.ok("show", FIRST, "--resolved", *options).stdout
            return [line.split("misread:")[1].split("#")[0].split(",")[0].strip() for line in text.splitlines() if " misread: " in line]

        for options in (["--scale", "actors.*.posture.misread=2", "--set", "actors.south.posture.misread=0.3"],
                        ["--set", "actors.south.posture.misread=0.3", "--scale", "actors.*.posture.misread=2"]):
            self.assertEqual(misread(*options), ["0.2", "0.6"])

    def test_a_trace_of_a_scaled_run_replays(self):
        trace = self.folder / "run.jsonl"
        self.ok("run", FIRST, "-n", "2", "--trace", trace, "--scale", "actors.*.deliberation=0.5")
        self.ok("replay", trace, "--scenario", FIRST)

    def test_wrong_factors(self):
        for option, what in (("x=2", "no parameter matches 'x'"), ("actors.*.name=2", "no parameter matches"), ("clock.horizon", "PATH=FACTOR"),
                             ("clock.horizon=-1", "outside 0..1000000000"), ("channels.phone.up=2", "no number that can be scaled")):
            done = run("run", FIRST, "-n", "1", "--scale", option)
            self.assertEqual(done.returncode, WRONG_INPUT)
            self.assertIn(what, done.stderr)


if __name__ == "__main__":
    support.main()
