"""Rows of single runs, where every table comes from, and the quantiles and intervals beside means: against traces of the same runs, against the JSON, and
against definitions applied to the rows."""
import csv
import gzip
import io
import json
import math
import re
import shlex
import signal
import subprocess

import support
from support import DONE, FAILED, FIRST, FLAGSHIP, INTERRUPTED, run

KEYS = ["scenario", "sha256", "commit", "seed", "set", "rep", "measures", "clean"]


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def count_names(arm):
    return [name for name in arm["counts"] if name not in ("event_limit", "stopped_by")]


def quantile(values, per_cent):
    """The smallest value that at least so many per cent do not exceed."""
    values = sorted(values)
    return values[max(1, -(-len(values) * per_cent // 100)) - 1]


def mean_and_error(values):
    mean = math.fsum(values) / len(values)
    return mean, math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1) / len(values))


class Rows(support.CommandLineTest):
    def rows(self, *arguments, **more):
        return rows_of(self.ok("run", *arguments, "--runs-csv", "-", **more).stdout)

    def test_a_row_tells_what_a_trace_of_the_same_run_tells(self):
        rows = self.rows(FLAGSHIP, "-n", "40", "--first", "7", "--seed", "3", "--set", "clock.horizon=40d")
        self.assertEqual([int(row["rep"]) for row in rows], [7 + i // 10 for i in range(400)])
        for row in [row for row in rows if int(row["rep"]) in (7, 46)]:
            with self.subTest(row["rep"] + row["measures"] + row["clean"]):
                measures = ["--measures", row["measures"].replace("+", ",")] if row["measures"] != "none" else []
                lines = self.ok("run", FLAGSHIP, "-n", "1", "--seed", "3", "--set", "clock.horizon=40d", *measures, "--trace", "-",
                                "--replicate", row["rep"], "--arm", "clean-both" if row["clean"] == "both" else "factual").stdout.splitlines()
                end = json.loads(lines[-1])
                self.assertEqual(row["digest"], end["digest"])
                self.assertEqual({name: int(row[name]) for name in end["counts"]}, end["counts"])
                self.assertEqual((row["outcome"], row["end_reason"], row["crisis"]), (end["outcome"], end["end_reason"], str(int(end["crisis"]))))
                self.assertEqual(row["crisis_time_ms"], "" if end["crisis_t"] is None else str(end["crisis_t"]))
                self.assertEqual((int(row["duration_ms"]), int(row["events"]), row["limit"]), (end["duration_ms"], end["events"], ""))
                brier = float(row["brier_sum"]) / int(row["decisions_on_case"]) if int(row["decisions_on_case"]) else None
                self.assertEqual(brier, end["brier"])
                ladder = self.json_of("run", FLAGSHIP, "-n", "1", "--json")["ladder"]
                for side, peak in zip(("first", "second"), end["peak"].values()):
                    self.assertEqual((ladder[int(row[f"{side}_peak_rung"])], int(row[f"{side}_peak_time_ms"])), (peak["rung"], peak["t"]))

    def test_the_totals_of_the_json_are_the_sums_of_the_columns(self):
        path = self.folder / "runs.csv"
        result = self.json_of("run", FLAGSHIP, "-n", "300", "--json", "--runs-csv", path)
        rows = rows_of(path.read_text(encoding="utf-8"))
        self.assertEqual(len(rows), 300 * 2 * len(result["arms"]))
        self.assertEqual(len({(row["rep"], row["measures"], row["clean"]) for row in rows}), len(rows))
        for arm in result["arms"]:
            name = "+".join(arm["measures"]) or "none"
            mine = [row for row in rows if (row["measures"], row["clean"]) == (name, "none")]
            twins = [row for row in rows if (row["measures"], row["clean"]) == (name, "both")]
            self.assertEqual(sum(int(row["crisis"]) for row in mine), arm["crisis"]["count"])
            self.assertEqual({end: sum(row["outcome"] == end for row in mine) for end in arm["outcomes"]}, arm["outcomes"])
            self.assertEqual(sum(a["crisis"] > b["crisis"] for a, b in zip(mine, twins)), arm["inadvertent"]["count"])
            self.assertEqual(sum(a["crisis"] < b["crisis"] for a, b in zip(mine, twins)), arm["averted"]["count"])
            self.assertEqual(sum(int(row["events"]) for row in mine), arm["events"])
            for count in count_names(arm):
                self.assertEqual(sum(int(row[count]) for row in mine), arm["counts"][count], count)

    def test_intervals_and_quantiles_are_those_of_the_rows(self):
        path = self.folder / "runs.csv"
        result = self.json_of("run", FLAGSHIP, "-n", "400", "--json", "--runs-csv", path, "--csv", self.folder / "arms.csv")
        rows = rows_of(path.read_text(encoding="utf-8"))
        table = rows_of((self.folder / "arms.csv").read_text(encoding="utf-8"))
        for arm, line in zip(result["arms"], table):
            name = "+".join(arm["measures"]) or "none"
            mine = [row for row in rows if (row["measures"], row["clean"]) == (name, "none")]
            numbers = {count: arm["per_run"][count] for count in count_names(arm)}
            numbers |= {"duration_ms": arm["duration_ms"], "crisis_time_ms": arm["crisis_time_ms"]}
            for column, number in numbers.items():
                with self.subTest(f"{name} {column}"):
                    values = [int(row[column]) for row in mine if row[column]]
                    mean, error = mean_and_error(values)
                    self.assertAlmostEqual(number["mean"], mean, delta=1e-9 * (1 + mean))
                    self.assertAlmostEqual(number["low"], mean - 1.959964 * error, delta=1e-6 * (1 + mean))
                    self.assertAlmostEqual(number["high"], mean + 1.959964 * error, delta=1e-6 * (1 + mean))
                    for key, per_cent in (("p5", 5), ("p50", 50), ("p95", 95)):
                        exact = quantile(values, per_cent)
                        self.assertAlmostEqual(number[key], exact, delta=0 if exact < 2048 else 0.0005 * exact)
                    in_table = [float(line[part + column]) for part in ("mean_", "mean_low_", "mean_high_", "p5_", "p50_", "p95_")]
                    self.assertEqual(in_table, [number[key] for key in ("mean", "low", "high", "p5", "p50", "p95")])
            self.assertEqual(arm["peak_rung"]["p95"], quantile([max(int(row["first_peak_rung"]), int(row["second_peak_rung"])) for row in mine], 95))
            self.assertLess(arm["brier"]["low"], arm["brier"]["mean"])
            self.assertLess(arm["brier"]["mean"], arm["brier"]["high"])

    def test_the_bytes_are_the_same_for_any_number_of_threads_and_compressed_ones_hold_the_same(self):
        for name in ("one.csv", "two.csv", "one.csv.gz", "two.csv.gz"):
            self.ok("run", FIRST, "-n", "500", "-j", "1" if "one" in name else "2", "--runs-csv", self.folder / name)
        read = {path.name: path.read_bytes() for path in self.folder.iterdir()}
        self.assertEqual(read["one.csv"], read["two.csv"])
        self.assertEqual(read["one.csv.gz"], read["two.csv.gz"])
        self.assertEqual(gzip.decompress(read["one.csv.gz"]), read["one.csv"])
        self.assertEqual(read["one.csv"].count(b"\r\n"), read["one.csv"].count(b"\n"))

    def test_two_halves_are_the_whole_row_for_row(self):
        whole = self.rows(FIRST, "-n", "200")
        self.assertEqual(self.rows(FIRST, "-n", "70") + self.rows(FIRST, "--first", "70", "-n", "130"), whole)
        results = [self.json_of("run", FIRST, "--json", "-n", n, "--first", first) for n, first in (("70", "0"), ("130", "70"), ("200", "0"))]
        self.assertEqual([result["first_replicate"] for result in results], [0, 70, 0])
        for first, second, both in zip(*(result["arms"] for result in results)):
            self.assertEqual((int(first["digest"], 16) + int(second["digest"], 16)) % 2**64, int(both["digest"], 16))
            self.assertEqual(first["crisis"]["count"] + second["crisis"]["count"], both["crisis"]["count"])

    def test_arms_that_are_chosen_have_rows_under_their_names(self):
        rows = self.rows(FLAGSHIP, "-n", "1", "--measures", "hotline,cert-exchange")
        self.assertEqual([(row["measures"], row["clean"]) for row in rows], [("none", "none"), ("none", "both"), ("cert-exchange+hotline", "none"), ("cert-exchange+hotline", "both")])
        clean = self.rows(FIRST, "-n", "1", "--arm", "clean-both", "--measures", "phone")
        self.assertEqual([(row["measures"], row["clean"]) for row in clean], [("none", "both"), ("phone", "both")])
        north = self.rows(FIRST, "-n", "1", "--arm", "clean-north", "--measures", "none")
        self.assertEqual([row["clean"] for row in north], ["north", "both"])

    def test_the_page_names_every_column_in_its_order(self):
        page = (support.ROOT / "engine/docs/run-format.md").read_text(encoding="utf-8").split("\n## CSV")[1]
        named = re.findall(r"^\| `(\w+)` \|", page, flags=re.MULTILINE)
        self.assertEqual(named, list(self.rows(FIRST, "-n", "1")[0]))

    def test_fields_are_bare(self):
        text = self.ok("run", FIRST, "-n", "5", "--runs-csv", "-").stdout
        self.assertNotIn('"', text)
        self.assertEqual({line.count(",") for line in text.splitlines()}, {len(rows_of(text)[0]) - 1})


class Pandas(support.CommandLineTest):
    def test_pandas_reads_rows_without_options(self):
        try:
            import pandas  # pylint: disable=import-outside-toplevel
        except ImportError:
            self.skipTest("there is no pandas")
        for name in ("runs.csv", "runs.csv.gz"):
            path = self.folder / name
            result = self.json_of("run", FLAGSHIP, "-n", "300", "--json", "--runs-csv", path)
            runs = pandas.read_csv(path)
            kinds = {column: str(kind) for column, kind in runs.dtypes.items()}
            self.assertEqual({kinds[column] for column in ("rep", "crisis", "duration_ms", "misread", "first_peak_rung")}, {"int64"})
            self.assertEqual({kinds[column] for column in ("crisis_time_ms", "brier_sum")}, {"float64"})
            self.assertEqual({kinds[column] for column in ("measures", "clean", "outcome", "digest", "sha256")}, {"object"})
            self.assertTrue((runs.crisis_time_ms.isna() == (runs.crisis == 0)).all())
            shares = runs[runs.clean == "none"].groupby("measures").crisis.mean()
            self.assertEqual({"+".join(arm["measures"]) or "none": arm["crisis"]["share"] for arm in result["arms"]}, dict(shares))


class Ends(support.CommandLineTest):
    def test_an_interrupted_run_leaves_no_file_and_says_so(self):
        for name in ("runs.csv", "runs.csv.gz"):
            path = self.folder / name
            status, text, said = support.interrupt("run", FIRST, "-n", "1000000000", "--runs-csv", path)
            self.assertEqual(status, INTERRUPTED)
            self.assertIn(f"firebreak run: interrupted; {path} was not written\n", said)
            self.assertIn("PARTIAL: interrupted after", text)
            self.assertEqual(list(self.folder.iterdir()), [])

    def test_standard_output_ends_with_whole_rows_and_how_many_is_said(self):
        status, text, said = support.interrupt("run", FIRST, "-n", "1000000000", "--runs-csv", "-", signal_number=signal.SIGTERM)
        self.assertEqual(status, INTERRUPTED)
        rows = rows_of(text)
        replicates = re.search(r"firebreak run: interrupted; --runs-csv - ends after ([\d,]+) of 1,000,000,000 runs\n", said)
        self.assertEqual(len(rows), 4 * int(replicates.group(1).replace(",", "")))
        self.assertEqual([int(row["rep"]) for row in rows], [i // 4 for i in range(len(rows))])
        self.assertTrue(all(len(row["digest"]) == 16 for row in rows))

    def test_what_cannot_be_written_ends_the_runs_at_once(self):
        for path, why in (("/dev/full", "No space left"), (self.folder / "missing" / "runs.csv", "No such file")):
            self.wrong("run", FIRST, "-n", "1000000000", "--runs-csv", path, status=FAILED, says=[str(path), why])
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_reader_that_has_enough_ends_the_runs(self):
        for by_signal, status in ((True, -signal.SIGPIPE), (False, FAILED)):
            with subprocess.Popen([support.PROGRAM, "run", FIRST, "-n", "1000000000", "--runs-csv", "-"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  restore_signals=by_signal) as process:
                self.assertTrue(process.stdout.readline().startswith(b"scenario,"))
                process.stdout.close()
                self.assertEqual(process.stderr.read(), b"")
                self.assertEqual(process.wait(timeout=support.PATIENCE), status)

    def test_only_one_thing_goes_to_standard_output(self):
        for other in (["--json"], ["--csv", "-"], ["--trace", "-"]):
            self.wrong("run", FIRST, "--runs-csv", "-", *other, says="only one of --json, --csv -, --runs-csv - and --trace -")


class Origin(support.CommandLineTest):
    def test_every_row_of_every_table_says_where_it_comes_from(self):
        commit = self.ok("--version").stdout.split("commit ")[1].split("\n")[0]
        sets = ["clock.horizon=170d", "actors.*.review=12 h"]
        arguments = ["-n", "60", "--seed", "5", "--set", sets[0], "--set", sets[1]]
        for command, option, more in (("run", "--csv", []), ("run", "--runs-csv", []), ("causes", "--csv", ["--no-rules"]), ("paths", "--csv", []),
                                      ("uncertainty", "--csv", ["--settings", "3", "--each", "20"])):
            with self.subTest(f"{command} {option}"):
                rows = rows_of(self.ok(command, FLAGSHIP, *arguments, *more, option, "-").stdout)
                self.assertGreater(len(rows), 0)
                for row in rows:
                    self.assertEqual(list(row)[:5], KEYS[:5])
                    self.assertEqual((row["scenario"], row["commit"], row["seed"]), ("reset-2011", commit, "5"))
                    self.assertRegex(row["sha256"], r"^[0-9a-f]{64}$")
                    self.assertEqual(shlex.split(row["set"]), sets)

    def test_numbers_are_the_shortest_that_read_back_as_the_same(self):
        for command, option in (("run", "--runs-csv"), ("run", "--csv"), ("paths", "--csv")):
            for row in rows_of(self.ok(command, FLAGSHIP, "-n", "50", option, "-").stdout):
                for name, field in row.items():
                    if re.fullmatch(r"-?\d+\.\d+(e[+-]\d+)?", field) and name != "firebreak":
                        self.assertLessEqual(len(field.lstrip("-0.").replace(".", "")), len(repr(float(field)).lstrip("-0.").split("e")[0].replace(".", "")), field)


class First(support.CommandLineTest):
    def test_commands_that_repeat_a_result_say_where_it_began(self):
        for command in ("run", "compare", "causes", "paths"):
            with self.subTest(command):
                text = self.ok(command, FLAGSHIP, "-n", "60", "--first", "500").stdout
                again = re.search(r"^Again: firebreak (.*)$", re.sub(r"\n +", " ", text), flags=re.MULTILINE).group(1)
                self.assertIn("--first 500", again)
                words = shlex.split(again.split(" Scenario ")[0])
                self.assertEqual(self.ok(*words).stdout, text)
                self.assertNotEqual(self.ok(command, FLAGSHIP, "-n", "60").stdout.replace(" --first 500", ""), text.replace(" --first 500", ""))

    def test_replicates_are_those_of_a_longer_study(self):
        crises = rows_of(self.ok("causes", FLAGSHIP, "-n", "200", "--no-rules", "--csv", "-").stdout)
        later = rows_of(self.ok("causes", FLAGSHIP, "-n", "100", "--first", "100", "--no-rules", "--csv", "-").stdout)
        self.assertEqual([row for row in crises if int(row["rep"]) >= 100], later)

    def test_what_makes_no_sense_is_refused(self):
        self.wrong("causes", FIRST, "--replicate", "3", "--first", "9", says="--first is for many runs, --replicate for one")
        self.wrong("run", FIRST, "--first", "18446744073709551615", says="--first: expected a whole number")
        self.assertEqual(run("run", FIRST, "-n", "3", "--first", "18446743073709551615").returncode, DONE)


if __name__ == "__main__":
    support.main()
