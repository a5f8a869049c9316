"""Help at every level, version, and what happens when the command line is wrong."""
import re
import shutil
import subprocess

import support
from support import DONE, FIRST, WRONG_INPUT, run


class Help(support.CommandLineTest):
    def test_every_command_has_help_with_an_example_and_its_options(self):
        self.assertGreaterEqual(set(support.commands()),
                                {"run", "check", "show", "explain", "compare", "verify", "bench", "replay", "completion", "viz"})
        for command in support.commands():
            with self.subTest(command):
                text = self.ok(*command.split(), "--help").stdout
                self.assertTrue(text.startswith(f"Usage: firebreak {command}"), text)
                self.assertRegex(text, rf"Examples?:\n  firebreak {command}")
                self.assertIn("-h, --help", text)
                self.assertEqual(self.ok(*command.split(), "-h").stdout, text)
                self.assertLessEqual(max(map(len, text.splitlines())), 100)

    def test_help_wins_over_missing_and_wrong_arguments(self):
        self.assertEqual(run("run", "--help", "--nonsense").returncode, DONE)

    def test_no_arguments_show_the_help_on_standard_error(self):
        done = run()
        self.assertEqual((done.returncode, done.stdout), (WRONG_INPUT, ""))
        self.assertIn("Commands:", done.stderr)

    def test_version_names_version_commit_and_compiler(self):
        lines = self.ok("--version").stdout.splitlines()
        self.assertRegex(lines[0], r"^firebreak \d+\.\d+\.\d+$")
        self.assertRegex(lines[1], r"^commit (unknown|[0-9a-f]{12}(-dirty)?)$")
        self.assertRegex(lines[2], r"^compiler \S+ \d")

    def test_help_needs_no_terminal_and_has_no_colour(self):
        self.assertNotIn("\033", self.ok("--help").stdout)


class WrongCommandLine(support.CommandLineTest):
    def test_an_unknown_command_is_named_with_the_nearest(self):
        self.wrong("rnu", says="firebreak: unknown command 'rnu'; did you mean 'run'?")

    def test_an_unknown_option_is_named_with_the_nearest(self):
        self.wrong("run", "--sed", "5", FIRST, says="unknown option '--sed'; did you mean '--seed'?")
        self.wrong("--versoin", says="did you mean '--version'?")

    def test_all_faults_are_reported_one_a_line(self):
        done = self.wrong("run", "--runs", "many", "--jobs=-4", "--wrong",
                          says=["--runs: expected a whole number", "--jobs: expected a whole number", "unknown option '--wrong'", "missing SCENARIO"])
        self.assertEqual(len(done.stderr.splitlines()), 4)
        self.assertTrue(all(line.startswith("firebreak run: ") for line in done.stderr.splitlines()))

    def test_numbers_outside_their_range_are_refused(self):
        for option, value in [("--runs", "0"), ("--runs", "-1"), ("--runs", "1.5"), ("--runs", "1e99"), ("--seed", "18446744073709551616"),
                              ("--jobs", "100000"), ("--replicate", "x"), ("--runs", "")]:
            with self.subTest(f"{option} {value}"):
                self.wrong("run", FIRST, option, value, says=f"{option}: expected a whole number")
        self.wrong("verify", support.RUIN, "--bound", "nan", says="--bound: expected a number")

    def test_an_option_without_its_value_is_refused(self):
        self.wrong("run", FIRST, "--seed", says="firebreak run: --seed: expected N, found nothing")
        self.wrong("run", FIRST, "--set", says="firebreak run: --set: expected PATH=VALUE, found nothing")
        self.wrong("causes", FIRST, "--csv", says="firebreak causes: --csv: expected FILE, found nothing")

    def test_a_flag_with_a_value_is_refused(self):
        for option in ("--json=yes", "--quiet=3"):
            self.wrong("run", FIRST, option, says=f"firebreak run: {option.split('=')[0]}: takes no value")

    def test_too_many_arguments_are_refused(self):
        self.wrong("run", FIRST, FIRST, says="unexpected argument")

    def test_large_numbers_may_be_written_with_an_exponent(self):
        self.assertEqual(self.json_of("run", FIRST, "-n", "2e2", "--json")["runs"], 200)

    def test_hostile_command_lines_are_escaped(self):
        for arguments in [("\033[2J",), ("run", "--\033[2J"), ("run", FIRST, "--set", "\033[2J=1"), ("run", FIRST, "--measures", "\033[2J"),
                          ("run", "\033[2J.yaml"), ("run", FIRST, "--arm", "\033[2J"), ("explain", FIRST, "--pov", "\033[2J")]:
            with self.subTest(repr(arguments)):
                done = run(*arguments)
                self.assertEqual(done.returncode, WRONG_INPUT)
                self.assertNotIn("\033", done.stderr)

    def test_arguments_that_are_not_utf8_do_not_crash(self):
        done = subprocess.run([support.PROGRAM.encode(), b"run", b"\xff\xfe.yaml"], capture_output=True, check=False, timeout=support.PATIENCE)
        self.assertEqual(done.returncode, WRONG_INPUT)
        self.assertIsNone(re.search(rb"[\x80-\xff]", done.stderr))


class Viewer(support.CommandLineTest):
    def setUp(self):
        """A copy of the program, beside which there is no viewer."""
        super().setUp()
        self.program = support.PROGRAM
        (self.folder / "bin").mkdir()
        support.PROGRAM = shutil.copy(self.program, self.folder / "bin")

    def tearDown(self):
        support.PROGRAM = self.program
        super().tearDown()

    def test_a_missing_viewer_is_said_plainly(self):
        self.wrong("viz", says="firebreak-viz", status=support.FAILED, environment={"PATH": str(self.folder)})

    def test_the_viewer_on_path_gets_all_arguments(self):
        viewer = self.folder / "firebreak-viz"
        viewer.write_text("#!/bin/sh\necho viewer \"$@\"\n", encoding="utf-8")
        viewer.chmod(0o755)
        done = self.ok("viz", "a b.yaml", "--seed", "3", environment={"PATH": f"{self.folder}:/bin:/usr/bin"})
        self.assertEqual(done.stdout, "viewer a b.yaml --seed 3\n")


if __name__ == "__main__":
    support.main()
