"""`firebreak run`: the answer in words, as JSON and as CSV, and that the numbers agree with one another."""
import csv
import hashlib
import json
import math
import os

import support
from support import FAILED, FIRST, FLAGSHIP, WRONG_INPUT, run


class Text(support.CommandLineTest):
    def test_the_answer_has_question_shares_effects_caveat_and_how_to_repeat_it(self):
        text = self.ok("run", FLAGSHIP, "-n", "2000", "--seed", "7").stdout
        for part in ["How much do a hot line", "no measures", "hotline", "all 3 measures", "With no measures ", " of 2,000 runs (", "95 % interval",
                     "inadvertent", "Model output, not a forecast.", "assumed", "--runs 2000 --seed 7", "sha256",
                     hashlib.sha256(FLAGSHIP.read_bytes()).hexdigest()[:12]]:
            self.assertIn(part, text)
        self.assertRegex(text, r"(almost no chance|very unlikely|unlikely|even chance|likely|almost certain)")

    def test_every_measure_is_spoken_of(self):
        text = " ".join(self.ok("run", FLAGSHIP, "-n", "2000").stdout.split())
        for measure in ("doctrine-exchange", "cert-exchange", "hotline", "all 3 measures"):
            verdict = r"(prevents? [\d,]+ of|makes? no detectable difference|makes? matters worse|neither prevents? nor causes?)"
            self.assertRegex(text, rf"{measure}\)? {verdict}")

    def test_the_command_that_repeats_the_result_does(self):
        text = self.ok("run", FIRST, "-n", "300", "--measures", "phone", "--set", "channels.phone.credibility=0.2", "--seed", "5").stdout
        again = [line for line in text.splitlines() if line.startswith("Again: firebreak ")][0].removeprefix("Again: firebreak ")
        self.assertEqual(self.ok(*again.split()).stdout, text)


class Json(support.CommandLineTest):
    def test_it_has_the_promised_shape(self):
        result = self.json_of("run", FLAGSHIP, "-n", "300", "--json")
        self.assertEqual(result["scenario"], "reset-2011")
        self.assertEqual(result["scenario_sha256"], hashlib.sha256(FLAGSHIP.read_bytes()).hexdigest())
        self.assertEqual((result["seed"], result["runs"]), (1, 300))
        self.assertNotIn("partial", result)
        self.assertGreater(result["events"], 0)
        self.assertGreaterEqual(result["seconds"], 0)
        self.assertEqual([arm["measures"] for arm in result["arms"]],
                         [[], ["doctrine-exchange"], ["cert-exchange"], ["hotline"], ["doctrine-exchange", "cert-exchange", "hotline"]])
        self.assertNotIn("paired", result["arms"][0])
        for arm in result["arms"]:
            self.assertRegex(arm["digest"], "^[0-9a-f]{16}$")
            self.assertEqual(set(arm["outcomes"]), {"war", "crisis", "settled", "unresolved"})
            for name in ("crisis", "inadvertent", "averted"):
                self.assertEqual(set(arm[name]), {"count", "share", "low", "high", "level", "method"})
                self.assertEqual((arm[name]["level"], arm[name]["method"]), (0.95, "clopper-pearson"))
            self.assertLessEqual({"incidents", "decisions", "misread", "misattributed_at_decision", "messages"}, set(arm["counts"]))
            self.assertIn("mean", arm["duration_ms"])
        for arm in result["arms"][1:]:
            self.assertEqual(arm["paired"]["against"], [])
            self.assertLessEqual({"avoided", "caused", "difference", "low", "high"}, set(arm["paired"]))

    def test_the_numbers_agree_with_one_another(self):
        runs = 500
        result = self.json_of("run", FLAGSHIP, "-n", runs, "--json")
        for arm in result["arms"]:
            outcomes = arm["outcomes"]
            crisis = arm["crisis"]
            self.assertEqual(sum(outcomes.values()), runs)
            self.assertEqual(outcomes["war"] + outcomes["crisis"], crisis["count"])
            self.assertEqual(crisis["share"], crisis["count"] / runs)
            self.assertTrue(0 <= crisis["low"] <= crisis["share"] <= crisis["high"] <= 1)
            self.assertLessEqual(arm["inadvertent"]["count"], crisis["count"])
            self.assertLessEqual(arm["averted"]["count"], runs - crisis["count"])
            self.assertEqual(sum(arm["peak_rung"]["counts"]), runs)
            self.assertEqual(len(arm["peak_rung"]["counts"]), len(result["ladder"]))
            mean = sum(rung * count for rung, count in enumerate(arm["peak_rung"]["counts"])) / runs
            self.assertTrue(math.isclose(arm["peak_rung"]["mean"], mean))
        first = result["arms"][0]["crisis"]["count"]
        for arm in result["arms"][1:]:
            paired = arm["paired"]
            self.assertEqual(arm["crisis"]["count"] - first, paired["caused"] - paired["avoided"])
            self.assertTrue(math.isclose(paired["difference"], (paired["caused"] - paired["avoided"]) / runs, abs_tol=1e-15))
            self.assertEqual(paired["both"] + paired["neither"] + paired["caused"] + paired["avoided"], runs)
            self.assertTrue(paired["low"] <= paired["difference"] <= paired["high"])

    def test_text_and_json_say_the_same(self):
        count = self.json_of("run", FIRST, "-n", "1000", "--json")["arms"][0]["crisis"]["count"]
        self.assertIn(f"With no measures {count} of 1,000 runs", self.ok("run", FIRST, "-n", "1000").stdout)

    def test_the_number_of_threads_changes_no_byte(self):
        def without_time(jobs):
            result = self.json_of("run", FLAGSHIP, "-n", "300", "--json", "-j", jobs)
            del result["seconds"]
            return json.dumps(result)

        self.assertEqual(without_time(1), without_time(2))
        self.assertEqual(without_time(1), without_time(7))
        self.assertEqual(self.ok("run", FIRST, "-n", "300", "-j", "1").stdout, self.ok("run", FIRST, "-n", "300", "-j", "2").stdout)

    def test_whole_numbers_are_read_exactly(self):
        for seed, number in (("1e18", 10**18), ("9007199254740993.0", 2**53 + 1), (str(2**64 - 1), 2**64 - 1), ("0", 0)):
            with self.subTest(seed):
                self.assertEqual(self.json_of("run", FIRST, "-n", "1e0", "--json", "--seed", seed)["seed"], number)
        for seed in (str(2**64), "1e20", "1.5", "-1", "1e", "0x1"):
            self.wrong("run", FIRST, "--seed", seed, says=f"--seed: expected a whole number from 0 to 18446744073709551615, found '{seed}'")
        self.wrong("run", FIRST, "-n", "9007199254740993.5", says="--runs: expected a whole number from 1 to ")
        self.wrong("explain", FIRST, "--replicate", "2.00000000000000000001", says="--replicate: expected a whole number from 0 to ")

    def test_all_and_none_stand_alone(self):
        self.wrong("run", FIRST, "--measures", "all,phone", says="--measures: 'all' must stand alone; found 'all,phone'")
        self.wrong("run", FIRST, "--measures", "phone,none", says="--measures: 'none' must stand alone; found 'phone,none'")
        self.wrong("run", FIRST, "--measures", "al", says="--measures: unknown measure 'al'; did you mean 'all'?")

    def test_another_seed_gives_other_runs(self):
        digests = {self.json_of("run", FIRST, "-n", "50", "--json", "--seed", seed)["arms"][0]["digest"] for seed in (1, 2, 3)}
        self.assertEqual(len(digests), 3)

    def test_clean_perception_leaves_nothing_inadvertent(self):
        for arm in self.json_of("run", FIRST, "-n", "200", "--json", "--arm", "clean-both")["arms"]:
            self.assertEqual((arm["inadvertent"]["count"], arm["averted"]["count"]), (0, 0))
            self.assertEqual(arm["clean"], ["north", "south"])
        self.assertEqual(self.json_of("run", FIRST, "-n", "20", "--json", "--arm", "clean-south")["arms"][0]["clean"], ["south"])


class Arms(support.CommandLineTest):
    def arms(self, *options):
        return [arm["measures"] for arm in self.json_of("run", FLAGSHIP, "-n", "20", "--json", *options)["arms"]]

    def test_measures_choose_one_arm_beside_no_measures(self):
        self.assertEqual(self.arms("--measures", "hotline,cert-exchange"), [[], ["cert-exchange", "hotline"]])
        self.assertEqual(self.arms("--measures", "all"), [[], ["doctrine-exchange", "cert-exchange", "hotline"]])
        self.assertEqual(self.arms("--measures", "none"), [[]])
        self.assertEqual(self.arms("--measures", "hotline", "--measures", "cert-exchange"), [[], ["hotline"], ["cert-exchange"]])

    def test_an_arm_is_the_same_alone_and_among_others(self):
        alone = self.json_of("run", FLAGSHIP, "-n", "50", "--json", "--measures", "hotline")["arms"][1]
        among = self.json_of("run", FLAGSHIP, "-n", "50", "--json")["arms"][3]
        self.assertEqual(alone, among)

    def test_unknown_names_are_refused_with_the_nearest(self):
        self.wrong("run", FLAGSHIP, "--measures", "hotlien", says="--measures: unknown measure 'hotlien'; did you mean 'hotline'?")
        self.wrong("run", FLAGSHIP, "--arm", "clean-moscwo", says="did you mean 'clean-moscow'?")


class Settings(support.CommandLineTest):
    def test_set_changes_the_run_and_is_recorded(self):
        plain = self.json_of("run", FIRST, "-n", "100", "--json")
        changed = self.json_of("run", FIRST, "-n", "100", "--json", "--set", "actors.*.posture.misread=0", "--set", "clock.horizon=2y")
        self.assertEqual(changed["set"], ["actors.*.posture.misread=0", "clock.horizon=2y"])
        self.assertEqual(changed["arms"][0]["counts"]["misread"], 0)
        self.assertNotEqual(plain["arms"][0]["digest"], changed["arms"][0]["digest"])

    def test_wrong_settings_are_all_reported(self):
        self.wrong("run", FIRST, "--set", "actors.north.posture.misraed=0", "--set", "clock.horizon=1.2", "--set", "nonsense",
                   says=["did you mean 'actors.north.posture.misread'?", "clock.horizon", "path=value"])


class Files(support.CommandLineTest):
    def test_csv_has_a_row_per_arm_and_the_numbers_of_the_json(self):
        table = self.folder / "table.csv"
        result = self.json_of("run", FLAGSHIP, "-n", "200", "--json", "--csv", table)
        raw = table.read_bytes()
        self.assertEqual(raw.count(b"\r\n"), raw.count(b"\n"))
        rows = list(csv.DictReader(raw.decode().splitlines()))
        self.assertEqual(len(rows), len(result["arms"]))
        for row, arm in zip(rows, result["arms"]):
            self.assertEqual(row["measures"], "+".join(arm["measures"]) or "none")
            self.assertEqual(int(row["crisis_count"]), arm["crisis"]["count"])
            self.assertEqual(float(row["crisis_low"]), arm["crisis"]["low"])
            self.assertEqual(row["digest"], arm["digest"])
            self.assertEqual(row["difference"] == "", "paired" not in arm)

    def test_csv_can_go_to_standard_output(self):
        lines = self.ok("run", FIRST, "-n", "20", "--csv", "-").stdout.splitlines()
        self.assertEqual(len(lines), 3)
        self.assertTrue(lines[0].startswith("scenario,"))
        self.wrong("run", FIRST, "--csv", "-", "--json", says="standard output")

    def test_a_folder_that_is_missing_or_closed_leaves_nothing_behind(self):
        target = self.folder / "missing" / "table.csv"
        done = run("run", FIRST, "-n", "20", "--csv", target)
        self.assertEqual(done.returncode, FAILED)
        self.assertIn("No such file", done.stderr)
        self.assertIn("With no measures", done.stdout)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_file_that_cannot_be_filled_is_reported(self):
        done = run("run", FIRST, "-n", "20", "--csv", "/dev/full")
        self.assertEqual(done.returncode, FAILED)
        self.assertIn("No space left", done.stderr)

    def test_an_old_file_is_replaced_whole_and_keeps_its_mode(self):
        table = self.folder / "table.csv"
        table.write_text("old " * 10000, encoding="utf-8")
        table.chmod(0o640)
        self.ok("run", FIRST, "-n", "20", "--csv", table)
        self.assertTrue(table.read_text(encoding="utf-8").startswith("scenario,"))
        self.assertEqual(table.stat().st_mode & 0o777, 0o640)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["table.csv"])

    def test_a_link_stays_a_link(self):
        real = self.folder / "real.csv"
        real.touch()
        link = self.folder / "link.csv"
        link.symlink_to(real)
        self.ok("run", FIRST, "-n", "20", "--csv", link)
        self.assertTrue(link.is_symlink())
        self.assertTrue(real.read_text(encoding="utf-8").startswith("scenario,"))

    def test_nothing_is_written_that_was_not_asked_for(self):
        self.ok("run", FIRST, "-n", "20", cwd=self.folder)
        self.assertEqual(list(self.folder.iterdir()), [])


class Input(support.CommandLineTest):
    def test_a_scenario_can_come_from_standard_input(self):
        from_file = self.json_of("run", FIRST, "-n", "20", "--json")
        from_pipe = self.json_of("run", "-", "-n", "20", "--json", stdin=FIRST.read_text(encoding="utf-8"))
        self.assertEqual(from_file["arms"], from_pipe["arms"])
        self.assertEqual(from_file["scenario_sha256"], from_pipe["scenario_sha256"])

    def test_faults_of_the_scenario_have_their_places(self):
        path = self.scenario([("horizon: 1y", "horizn: 1y")])
        done = self.wrong("run", path, says="did you mean 'horizon'?")
        self.assertRegex(done.stderr, r"mine\.yaml:\d+:\d+: ")

    def test_a_missing_file_is_wrong_input(self):
        self.assertEqual(run("run", self.folder / "none.yaml").returncode, WRONG_INPUT)

    def test_a_run_of_one_starts_quickly(self):
        before = os.times()
        for _ in range(10):
            self.ok("run", FIRST, "-n", "1", "--quiet")
        after = os.times()
        spent = after.children_user + after.children_system - before.children_user - before.children_system
        self.assertLess(spent / 10, 0.25)  # some 0.01 s; the bound leaves room for sanitizers


if __name__ == "__main__":
    support.main()
