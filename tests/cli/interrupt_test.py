"""Ctrl-C in the middle of one long run: the command ends there, says so, and prints no part of a run."""
import contextlib
import os
import signal
import subprocess

import support
from support import FLAGSHIP, INTERRUPTED, run

# Letters a minute from both sides to a desk that works one minute a week: one run takes seconds.
SLOW = """\
firebreak: 1
id: slow
clock: {start: 2026-01-05, horizon: 1y}
ladder: [{id: calm}, {id: crisis}, {id: war}]
endings: {crisis: crisis, war: war}
causes: {accident: {hostility: 0}}
channels:
  post: {link: 1m, staffed: {hours: "00:00-00:01", days: [mon]}}
moves:
  write: {sends: warning, via: post}
actors:
  north: &side
    review: 1m
    doctrine: [{do: write}]
  south: {<<: *side}
"""


def processor_seconds(process):
    """What the process has used so far; None if it has ended."""
    try:
        with open(f"/proc/{process.pid}/stat", encoding="utf-8") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Interrupt(support.CommandLineTest):
    def setUp(self):
        super().setUp()
        self.slow = self.folder / "slow.yaml"
        self.slow.write_text(SLOW, encoding="utf-8")

    def interrupted(self, *arguments, by=signal.SIGINT):
        """Interrupts the program when it has computed for a while."""
        with subprocess.Popen([support.PROGRAM, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            while (used := processor_seconds(process)) is not None and used < 0.3:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=0.02)
            process.send_signal(by)
            out, said = process.communicate(timeout=support.PATIENCE)
        self.assertEqual(process.returncode, INTERRUPTED, said)
        return out, said

    def test_a_single_run_is_given_up(self):
        for arguments in (["explain", self.slow], ["causes", self.slow, "--replicate", "0"],
                          ["replay", self.slow, "--expect-digest", "0123456789abcdef"], ["explain", self.slow, "--find", "war"]):
            out, said = self.interrupted(*arguments)
            self.assertEqual(out, "")
            self.assertEqual(said, f"firebreak {arguments[0]}: interrupted before there was a result\n")

    def test_sigterm_does_the_same(self):
        out, said = self.interrupted("explain", self.slow, by=signal.SIGTERM)
        self.assertEqual((out, said), ("", "firebreak explain: interrupted before there was a result\n"))

    def test_of_many_runs_the_one_under_way_does_not_count(self):
        out, _ = self.interrupted("run", self.slow, "-n", "1000", "-j", "1", "--json")
        self.assertIn('"partial":true', out)
        self.assertIn('"runs":0,', out)

    def test_check_says_what_it_did_not_look_at(self):
        out, said = self.interrupted("check", self.slow, FLAGSHIP)
        self.assertEqual(out, "")
        self.assertIn(f"firebreak check: interrupted; no vital signs for {self.slow}; 1 file not checked\n", said)

    def test_bench_says_how_far_it_came(self):
        out, said = self.interrupted("bench", self.slow, "--rounds", "1")
        self.assertEqual(out, "")
        self.assertEqual(said, "firebreak bench: interrupted before there was a result\n")


class Limits(support.CommandLineTest):
    def test_check_tells_of_runs_that_hold_too_many_pending_events_or_nearly(self):
        letters = SLOW.replace("link: 1m, staffed: {hours: \"00:00-00:01\", days: [mon]}", "link: 200d")
        path = self.folder / "letters.yaml"
        path.write_text(letters, encoding="utf-8")
        said = run("check", "-n", "1", path).stderr
        self.assertIn("1 of 1 trial run did not end before the limit of 200,000 pending events: more is scheduled than comes about", said)
        # Less than that, if letters are not answered.
        few = letters.replace("200d", "40d").replace("{do: write}", "{when: {trigger: review}, do: write}, {do: hold}")
        path.write_text(few, encoding="utf-8")
        said = run("check", "-n", "1", path).stderr
        self.assertIn("a trial run holds 115,208 pending events; one with more than 200,000 is stopped", said)
        self.assertIn("the limit of 1,000,000 events: something repeats without end", said)

    def test_the_answer_says_which_limit(self):
        path = self.folder / "letters.yaml"
        path.write_text(SLOW.replace("link: 1m, staffed: {hours: \"00:00-00:01\", days: [mon]}", "link: 200d"), encoding="utf-8")
        answer = self.ok("run", "-n", "1", path)
        self.assertIn("1 run was stopped by the limit of 200,000 pending events and counted as it stood then.", answer.stdout.replace("\n", " "))
        self.assertEqual(self.json_of("run", "-n", "1", "--json", path)["arms"][0]["counts"]["stopped_by"],
                         {"events": 0, "pending": 1, "lookups": 0})


if __name__ == "__main__":
    support.main()
