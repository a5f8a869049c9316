"""`firebreak causes`, and what `explain` and `compare` make of its findings."""
import csv
import json
import re

import support
from support import FIRST, FLAGSHIP, INTERRUPTED, run


class Causes(support.CommandLineTest):
    def causes(self, *options, scenario=FLAGSHIP, runs="600"):
        return self.json_of("causes", scenario, "-n", runs, "--json", *options)

    def test_the_numbers_are_those_of_run(self):
        found = self.causes()
        arm = self.json_of("run", FLAGSHIP, "-n", "600", "--json", "--measures", "none")["arms"][0]
        for key in ("crisis", "inadvertent", "averted"):
            self.assertEqual(found[key], arm[key])
        self.assertEqual(found["inadvertent"]["count"] + found["deliberate"]["count"], found["crisis"]["count"])
        self.assertEqual(len(found["crises"]), found["crisis"]["count"])
        sets = found["smallest_sets"]
        self.assertEqual(sets["one"] + sets["two"] + sets["three"] + sets["none"], found["crisis"]["count"])
        self.assertGreater(sets["one"], 0)

    def test_each_change_is_reproduced_by_compare(self):
        found = self.causes()
        options = {
            "measure": lambda c: ["--measures", c["measure"]],
            "rule": lambda c: ["--measures", "none", "--without", c["rule"]],
            "perception": lambda c: ["--measures", "none"] + [
                word for actor in ([c["actor"]] if c["actor"] else ["washington", "moscow"])
                for word in ("--clean", actor + (":" + c["perception"] if c["perception"] else ""))],
        }
        chosen = [change for change in found["changes"] if change["paired"]["avoided"] + change["paired"]["caused"] > 0]
        self.assertGreater(len(chosen), 20)
        for change in chosen[::3]:
            with self.subTest(change["words"]):
                compared = self.json_of("compare", FLAGSHIP, "-n", "600", "--json", "--against", "none", *options[change["kind"]](change))
                self.assertEqual(compared["paired"], change["paired"])

    def test_a_pivotal_event_put_right_averts_the_crisis_and_another_does_not(self):
        crisis = next(c for c in self.causes()["crises"] if c["last_chance"] is not None)
        replicate = str(crisis["replicate"])
        one = self.json_of("causes", FLAGSHIP, "--replicate", replicate, "--json")
        self.assertEqual(one["last_chance"], crisis["last_chance"])
        text = self.ok("explain", FLAGSHIP, "--replicate", replicate, "--but-for", str(crisis["last_chance"])).stdout
        self.assertRegex(text, r"The run: a crisis on .*\. The twin: no crisis\.")
        other = next(f["event"] for f in one["flaws"] if not f["pivotal"] and f["kind"] != "escalation")
        text = self.ok("explain", FLAGSHIP, "--replicate", replicate, "--but-for", str(other)).stdout
        self.assertRegex(text, r"The run: a crisis on .*\. The twin: a crisis on")
        decision = one["last_decision_chance"]
        text = self.ok("explain", FLAGSHIP, "--replicate", replicate, "--but-for", f"{decision}:hold").stdout
        self.assertIn("The twin: no crisis.", text)

    def test_the_smallest_set_averts_the_crisis_together_only(self):
        crises = self.causes(runs="2000")["crises"]
        crisis = next(c for c in crises if len(c["smallest_set"]) == 2)
        own = {flaw["event"] for flaw in self.json_of("causes", FLAGSHIP, "--replicate", crisis["replicate"], "--json")["flaws"]}
        events = [flaw["event"] for flaw in crisis["smallest_set"]]
        self.assertIn(events[0], own)
        text = self.ok("causes", FLAGSHIP, "--replicate", crisis["replicate"]).stdout
        self.assertIn("It takes two corrections: ", text)

    def test_a_twin_is_written_as_a_trace_and_made_again(self):
        crisis = next(c for c in self.causes()["crises"] if c["last_chance"] is not None)
        lines = self.ok("explain", FLAGSHIP, "--replicate", crisis["replicate"], "--but-for", crisis["last_chance"], "--json").stdout
        header = json.loads(lines.splitlines()[0])
        self.assertEqual(len(header["script"]["corrections"]), 1)
        self.assertFalse(json.loads(lines.splitlines()[-1])["crisis"])
        trace = self.folder / "twin.jsonl"
        trace.write_text(lines, encoding="utf-8")
        self.ok("replay", trace, "--scenario", FLAGSHIP)
        trace.write_text(lines.replace(header["script"]["corrections"][0]["kind"], "wish", 1), encoding="utf-8")
        self.wrong("replay", trace, "--scenario", FLAGSHIP, says="unknown kind of correction 'wish'")

    def test_why_crisis_walks_from_the_crisis_to_the_start_and_marks_what_it_hinged_on(self):
        crisis = next(c for c in self.causes()["crises"] if c["last_decision_chance"] is not None)
        arguments = ("explain", FLAGSHIP, "--replicate", crisis["replicate"], "--why", "crisis")
        lines = self.ok(*arguments).stdout.splitlines()
        self.assertIn("This is a crisis.", lines[0])
        self.assertTrue(lines[-1].startswith("#0 "))
        marked = [int(re.match(r"#(\d+)", line)[1]) for line in lines if "[TURNING POINT: had the side held instead" in line]
        self.assertIn(crisis["last_decision_chance"], marked)
        chain = [json.loads(line) for line in self.ok(*arguments, "--json").stdout.splitlines()]
        self.assertEqual([f"#{line['id']}" for line in chain], [line.split()[0] for line in lines])
        for child, parent in zip(chain, chain[1:]):
            self.assertEqual(child["parent"], parent["id"])
        self.wrong(*arguments, "--pov", "moscow", says="--why crisis needs --pov truth")
        calm = next(k for k in range(100) if k not in {c["replicate"] for c in self.causes()["crises"]})
        self.wrong("explain", FLAGSHIP, "--replicate", calm, "--why", "crisis", says="there is no event crisis")

    def test_a_side_is_not_told_what_hinged_on_it(self):
        crisis = next(c for c in self.causes()["crises"] if c["last_chance"] is not None)
        text = self.ok("explain", FLAGSHIP, "--replicate", crisis["replicate"], "--pov", "washington", "--why", "9").stdout
        self.assertNotIn("TURNING POINT", text)
        self.wrong("explain", FLAGSHIP, "--replicate", crisis["replicate"], "--pov", "washington", "--but-for", crisis["last_chance"],
                   says="--but-for needs --pov truth")

    def test_the_text_says_first_what_matters_and_how_to_go_on(self):
        text = self.ok("causes", FLAGSHIP, "-n", "600").stdout
        head = text[:2000]
        for words in ("reach a crisis", "inadvertent", "correcting a single mistake", "Best single correction:", "Best single measure:"):
            self.assertIn(words, head)
        self.assertIn("Model output, not a forecast", text)
        self.assertIn("firebreak explain", text)
        again = next(line for line in text.splitlines() if line.startswith("Again: "))
        self.assertEqual(run(*again.split()[2:]).stdout, text)

    def test_rows_can_be_replayed(self):
        table = self.folder / "crises.csv"
        found = self.causes("--csv", table)
        with open(table, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([int(row["rep"]) for row in rows], [c["replicate"] for c in found["crises"]])
        row = rows[0]
        end = json.loads(self.ok("explain", FLAGSHIP, "--replicate", row["rep"], "--json").stdout.splitlines()[-1])
        self.assertEqual(end["crisis_t"], int(row["crisis_time_ms"]))

    def test_no_cell_is_a_formula(self):
        evil = '=IF(1,HYPERLINK("http://198.51.100.1/","open"),"x")'
        scenario = self.scenario([("name: North", f"name: '{evil}'"), ("name: South", "name: '@SUM(A1)'"), ("  accident: {hostility", "  accident: {name: '+1', hostility")])
        rows = list(csv.reader(self.ok("causes", scenario, "-n", "300", "--csv", "-").stdout.splitlines()))
        self.assertGreater(len(rows), 3)
        self.assertTrue(any(cell.startswith(("'=IF", "'@SUM")) for row in rows for cell in row))
        for row in rows:
            for cell in row:
                self.assertFalse(cell.startswith(("=", "+", "@")) or (cell.startswith("-") and not cell[1:2].isdigit()), cell)

    def test_the_same_for_any_number_of_threads(self):
        one, three = (self.causes("-j", jobs, runs="300") for jobs in ("1", "3"))
        del one["seconds"], three["seconds"]
        self.assertEqual(one, three)

    def test_measures_and_settings_are_those_of_the_runs(self):
        found = self.causes("--measures", "hotline", "--set", "actors.*.posture.misread=0")
        self.assertEqual(found["measures"], ["hotline"])
        self.assertNotIn("hotline", [c.get("measure") for c in found["changes"]])
        self.assertFalse(any(group["kind"] == "misreading" for group in found["groups"]))
        text = self.ok("causes", FLAGSHIP, "-n", "50", "--measures", "hotline").stdout
        self.assertIn("--measures hotline", text)

    def test_wrong_input(self):
        self.wrong("causes", FLAGSHIP, "--measures", "hotlin", says="did you mean 'hotline'?")
        self.wrong("causes", FLAGSHIP, "--json", "--csv", "-", says="only one of --json and --csv -")
        self.wrong("causes", FLAGSHIP, "--replicate", "3", "--csv", "x.csv", says="--csv is for many runs")
        self.wrong("explain", FLAGSHIP, "--but-for", "0", says="there is nothing to correct at '0'")
        self.wrong("explain", FLAGSHIP, "--but-for", "x,1:hop", says=["at 'x'", "at '1:hop'"])
        self.wrong("explain", FLAGSHIP, "--without", "moscow.99", says="moscow.1 to moscow.14; found 'moscow.99'")
        self.wrong("compare", FLAGSHIP, "--measures", "none", "--clean", "moscow:colour", says="found 'moscow:colour'")
        self.wrong("compare", FLAGSHIP, "--measures", "none", says="both sets are the same")

    def test_interrupted_it_prints_what_is_done(self):
        status, out, _ = support.interrupt("causes", FLAGSHIP, "-n", "10000000", "--json", "-j", "1")
        self.assertEqual(status, INTERRUPTED)
        found = json.loads(out)
        self.assertTrue(found["partial"])
        self.assertGreater(found["runs"], 0)

    def test_a_scenario_without_crises_says_so(self):
        calm = self.scenario([("threat: \">= 2.5\"", "threat: \">= 250\""), ("threat: \">= 1\"", "threat: \">= 100\"")])
        text = self.ok("causes", calm, "-n", "100").stdout
        self.assertIn("0 of 100 runs", text)
        self.assertEqual(self.json_of("causes", calm, "-n", "100", "--json")["crises"], [])
        self.assertEqual(self.ok("causes", FIRST, "--replicate", "0").returncode, 0)


if __name__ == "__main__":
    support.main()
