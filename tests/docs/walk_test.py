"""The walk of engine/docs/sweep-walk.md as a reader walks it: its blocks for the shell, Python and R run as they stand, with fewer runs."""
import csv
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))
import support  # pylint: disable=wrong-import-position

PAGE = (support.ROOT / "engine/docs/sweep-walk.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w[\w ]*)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
FULL, FEW = "10000", "100"  # runs: on the page, and here
POINT = "--set messages.denial.likelihood.attack=0.9 --set channels.hotline.credibility=0.9".split()
EFFECT = ("change", "low", "high")


def blocks(kind):
    return [text for name, text in BLOCKS if name == kind]


def fewer(plan):
    if f"\nruns: {FULL}\n" not in plan:
        raise AssertionError(f"the plan on the page does not have {FULL} runs")
    return plan.replace(FULL, FEW)


class Walk(support.CommandLineTest):
    @classmethod
    def setUpClass(cls):
        """The shell's part, once; pandas and R read what it leaves."""
        cls.holder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.holder.cleanup)
        cls.walk = Path(cls.holder.name)
        (cls.walk / "bin").mkdir()
        (cls.walk / "bin/firebreak").symlink_to(support.PROGRAM)
        (cls.walk / "scenarios").symlink_to(support.ROOT / "scenarios")
        (plan,) = blocks("yaml")
        (cls.walk / "denial.yaml").write_text(fewer(plan), encoding="utf-8")
        cls.said = [cls.does(["bash", "-ec", text.replace(FULL, FEW)]) for text in blocks("sh")]

    @classmethod
    def does(cls, command):
        """Runs a block of the page; what it prints."""
        done = subprocess.run(command, capture_output=True, text=True, cwd=cls.walk, check=False, timeout=support.PATIENCE,
                              env={**os.environ, "PATH": f"{cls.walk / 'bin'}:{os.environ['PATH']}"})
        if done.returncode != 0:
            raise AssertionError(f"{command[-1]}\n{done.stdout}{done.stderr}")
        return done.stdout

    def rows(self, name):
        with open(self.walk / name, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def is_the_programs(self, name):
        """The table that a reader made holds the counts of the export and, at point 14, the interval of `run`."""
        made, exported = self.rows(name), [row for row in self.rows("points.csv") if row["measures"] == "hotline"]
        self.assertEqual(len(made), 15)
        for key in ("point", "runs", "crisis", "avoided", "caused"):
            column = "crisis_count" if key == "crisis" else key
            self.assertEqual([row[key] for row in made], [row[column] for row in exported], key)
        run = next(row for row in self.rows("point-14.csv") if row["measures"] == "hotline")
        for mine, theirs in zip(EFFECT, ("difference", "difference_low", "difference_high")):
            self.assertAlmostEqual(float(made[14][mine]), 100 * float(run[theirs]), places=4)

    def test_the_shell(self):
        work, tables, alone, again, deposit = self.said
        self.assertIn("6,000 runs in all", work)
        self.assertIn("100 % done", work)
        self.assertEqual(tables, "")
        self.assertIn("of 100 runs", alone)
        self.assertIn("reproduced", again)
        self.assertIn("Washington", again)
        self.assertIn("points.csv: OK", deposit)
        self.assertEqual(len(self.rows("points.csv")), 15 * 2)

    def test_pandas(self):
        if importlib.util.find_spec("pandas") is None:
            self.skipTest("there is no pandas (Debian: python3-pandas)")
        code = blocks("python")
        if importlib.util.find_spec("matplotlib"):
            code += blocks("python figure")
        self.does([sys.executable, "-c", "\n".join([*code, "table.to_csv('pandas.csv')"])])
        self.is_the_programs("pandas.csv")
        self.assertEqual((self.walk / "denial.png").exists(), importlib.util.find_spec("matplotlib") is not None)

    def test_r(self):
        if shutil.which("Rscript") is None:
            self.skipTest("there is no R (Debian: r-base-core)")
        code = blocks("r")
        if subprocess.run(["Rscript", "-e", "library(RSQLite)"], capture_output=True, check=False).returncode == 0:
            code += blocks("r sqlite")
        self.does(["Rscript", "-e", "\n".join([*code, "write.csv(shown, 'r.csv', row.names = FALSE)"])])
        self.is_the_programs("r.csv")
        self.assertTrue((self.walk / "denial.pdf").exists())

    def test_the_numbers_on_the_page_are_those_of_this_version(self):
        self.ok("run", support.FLAGSHIP, "-n", FULL, "--measures", "hotline", *POINT, "--csv", self.walk / "full.csv", "--quiet")
        run = next(row for row in self.rows("full.csv") if row["measures"] == "hotline")
        effect = (f"{100 * float(run[name]):.2f}" for name in ("difference", "difference_low", "difference_high"))
        wanted = ["14", "0.90", "0.9", FULL, run["crisis_count"], run["avoided"], run["caused"], *effect]
        (table,) = blocks("text")
        self.assertIn(wanted, [line.split() for line in table.splitlines()])


if __name__ == "__main__":
    support.main()
