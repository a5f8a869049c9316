"""Terminals, signals and streams: colour, progress, Ctrl-C, closed and broken standard streams, hostile scenarios."""
import fcntl
import json
import os
import pty
import re
import resource
import signal
import struct
import subprocess
import termios

import support
from support import DONE, FAILED, FIRST, FLAGSHIP, INTERRUPTED

LONG = ["-n", "1000000000"]


def on_terminal(*arguments, columns=100, environment=None):
    """Runs the program with all streams on a terminal; what it printed and its exit status."""
    primary, secondary = pty.openpty()
    fcntl.ioctl(secondary, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    env = {**os.environ, "TERM": "xterm", **(environment or {})}
    if environment is None:
        env.pop("NO_COLOR", None)
    with subprocess.Popen([support.PROGRAM, *map(str, arguments)], stdin=secondary, stdout=secondary, stderr=secondary, env=env) as process:
        os.close(secondary)
        output = b""
        while True:
            try:
                part = os.read(primary, 65536)
            except OSError:
                break
            if not part:
                break
            output += part
        status = process.wait(timeout=support.PATIENCE)
    os.close(primary)
    return output.decode(), status


class Terminal(support.CommandLineTest):
    def test_colour_only_on_a_terminal_and_not_under_no_color(self):
        self.assertIn("\033[", on_terminal("run", FIRST, "-n", "20")[0])
        self.assertNotIn("\033[", on_terminal("run", FIRST, "-n", "20", environment={"NO_COLOR": "1"})[0])
        self.assertNotIn("\033[", on_terminal("run", FIRST, "-n", "20", environment={"TERM": "dumb"})[0])
        self.assertNotIn("\033", support.run("run", FIRST, "-n", "20").stdout)

    # Commands stay in one line, so that they can be copied.
    COMMAND = ("Again: ", "Look into one: ", "One of them: ", "Its story: ", "With one event corrected: ", "  firebreak ")

    def test_everything_fits_the_terminal(self):
        for columns in (60, 80, 130):
            for words in (["run", FLAGSHIP, "-n", "200"], ["compare", FLAGSHIP, "-n", "200"], ["causes", FLAGSHIP, "-n", "100"],
                          ["causes", FLAGSHIP, "--replicate", "13"], ["paths", FLAGSHIP, "-n", "200"], ["verify", support.RUIN, "-n", "100"],
                          ["bench", "--rounds", "1"], ["show", FLAGSHIP], ["explain", FLAGSHIP], *[[*name.split(), "--help"] for name in support.commands()], ["--help"]):
                if words[0] == "bench" and columns != 80:
                    continue  # it takes long
                with self.subTest(f"{words[0]} {columns}"):
                    text = on_terminal(*words, columns=columns, environment={"NO_COLOR": "1", "TERM": "dumb"})[0]
                    for line in text.splitlines():
                        if not line.startswith(self.COMMAND):
                            self.assertLessEqual(len(line), columns, line)

    def test_no_number_is_lost_on_a_narrow_terminal(self):
        for words in (["run", FLAGSHIP, "-n", "200", "--quiet"], ["causes", FLAGSHIP, "-n", "100"], ["paths", FLAGSHIP, "-n", "200"]):
            def numbers(columns, words=tuple(words)):
                text = on_terminal(*words, columns=columns, environment={"NO_COLOR": "1", "TERM": "dumb"})[0]
                return set(re.findall(r"[-+]?\d[\d,.]*\d|\d", text))
            wide = numbers(130)
            self.assertEqual(wide - numbers(80), set())
            self.assertEqual(wide - numbers(60), set())

    def test_progress_shows_on_a_terminal_for_long_work_only(self):
        self.assertNotIn("\r\033[K", on_terminal("run", FIRST, "-n", "20")[0])
        self.assertEqual(support.interrupt("run", FLAGSHIP, *LONG, sign="\r\x1b\\[K.*" + support.PROGRESS)[0], INTERRUPTED)
        self.assertNotIn("\r\033[K", on_terminal("run", FLAGSHIP, "-n", "5000", "-j", "1", "--quiet")[0])

    def test_a_dumb_terminal_gets_no_escapes(self):
        text = on_terminal("run", FLAGSHIP, "-n", "5000", "-j", "1", environment={"TERM": "dumb"})[0]
        self.assertNotIn("\033", text)
        self.assertNotRegex(text, r"\r(?!\n)")

    def test_there_is_no_progress_without_a_terminal(self):
        self.assertEqual(support.run("run", FLAGSHIP, "-n", "3000").stderr, "")


class Interrupts(support.CommandLineTest):
    def test_ctrl_c_prints_what_was_finished_and_says_that_it_is_partial(self):
        status, output, _ = support.interrupt("run", FLAGSHIP, *LONG)
        self.assertEqual(status, INTERRUPTED)
        self.assertIn("PARTIAL: interrupted after ", output)
        self.assertIn("With no measures", output)

    def test_partial_json_is_whole_json_and_equals_a_run_of_that_length(self):
        status, output, _ = support.interrupt("run", FIRST, *LONG, "--json", signal_number=signal.SIGTERM)
        self.assertEqual(status, INTERRUPTED)
        partial = json.loads(output)
        self.assertIs(partial["partial"], True)
        self.assertEqual(partial["runs_asked"], 1000000000)
        self.assertGreater(partial["runs"], 0)
        again = self.json_of("run", FIRST, "-n", partial["runs"], "--json")
        self.assertEqual(again["arms"], partial["arms"])

    def test_compare_and_verify_can_be_interrupted(self):
        status, output, _ = support.interrupt("compare", FIRST, *LONG, "--json")
        self.assertEqual((status, json.loads(output)["partial"]), (INTERRUPTED, True))
        status, output, _ = support.interrupt("verify", support.RUIN, *LONG)
        self.assertEqual(status, INTERRUPTED)
        self.assertIn("PARTIAL", output)

    def test_a_search_and_a_check_can_be_interrupted(self):
        status, _, _ = support.interrupt("explain", FIRST, "--find", "war", "--limit", "1000000000000")
        self.assertEqual(status, INTERRUPTED)
        with subprocess.Popen([support.PROGRAM, "check", *[FLAGSHIP] * 500], stdout=subprocess.PIPE, text=True) as process:
            self.assertIn("ok", process.stdout.readline())
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=support.PATIENCE)
        self.assertEqual(process.returncode, INTERRUPTED)


class Scarcity(support.CommandLineTest):
    """What becomes of a run to which the system gives too little."""

    def limited(self, megabytes, *arguments):
        return subprocess.run([support.PROGRAM, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=support.PATIENCE,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20)))

    def test_with_fewer_threads_than_asked_for_the_result_is_the_same(self):
        done = self.limited(400, "run", FIRST, "-n", "500", "-j", "1000")
        self.assertEqual((done.returncode, done.stderr), (DONE, ""))
        self.assertEqual(done.stdout, self.ok("run", FIRST, "-n", "500", "-j", "1").stdout)

    def test_out_of_memory_is_said_with_the_way_out(self):
        done = self.limited(60, "paths", FLAGSHIP, "-n", "1000000", "-j", "4", "--by", "decider,belief,under-way")
        self.assertEqual((done.returncode, done.stdout), (FAILED, ""))
        self.assertIn("firebreak: out of memory; one thread (-j 1) and fewer runs (-n) need less", done.stderr)

    def test_a_page_about_a_long_run_needs_no_more_than_what_it_shows(self):
        # Two sides that answer each other once a second: 170,000 records, which take more than 150 MB if all are kept.
        path = self.folder / "echoes.yaml"
        path.write_text("""
firebreak: 1
id: echoes
title: Echoes
clock: {start: 2026-01-01, horizon: 12h}
ladder: [{id: calm}, {id: crisis}, {id: war}]
endings: {crisis: crisis, war: war}
causes: {accident: {hostility: 0}, sabotage: {hostility: 1}}
incidents: {call: {target: north, cause: accident, at: 0}}
channels: {phone: {link: 1s}}
moves: {answer: {sends: warning, via: phone}}
actors:
  north: &side
    name: North
    doctrine: [{do: answer}]
  south: {<<: *side, name: South}
""", encoding="utf-8")
        done = self.limited(100, "report", path, "-n", "1", "-j", "1", "--quiet", "-o", "-")
        self.assertEqual((done.returncode, done.stderr), (DONE, ""))
        self.assertIn("The beginning is left out here; the command above tells it.", done.stdout)
        self.assertIn("The run ends at its horizon.", done.stdout)


class Streams(support.CommandLineTest):
    def shell(self, line):
        return subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, timeout=support.PATIENCE, check=False,
                              env={**os.environ, "F": support.PROGRAM, "S": str(FIRST), "D": str(self.folder)})

    def test_a_reader_that_goes_away_is_no_matter_for_complaint(self):
        done = self.shell('"$F" explain "$S" --json | head -n 1')
        self.assertEqual((done.returncode, done.stderr), (DONE, ""))
        self.assertEqual(len(done.stdout.splitlines()), 1)

    def test_a_broken_pipe_with_the_signal_ignored_is_quiet_too(self):
        done = self.shell('trap "" PIPE; { "$F" explain "$S" --json; echo "status $?" >&2; } | head -n 1')
        self.assertEqual(done.stderr, f"status {FAILED}\n")

    def test_a_closed_standard_output_is_an_error_and_does_not_spoil_files(self):
        done = self.shell('"$F" run "$S" -n 20 --csv "$D/table.csv" >&-')
        self.assertEqual(done.returncode, FAILED)
        self.assertIn("standard output", done.stderr)
        self.assertTrue((self.folder / "table.csv").read_text(encoding="utf-8").startswith("scenario,"))
        self.assertNotIn("With no measures", (self.folder / "table.csv").read_text(encoding="utf-8"))

    def test_a_full_disk_is_an_error(self):
        done = self.shell('"$F" run "$S" -n 20 > /dev/full')
        self.assertEqual(done.returncode, FAILED)
        self.assertIn("No space left", done.stderr)

    def test_closed_input_and_errors_do_no_harm(self):
        self.assertEqual(self.shell('"$F" run "$S" -n 20 <&- 2>&-').returncode, DONE)
        self.assertNotEqual(self.shell('"$F" run - <&-').returncode, DONE)


class HostileScenarios(support.CommandLineTest):
    # Written with YAML escapes, for which a strict reader must not fall and which a lenient one must not print.
    ESCAPES = r"\e[2J\e]0;owned\a\u202e%s{}%n"

    def test_control_characters_of_a_scenario_never_reach_the_terminal(self):
        path = self.scenario([("title: A cut cable", f'title: "{self.ESCAPES}"'), ("name: Calm", f'name: "{self.ESCAPES}"'),
                              ("label: A telephone between the coast guards", f'label: "{self.ESCAPES}"')])
        for arguments in [("run", path, "-n", "20"), ("check", path), ("show", path), ("explain", path), ("compare", path, "-n", "20"),
                          ("run", path, "-n", "20", "--json"), ("verify", path)]:
            with self.subTest(arguments[0]):
                done = support.run(*arguments)
                for text in (done.stdout, done.stderr):
                    for character in ("\033", "\a", "\u202e"):
                        self.assertNotIn(character, text)

    def test_percent_signs_and_braces_are_printed_as_they_are(self):
        nasty = "100 %s %n {} {0} {:>99999999d}"
        path = self.scenario([("title: A cut cable", f'title: "{nasty}"'), ("name: Calm", f'name: "{nasty}"'),
                              ("label: A telephone between the coast guards", f'label: "{nasty}"')])
        for arguments in [("run", path, "-n", "20"), ("show", path), ("explain", path), ("compare", path, "-n", "20")]:
            with self.subTest(arguments[0]):
                self.assertIn("%s %n {} {0} {:>99999999d}", " ".join(self.ok(*arguments).stdout.split()))


if __name__ == "__main__":
    support.main()
