"""`firebreak check` and `firebreak show`."""
import json
import os
import re
import subprocess
import threading

import support
from support import FIRST, FLAGSHIP, WRONG_INPUT, run


# The sections of the first scenario that have numbers.
GRADED = ["clock.*", "ladder.*", "endings.*", "causes.*", "incidents.*", "evidence.*", "messages.*", "channels.*", "moves.*", "actors.*", "measures.*"]


class Check(support.CommandLineTest):
    def test_what_cannot_be_read_is_not_called_empty(self):
        folder = os.open("/", os.O_RDONLY)
        done = subprocess.run([support.PROGRAM, "check", "-"], stdin=folder, capture_output=True, text=True, check=False, timeout=60)
        os.close(folder)
        self.assertEqual(done.returncode, WRONG_INPUT)
        self.assertIn("<stdin>: cannot read this file: Is a directory", done.stderr)
        self.wrong("check", "/proc/self/mem", says="/proc/self/mem: cannot read this file: Input/output error")

    def test_a_scenario_may_come_through_a_pipe(self):
        for command in (["check"], ["show"], ["explain"], ["run", "-n", "5"], ["report", "-n", "5", "--settings", "0", "-o", self.folder / "page.html"]):
            with self.subTest(command[0]):
                pipe = self.folder / f"{command[0]}.fifo"
                os.mkfifo(pipe)
                writer = threading.Thread(target=lambda path=pipe: path.write_bytes(FIRST.read_bytes()))
                writer.start()
                self.ok(command[0], pipe, *command[1:], timeout=120)
                writer.join()

    def test_all_faults_of_all_files_are_reported_with_their_places(self):
        one = self.scenario([("horizon: 1y", "horizn: 1y"), ("hostility: 1", "hostility: 14")], "one.yaml")
        two = self.scenario([("review: 14d", "reviwe: 14d")], "two.yaml")
        done = run("check", one, two, FIRST)
        self.assertEqual(done.returncode, WRONG_INPUT)
        lines = done.stderr.splitlines()
        for text in ["did you mean 'horizon'?", "14 is outside 0..1", "did you mean 'review'?"]:
            self.assertTrue(any(text in line for line in lines), text)
        self.assertTrue(any(line.startswith(f"{one}:14:25: ") for line in lines), done.stderr)
        self.assertIn(f"{FIRST}: ok", done.stdout)
        self.assertNotIn("one.yaml", done.stdout)

    def test_a_good_file_is_ok(self):
        done = self.ok("check", FLAGSHIP)
        self.assertIn(": ok", done.stdout)
        self.assertIn("trial runs", done.stdout)

    def test_a_missing_file_does_not_keep_the_others_from_being_checked(self):
        done = run("check", self.folder / "none.yaml", FIRST)
        self.assertEqual(done.returncode, WRONG_INPUT)
        self.assertIn("none.yaml", done.stderr)
        self.assertIn("first.yaml: ok", done.stdout)

    def test_strict_counts_warnings_as_errors(self):
        structural = "".join(f"  {section}: {{grade: structural}}\n" for section in GRADED)
        path = self.scenario([("  accuse: {raise_to: protest}", "  accuse: {raise_to: protest}\n  parade: {to: protest}"),
                              ("  actors.*.posture.misread:", structural + "  actors.*.posture.misread:")])
        self.assertEqual(run("check", path).returncode, 0)
        self.assertEqual(run("check", "--strict", path).returncode, WRONG_INPUT)
        self.assertEqual(run("check", "--strict", "--no-vital-signs", path).returncode, 0)

    def test_strict_names_the_assumed_numbers_without_a_range_by_section(self):
        path = self.scenario([("  channels.phone.credibility:", "  channels.phone: {grade: assumed}\n  channels.phone.credibility:")])
        self.assertNotIn("range", self.ok("check", path).stderr)
        done = run("check", "--strict", "--no-vital-signs", path)
        self.assertEqual(done.returncode, WRONG_INPUT)
        lines = done.stderr.splitlines()
        self.assertEqual(len(lines), 2, done.stderr)
        # Of the telephone's numbers the switch has no range and the credibility has one.
        self.assertRegex(lines[0], r": warning: provenance\.channels\.phone: \d+ assumed numbers have no range: ")
        parts = dict(re.findall(r"([\w.]+) \((\d+)\)", lines[0]))
        self.assertEqual(parts["deliver"], "1")
        self.assertNotIn("up", parts)
        self.assertNotIn("credibility", parts)
        self.assertIn(f" {sum(map(int, parts.values()))} assumed numbers", lines[0])
        self.assertRegex(lines[1], r": warning: provenance: \d+ numbers have neither a grade nor a range: clock \(1\), ")
        self.assertNotIn("channels", lines[1])
        found = json.loads(run("check", "--strict", "--json", "--no-vital-signs", path).stdout)
        self.assertEqual(found["warnings"], 2)
        self.assertEqual([each["path"] for each in found["files"][0]["diagnostics"]], ["provenance.channels.phone", "provenance"])

    def test_json_lists_what_the_text_says(self):
        bad = self.scenario([("horizon: 1y", "horizn: 1y")], "bad.yaml")
        done = run("check", "--json", bad, FLAGSHIP)
        self.assertEqual(done.returncode, WRONG_INPUT)
        result = json.loads(done.stdout)
        first, second = result["files"]
        self.assertEqual((first["ok"], second["ok"]), (False, True))
        self.assertGreaterEqual(first["errors"], 1)
        fault = first["diagnostics"][0]
        self.assertEqual((fault["severity"], fault["file"], fault["line"] > 0, fault["column"] > 0), ("error", str(bad), True, True))
        self.assertEqual(second["trial_runs"], 2000)
        self.assertEqual(result["errors"], first["errors"])

    def test_the_signs_are_the_same_every_time(self):
        self.assertEqual(self.ok("check", FLAGSHIP).stderr, self.ok("check", FLAGSHIP).stderr)


class VitalSigns(support.CommandLineTest):
    def signs(self, changes=(), base=FIRST):
        path = self.scenario(changes, base=base)
        result = json.loads(self.ok("check", "--json", path).stdout)
        return {sign["path"]: sign["message"] for sign in result["files"][0]["vital_signs"]}

    def test_a_rung_that_nobody_reaches(self):
        self.assertIn("ladder.war", self.signs())

    def test_a_move_that_nobody_chooses(self):
        signs = self.signs([("  accuse: {raise_to: protest}", "  accuse: {raise_to: protest}\n  parade: {to: protest}")])
        self.assertIn("moves.parade", signs)
        self.assertNotIn("moves.accuse", signs)

    def test_a_rule_that_is_never_acted_on(self):
        signs = self.signs([('      - {when: {threat: ">= 1"}', '      - {when: {threat: ">= 1000"}, do: accuse}\n      - {when: {threat: ">= 1"}')])
        self.assertIn("actors.north.doctrine.4", signs)

    def test_a_measure_that_changes_nothing(self):
        self.assertIn("changes nothing", self.signs([("set: {channels.phone.up: yes}", "set: {channels.phone.loss: 0.5}")])["measures.phone"])
        self.assertNotIn("measures.phone", self.signs())

    def test_an_incident_that_never_happens_and_evidence_that_never_reports(self):
        signs = self.signs([("cut-south: {target: south, cause: accident, every: {exponential: 90d}",
                             "cut-south: {target: south, cause: accident, every: 119y")])
        self.assertIn("incidents.cut-south", signs)
        self.assertIn("evidence.divers", self.signs([("divers: {every: 4d", "divers: {every: 100000y")]))

    def test_a_channel_that_carries_nothing(self):
        self.assertIn("channels.phone", self.signs([("set: {channels.phone.up: yes}", "set: {channels.phone.loss: 0.5}")]))

    def test_outcomes_that_never_vary_and_a_side_that_never_decides(self):
        signs = self.signs([("every: {exponential: 90d}", "every: 119y"), ("    review: 14d\n", "")])
        self.assertIn("never varies", signs["endings"])
        self.assertIn("actors.north", signs)

    def test_runs_that_do_not_end(self):
        signs = self.signs([("review: 14d", "review: 1ms"), ("deliberation: {lognormal: {median: 3d, sigma: 0.5}}", "deliberation: 0")])
        self.assertIn("did not end", signs["clock.horizon"])

    def test_misreadings_that_are_uneven_at_the_end_of_the_ladder(self):
        self.assertIn("actors.north.posture.skew", self.signs([("posture: {misread: 0.1, delay: 2h}", "posture: {misread: 0.9, delay: 2h}")]))


class Show(support.CommandLineTest):
    def test_every_section_of_the_flagship_is_shown(self):
        text = self.ok("show", FLAGSHIP).stdout
        for part in ["Ladder", "firebreak: Use of cyber force", "crisis", "Actor Washington", "Actor Moscow", "Doctrine; the first rule", "Incidents",
                     "Evidence", "Channels", "Messages", "Moves", "Measures", "[a]", "schmidt-2011", "misreads a move with probability"]:
            self.assertIn(part, text)
        self.assertLessEqual(max(map(len, text.splitlines())), 150)

    def test_settings_show(self):
        self.assertIn("0.37", self.ok("show", FIRST, "--set", "channels.phone.credibility=0.37").stdout)

    def test_settings_that_no_file_could_hold_are_refused_by_name(self):
        zero = "actors.*.attribution.prior.*=0"
        self.wrong("show", FIRST, "--set", zero, says=f"firebreak: --set {zero}: actors.north.attribution.prior: at least one weight must be above 0")
        one, other = "actors.north.attribution.prior.accident=0.9", "actors.north.attribution.prior.sabotage=0.1"
        self.wrong("run", FIRST, "--set", "clock.horizon=20d", "--set", one, says=f"--set {one}: actors.north.attribution.prior: the probabilities sum to ")
        self.ok("show", FIRST, "--set", one, "--set", other)

    def test_resolved_settings_are_a_scenario_with_the_same_run(self):
        settings = ["--set", "actors.*.doctrine.2.do.*=0.3", "--set", "actors.*.posture.misread=0.30000000000000004", "--set", "clock.horizon=100.1d"]
        resolved = self.folder / "resolved.yaml"
        resolved.write_text(self.ok("show", "--resolved", FIRST, *settings).stdout, encoding="utf-8")
        set_so = json.loads(self.ok("explain", FIRST, "--json", *settings).stdout.splitlines()[-1])
        written = json.loads(self.ok("explain", resolved, "--json").stdout.splitlines()[-1])
        self.assertEqual(written, set_so)

    def test_resolved_is_a_scenario_with_the_same_runs(self):
        resolved = self.folder / "resolved.yaml"
        resolved.write_text(self.ok("show", "--resolved", FLAGSHIP).stdout, encoding="utf-8")
        before = self.json_of("run", FLAGSHIP, "-n", "50", "--json")["arms"]
        after = self.json_of("run", resolved, "-n", "50", "--json")["arms"]
        self.assertEqual(before, after)

    def test_rules_have_the_numbers_that_a_run_gives_them(self):
        text = self.ok("show", FLAGSHIP).stdout
        shown = {}
        for side, orders in re.findall(r"^Actor [^\n]* \((\w+)\)\n.*?Doctrine; the first rule[^\n]*\n((?:  [^\n]*\n)+)", text, re.MULTILINE | re.DOTALL):
            rules = re.split(r"^  (\d+)\. ", orders, flags=re.MULTILINE)[1:]
            shown[side] = {int(number): " ".join(words.split()) for number, words in zip(rules[::2], rules[1::2])}
        self.assertEqual([min(rules) for rules in shown.values()], [1, 1])
        told = set()
        story = " ".join(self.ok("explain", FLAGSHIP, "--replicate", "78").stdout.split())
        for side, number, when in re.findall(r"(WASHINGTON|MOSCOW) DECIDED [^(]*\(rule (\d+), (?:when )?(.*?)(?:; chance|\))", story):
            told.add((side, number))
            when = when.replace("which always applies", "in any case")
            self.assertIn(when.lower(), shown[side.lower()][int(number)].lower())
        self.assertGreater(len(told), 5)

    def test_every_shipped_scenario_can_be_shown(self):
        for path in sorted((support.ROOT / "scenarios").glob("*/*.yaml")):
            with self.subTest(path.name):
                self.assertIn("Ladder", self.ok("show", path).stdout)


if __name__ == "__main__":
    support.main()
