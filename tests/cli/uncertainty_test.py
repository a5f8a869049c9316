"""`firebreak uncertainty`: how far the answer depends on numbers that are only assumed."""

import csv
import pathlib
import re
import tempfile
import unittest

import support
from support import FIRST, FLAGSHIP

SMALL = ("-n", "200", "--settings", "24", "--each", "40")


class Uncertainty(support.CommandLineTest):
    def test_json_and_csv_tell_the_same_whatever_the_threads(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "settings.csv"
            found = self.json_of("uncertainty", FLAGSHIP, *SMALL, "--json", "-j", "1", "--csv", path)
            rows = list(csv.DictReader(path.read_text().splitlines()))
        other = self.json_of("uncertainty", FLAGSHIP, *SMALL, "--json", "-j", "3")
        self.assertEqual(found["questions"], other["questions"])
        self.assertEqual(found["settings"], 24)
        self.assertEqual(len(rows), 24 * 5)
        self.assertEqual({row["fault"] for row in rows}, {""})

        # The mean over the settings, computed here from the rows.
        crises = [int(row["crisis_count"]) / 40 for row in rows if row["measures"] == "none"]
        first = found["questions"][0]
        self.assertAlmostEqual(first["over_ranges"]["mean"], sum(crises) / len(crises), places=12)
        hotline = next(q for q in found["questions"] if q["question"] == "effect" and q["measures"] == ["hotline"])
        effects = [(int(r["caused"]) - int(r["avoided"])) / 40 for r in rows if r["measures"] == "hotline"]
        self.assertAlmostEqual(hotline["over_ranges"]["mean"], sum(effects) / len(effects), places=12)
        self.assertEqual(hotline["lowers"] + hotline["raises"] + hotline["cannot_be_told"], 24)

        # Every factor stays in its range.
        for row in rows:
            self.assertTrue(0 <= float(row["actors.*.posture.misread"]) <= 0.2)
            self.assertTrue(0.5 <= float(row["incidents.botnet-us.every"]) <= 2)

    def test_a_row_is_what_run_gives_with_the_same_numbers(self):
        text = """provenance:
  actors.*.posture.misread: {grade: assumed, range: [0, 0.4]}
"""
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "one.yaml"
            path.write_text(pathlib.Path(FIRST).read_text().partition("provenance:")[0] + text)
            table = self.ok("uncertainty", path, "-n", "50", "--settings", "8", "--each", "60", "--csv", "-").stdout
            row = next(csv.DictReader(table.splitlines()))
            value = row["actors.*.posture.misread"]
            same = self.json_of("run", path, "-n", "60", "--json", "--set", f"actors.*.posture.misread={value}")
        self.assertEqual(int(row["crisis_count"]), same["arms"][0]["crisis"]["count"])
        self.assertEqual(row["digest"], same["arms"][0]["digest"])

    def test_every_shipped_case_has_ranges_that_can_all_be_run(self):
        for name in ("classic/hot-line-1967", "classic/norwegian-rocket-1995", "cyber/reset-2011", "cyber/solar-sunrise-1998", "tutorial/first"):
            with self.subTest(name):
                found = self.json_of("uncertainty", support.ROOT / f"scenarios/{name}.yaml", "-n", "10", "--settings", "64", "--each", "4", "--json")
                self.assertEqual((found["settings"], found["failed"]), (64, []))
                self.assertGreaterEqual(len(found["factors"]), 5)
                for factor in found["factors"]:
                    # Something for a reader to argue with, and the number in the file is among those that are tried.
                    self.assertNotEqual(factor["label"], factor["path"])
                    self.assertGreater(len(factor["note"]), 10)
                    if factor["kind"] == "factor":
                        self.assertLessEqual(factor["p5"], 1)
                        self.assertGreaterEqual(factor["p95"], 1)

    def test_run_says_that_its_intervals_are_chance_alone(self):
        text = self.ok("run", FLAGSHIP, "-n", "50", "--set", "actors.*.tremble=0.02").stdout
        self.assertIn("The intervals reflect chance alone.", text)
        self.assertIn("firebreak uncertainty", " ".join(text.split()))

    def test_wrong_inputs(self):
        walk = pathlib.Path(FLAGSHIP).parent.parent / "theory" / "walk.yaml"
        self.wrong("uncertainty", walk, says="no number of this scenario has a range")
        self.wrong("uncertainty", FLAGSHIP, "--settings", "0", says="--settings")
        self.wrong("uncertainty", FLAGSHIP, "--json", "--csv", "-", says="only one of --json and --csv -")
        self.wrong("uncertainty", FLAGSHIP, "--csv", FLAGSHIP, says="is an input file")

    def test_an_interrupted_sweep_prints_what_is_done(self):
        status, out, _ = support.interrupt("uncertainty", FLAGSHIP, "-n", "100", "--settings", "100000", "-j", "1")
        self.assertEqual(status, support.INTERRUPTED)
        done = int(re.search(r"PARTIAL: interrupted after ([\d,]+) of 100,000 settings", out).group(1).replace(",", ""))
        self.assertGreater(done, 0)
        self.assertIn(f"--settings {done} --each 400", " ".join(out.split()))


if __name__ == "__main__":
    support.main()
