"""`firebreak explain`, `replay`, `compare` and `verify`."""
import json
import re
import subprocess

import support
from support import FAILED, FIRST, FLAGSHIP, INTERRUPTED, RUIN, WRONG_INPUT, run


class Explain(support.CommandLineTest):
    def test_a_run_is_told_as_a_story(self):
        text = self.ok("explain", FLAGSHIP, "--replicate", "7").stdout
        self.assertIn("Replicate 7 of seed 1", text)
        self.assertIn("DECIDED", text)

    def test_the_views_differ_and_a_side_is_not_told_the_truth(self):
        truth = self.ok("explain", FLAGSHIP, "--replicate", "7", "--pov", "truth").stdout
        moscow = self.ok("explain", FLAGSHIP, "--replicate", "7", "--pov", "moscow").stdout
        self.assertIn("TRUTH", truth)
        self.assertNotIn("TRUTH", moscow)
        self.wrong("explain", FLAGSHIP, "--pov", "moscwo", says="did you mean 'moscow'?")

    def test_find_tells_a_run_of_the_kind(self):
        for kind in ("crisis", "inadvertent", "averted"):
            with self.subTest(kind):
                text = self.ok("explain", FLAGSHIP, "--find", kind).stdout
                replicate = int(re.search(r"Replicate (\d+) of seed", text)[1])
                arm = self.json_of("run", FLAGSHIP, "-n", replicate + 1, "--json", "--measures", "none")["arms"][0]
                before = self.json_of("run", FLAGSHIP, "-n", max(replicate, 1), "--json", "--measures", "none")["arms"][0]
                self.assertEqual(arm[kind]["count"], 1)
                self.assertEqual(before[kind]["count"], 0 if replicate else 1)

    def test_find_says_so_when_there_is_none(self):
        self.wrong("explain", FIRST, "--find", "war", "--limit", "3", says="no run of this kind", status=FAILED)
        self.wrong("explain", FIRST, "--find", "peace", says="expected one of crisis, war, inadvertent, averted")

    def test_why_walks_to_the_start(self):
        lines = self.ok("explain", FLAGSHIP, "--replicate", "7", "--why", "20").stdout.splitlines()
        self.assertTrue(lines[0].startswith("#20 "))
        self.assertTrue(lines[-1].startswith("#0 "))
        self.wrong("explain", FLAGSHIP, "--why", "4000000000", says="--why: there is no event 4000000000")

    def test_where_a_run_starts_in_crisis_its_start_is_the_reason(self):
        for rung in ("patrols", "war"):
            path = self.scenario([("    name: North\n", f"    name: North\n    starts_at: {rung}\n")])
            chain = self.ok("explain", path, "--why", "crisis").stdout.splitlines()
            self.assertEqual(len(chain), 1)
            self.assertRegex(chain[0], "^#0 .*The run starts")
            self.assertEqual(len(self.ok("explain", path, "--why", "crisis", "--json").stdout.splitlines()), 1)
            end = json.loads(self.ok("explain", path, "--json").stdout.splitlines()[-1])
            self.assertEqual((end["crisis"], end["crisis_t"]), (True, 0))
            arm = self.json_of("run", path, "-n", "50", "--json", "--measures", "none")["arms"][0]
            self.assertEqual((arm["crisis"]["count"], arm["crisis_time_ms"]["mean"], arm["inadvertent"]["count"]), (50, 0, 0))
            causes = self.json_of("causes", path, "-n", "50", "--json")
            self.assertEqual([crisis["crisis_time_ms"] for crisis in causes["crises"]], [0] * 50)
            self.assertTrue(all(not crisis["smallest_set"] for crisis in causes["crises"]))
            paths = self.json_of("paths", path, "-n", "50", "--json")
            self.assertEqual(paths["crisis"]["count"], 50)

    def test_json_is_a_trace_with_one_object_a_line(self):
        lines = [json.loads(line) for line in self.ok("explain", FLAGSHIP, "--replicate", "7", "--json").stdout.splitlines()]
        self.assertEqual((lines[0]["scenario"], lines[0]["replicate"], lines[0]["seed"]), ("reset-2011", 7, 1))
        self.assertEqual([line["id"] for line in lines[1:-1]], list(range(len(lines) - 2)))
        self.assertIn("digest", lines[-1])


    def test_a_year_may_have_five_digits(self):
        late = self.scenario([("start: 2026-01-01", "start: 9999-12-01")])
        story = self.ok("explain", late, "--replicate", "7").stdout
        self.assertRegex(story, r"9999-12-\d\d")
        self.assertRegex(story, r"10000-0[1-9]-\d\d")
        self.assertNotRegex(story, r"10000-\d\d-\d(?!\d)|T\d")
        for line in self.ok("explain", late, "--replicate", "7", "--why", "50").stdout.splitlines():
            self.assertRegex(line, r"^#\d+  \d{4,5}-\d\d-\d\d \d\d:\d\d \(day \d+\) ")


class Replay(support.CommandLineTest):
    def trace(self, *options):
        path = self.folder / "trace.jsonl"
        self.ok("run", FLAGSHIP, "-n", "10", "--trace", path, *options)
        return path

    def digest_of(self, path):
        return json.loads(path.read_text(encoding="utf-8").splitlines()[-1])["digest"]

    def test_a_trace_is_reproduced(self):
        path = self.trace("--replicate", "7", "--measures", "hotline", "--set", "actors.*.tremble=0.2", "--seed", "3")
        header = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
        self.assertEqual(header["arm"]["measures"], ["hotline"])
        self.assertEqual(header["set"], ["actors.*.tremble=0.2"])
        done = self.ok("replay", path, "--scenario", FLAGSHIP)
        records = len(path.read_text(encoding="utf-8").splitlines()) - 2
        self.assertEqual(done.stdout, f"{records} records, the outcome, the counts and the digest {self.digest_of(path)} agree with the repeated run\n")
        self.assertEqual(done.stderr, "")
        self.assertEqual(self.ok("replay", "-", "--scenario", FLAGSHIP, stdin=path.read_text(encoding="utf-8")).stdout, done.stdout)

    def test_another_scenario_gives_another_digest_and_a_word_of_warning(self):
        path = self.trace()
        other = self.scenario([("misread: 0.1", "misread: 0.9")], base=FLAGSHIP)
        done = run("replay", path, "--scenario", other)
        self.assertEqual(done.returncode, FAILED)
        self.assertRegex(done.stderr, r"trace.jsonl: line \d+: [a-z_.-]+: the trace says .*, the run gives ")
        self.assertIn("not the one that the trace was made with", done.stderr)
        self.wrong("replay", path, "--scenario", FIRST, says=["'reset-2011'", "'first'"])

    def test_an_edited_trace_differs_where_it_was_edited(self):
        lines = self.trace("--replicate", "7").read_text(encoding="utf-8").splitlines()
        self.assertIn('"outcome":"unresolved"', lines[-1])
        case = next(i for i, line in enumerate(lines) if '"kind":"case"' in line)
        severity = json.loads(lines[case])["truth"]["severity"]
        lines[case] = lines[case].replace(f'"severity":{severity},"phantom"', '"severity":9.9,"phantom"')
        lines[-1] = lines[-1].replace('"outcome":"unresolved"', '"outcome":"war"')
        path = self.folder / "edited.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        done = run("replay", path, "--scenario", FLAGSHIP)
        self.assertEqual((done.returncode, done.stdout), (FAILED, ""))
        self.assertIn(f"edited.jsonl: line {case + 1}: truth.severity: the trace says 9.9, the run gives {severity}", done.stderr)
        self.assertIn(f"after {case - 1} records that agree", done.stderr)

    def test_json_of_another_order_is_the_same_trace(self):
        lines = [json.loads(line) for line in self.trace().read_text(encoding="utf-8").splitlines()]
        path = self.folder / "sorted.jsonl"
        path.write_text("\r\n".join(json.dumps(line, sort_keys=True) for line in lines), encoding="utf-8-sig")
        self.ok("replay", path, "--scenario", FLAGSHIP)

    def test_a_run_named_by_options_is_reproduced(self):
        digest = self.digest_of(self.trace("--replicate", "4"))
        self.ok("replay", FLAGSHIP, "--replicate", "4", "--expect-digest", digest)
        self.assertEqual(run("replay", FLAGSHIP, "--replicate", "5", "--expect-digest", digest).returncode, FAILED)
        self.wrong("replay", FLAGSHIP, "--expect-digest", "12", says="16 hexadecimal digits")

    def test_what_is_no_trace_is_refused(self):
        for text in ["", "{}\n", "not json\n", "[1]\n", '{"firebreak_trace": 99}\n', "\0\n"]:
            path = self.folder / "bad.jsonl"
            path.write_text(text, encoding="utf-8")
            with self.subTest(text):
                self.assertEqual(run("replay", path, "--scenario", FLAGSHIP).returncode, WRONG_INPUT)
        self.wrong("replay", self.folder / "none.jsonl", "--scenario", FLAGSHIP, says="none.jsonl")
        self.wrong("replay", FLAGSHIP, says="missing --scenario")


class Compare(support.CommandLineTest):
    def test_it_agrees_with_run(self):
        compared = self.json_of("compare", FLAGSHIP, "--measures", "hotline", "-n", "500", "--json")
        arms = self.json_of("run", FLAGSHIP, "--measures", "hotline", "-n", "500", "--json")["arms"]
        self.assertEqual([arm["digest"] for arm in compared["arms"]], [arm["digest"] for arm in arms])
        for key in ("avoided", "caused", "difference", "low", "high"):
            self.assertEqual(compared["paired"][key], arms[1]["paired"][key])
        self.assertGreater(compared["paired"]["variance_reduction"], 1)

    def test_divergences_are_counted_and_their_examples_are_discordant(self):
        compared = self.json_of("compare", FLAGSHIP, "--measures", "hotline", "-n", "1000", "--json")
        divergences = compared["divergences"]
        self.assertEqual(divergences["of"], compared["paired"]["avoided"] + compared["paired"]["caused"])
        self.assertEqual(divergences["sampled"], min(200, divergences["of"]))
        self.assertEqual(sum(kind["count"] for kind in divergences["kinds"]), divergences["sampled"])
        example = divergences["kinds"][0]["replicate"]
        outcomes = [json.loads(self.ok("explain", FLAGSHIP, "--replicate", example, "--json", "--measures", measures).stdout.splitlines()[-1])["crisis"]
                    for measures in ("none", "hotline")]
        self.assertNotEqual(outcomes[0], outcomes[1])

    def test_threads_change_nothing(self):
        texts = {self.ok("compare", FLAGSHIP, "--measures", "hotline", "-n", "500", "-j", jobs).stdout for jobs in (1, 2, 5)}
        self.assertEqual(len(texts), 1)

    def test_against_another_measure_and_against_itself(self):
        result = self.json_of("compare", FLAGSHIP, "--measures", "all", "--against", "hotline", "-n", "50", "--json")
        self.assertEqual(result["against"], ["hotline"])
        self.wrong("compare", FLAGSHIP, "--measures", "hotline", "--against", "hotline", says="nothing to compare")
        self.wrong("compare", FLAGSHIP, "--against", "hotlien", says="--against: unknown measure 'hotlien'; did you mean 'hotline'?")


class Verify(support.CommandLineTest):
    def test_expectations_are_met(self):
        text = self.ok("verify", RUIN, "-n", "5000").stdout
        self.assertIn("8 of 8 expectations met", text)
        self.assertEqual(text.count("  ok\n"), 8)

    def test_an_expectation_that_is_not_met_fails(self):
        path = self.scenario([("exact: 0.3,", "exact: 0.4,")], base=RUIN)
        done = run("verify", path, "-n", "5000")
        self.assertEqual(done.returncode, FAILED)
        self.assertIn("FAIL", done.stdout)
        self.assertIn("7 of 8", done.stdout)

    def test_json_has_every_number(self):
        result = self.json_of("verify", RUIN, "-n", "5000", "--json")
        self.assertEqual((result["expectations"], result["passed"], result["bound"]), (8, 8, 4.5))
        first = result["files"][0]["expects"][0]
        self.assertEqual((first["exact"], first["ok"], first["runs"]), (0.3, True, 5000))
        self.assertLess(abs(first["z"]), 4.5)

    def test_the_bound_counts(self):
        self.assertEqual(run("verify", RUIN, "-n", "2000", "--bound", "0").returncode, FAILED)

    RARE = ("measures:", """expects:
  - {name: rare mean, set: {clock.horizon: 10m}, mean: incidents, exact: 0.000154321}
  - {name: rare share, set: {clock.horizon: 10m}, share: {incidents: ">= 1"}, exact: 0.000154309}
  - {name: no message, set: {clock.horizon: 10m}, mean: messages, exact: 0}
measures:""")

    def test_values_that_do_not_vary_tell_nothing(self):
        path = self.scenario([self.RARE])
        done = run("verify", path, "-n", "10")
        self.assertEqual(done.returncode, FAILED)
        self.assertRegex(done.stdout, r"rare mean +0\.000154321 +\S+ +0 +- +unknown: the runs do not differ\n")
        self.assertRegex(done.stdout, r"rare share +0\.000154309 +0 +0\.0039 +\+0\.00 +ok\n")
        self.assertIn("2 of 3 expectations met within 4.5 standard errors, 1 unknown; 10 runs each", done.stdout)
        result = json.loads(run("verify", path, "-n", "10", "--json").stdout)
        self.assertEqual((result["passed"], result["failed"], result["unknown"]), (2, 0, 1))
        first = result["files"][0]["expects"][0]
        self.assertEqual((first["z"], first["ok"], first["verdict"], first["runs_made"]), (None, False, "unknown", 10))

    def test_what_was_not_run_is_not_shown_as_measured(self):
        status, output, _ = support.interrupt("verify", RUIN, self.scenario([self.RARE]), "-n", "100000000", "-j", "1")
        self.assertEqual(status, INTERRUPTED)
        rows = [line for line in output.splitlines() if re.match("  [a-zA-Z]", line)][1:]
        self.assertRegex(rows[0], r"unknown: interrupted after [1-9][\d,]*( runs)?$")
        for row in rows:
            self.assertNotRegex(row, r"\+0\.00| ok$")
        self.assertRegex(rows[-1], r" - +- +- +not run$")
        self.assertIn("PARTIAL: 0 of 11 expectations met within 4.5 standard errors, 11 unknown; interrupted before 100,000,000 runs of each",
                      " ".join(output.split()))

    def test_each_file_is_told_as_it_ends(self):
        fast = self.scenario([self.RARE, ("horizon: 1y", "horizon: 2d")])
        with subprocess.Popen([support.PROGRAM, "verify", fast, RUIN, "-n", "100000", "-j", "1"], stdout=subprocess.PIPE, text=True) as process:
            self.assertIn("mine.yaml", process.stdout.readline())
            process.terminate()  # before the second has ended, or the status would be another
            output = process.communicate(timeout=support.PATIENCE)[0]
        self.assertEqual(process.returncode, INTERRUPTED)
        self.assertIn("PARTIAL", output)

    def test_a_file_without_expectations_or_with_faults_is_wrong_input(self):
        self.wrong("verify", FIRST, says="nothing to verify")
        self.wrong("verify", RUIN, self.folder / "none.yaml", says="none.yaml")


if __name__ == "__main__":
    support.main()
