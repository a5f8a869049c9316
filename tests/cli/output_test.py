"""Files that commands write: never over what they read, whole or not at all, and none that is left behind."""
import os
import resource
import shlex
import signal
import subprocess

import support
from support import DONE, FAILED, FIRST, INTERRUPTED, run

# Every option with which a command writes a file.
OPTIONS = [("run", "--csv"), ("run", "--runs-csv"), ("run", "--trace"), ("causes", "--csv"), ("paths", "--csv"), ("paths", "--dot"), ("paths", "--graphml"),
           ("report", "-o")]
LONG = ["-n", "1000000000", "-j", "1"]
NO_RANGES = ["--settings", "0"]  # of a page: the costly part, which no test here looks at


class Inputs(support.CommandLineTest):
    def parts(self):
        """A scenario of two files, and links to both."""
        base = self.scenario(name="base.yaml")
        mine = self.folder / "mine.yaml"
        mine.write_text("firebreak: 1\nid: mine\nextends: base.yaml\n", encoding="utf-8")
        (self.folder / "soft").symlink_to("mine.yaml")
        (self.folder / "hard").hardlink_to(mine)
        (self.folder / "soft-base").symlink_to(base)
        (self.folder / "twice").symlink_to("soft")
        return mine

    def test_nothing_that_is_read_is_written_over(self):
        mine = self.parts()
        before = {path: path.read_bytes() for path in self.folder.iterdir()}
        for command, option in OPTIONS:
            for path in (*before, self.folder / "." / "mine.yaml"):
                with self.subTest(f"{command} {option} {path.name}"):
                    self.wrong(command, mine, option, path, *LONG, says=f"{option} {path}: is an input file; choose another name")
        self.wrong("run", "mine.yaml", "--csv", "./mine.yaml", *LONG, cwd=self.folder, says="is an input file; choose another name")
        self.assertEqual({path: path.read_bytes() for path in self.folder.iterdir()}, before)

    def test_nor_is_what_stands_on_standard_input(self):
        mine = self.scenario()
        before = mine.read_bytes()
        for command, option in OPTIONS:
            with open(mine, encoding="utf-8") as scenario:
                done = subprocess.run([support.PROGRAM, command, "-", option, mine, *LONG], stdin=scenario, capture_output=True, text=True, check=False,
                                      timeout=support.PATIENCE)
            self.assertEqual(done.returncode, 2)
            self.assertIn("is an input file; choose another name", done.stderr)
        self.assertEqual(mine.read_bytes(), before)

    def test_each_output_needs_a_file_of_its_own(self):
        new, link = self.folder / "new", self.folder / "link"
        link.symlink_to("new")
        for first in (new, link):
            self.wrong("run", FIRST, "--csv", first, "--trace", new, *LONG, says=f"--trace {new}: is also the file of --csv")
            self.wrong("paths", FIRST, "--dot", first, "--graphml", new, *LONG, says="is also the file of --dot")
            self.wrong("paths", FIRST, "--csv", first, "--graphml", new, *LONG, says="is also the file of --csv")
        self.assertFalse(new.exists())
        self.ok("paths", FIRST, "--csv", "/dev/null", "--dot", "/dev/null", "-n", "20")
        self.ok("run", FIRST, "--csv", new, "--trace", self.folder / "other", "-n", "20")

    def test_a_folder_and_links_in_a_circle_are_refused(self):
        (self.folder / "one").symlink_to("two")
        (self.folder / "two").symlink_to("one")
        for command, option in OPTIONS:
            self.wrong(command, FIRST, option, self.folder / "one", *LONG, says="is a link that leads back to itself")
            self.wrong(command, FIRST, option, self.folder, *LONG, says="is a folder")
        self.assertTrue((self.folder / "one").is_symlink())

    def test_a_scenario_from_a_named_pipe_is_read_once(self):
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        with subprocess.Popen(["cp", FIRST, pipe]):
            self.ok("report", pipe, "-n", "20", *NO_RANGES, "-o", self.folder / "page.html", timeout=support.PATIENCE)


class Whole(support.CommandLineTest):
    def test_a_link_stays_one_though_its_file_is_not_there_yet(self):
        (self.folder / "there").mkdir()
        link = self.folder / "link"
        link.symlink_to("there/page.html")
        for command, option in OPTIONS:
            self.ok(command, FIRST, option, link, "-n", "20", *(NO_RANGES if command == "report" else []))
            self.assertTrue(link.is_symlink())
            self.assertGreater((self.folder / "there/page.html").stat().st_size, 0)
            (self.folder / "there/page.html").unlink()

    def test_an_interrupted_command_leaves_older_files_as_they_are(self):
        old = self.folder / "old"
        for command, option in OPTIONS:
            with self.subTest(f"{command} {option}"):
                old.write_text("whole", encoding="utf-8")
                status, output, errors = support.interrupt(command, FIRST, option, old, *LONG)
                self.assertEqual(status, INTERRUPTED)
                self.assertEqual(old.read_text(encoding="utf-8"), "whole")
                self.assertEqual(list(self.folder.iterdir()), [old])
                if command != "report":
                    self.assertIn(f"interrupted; {old} was not written", errors)
                    self.assertIn("PARTIAL: interrupted after ", output)

    def test_nor_does_it_print_a_table_that_does_not_say_so(self):
        for command, option in OPTIONS:
            if option == "--runs-csv":  # rows appear while they are made; rows_test.py holds what an interruption leaves
                continue
            with self.subTest(f"{command} {option}"):
                status, output, errors = support.interrupt(command, FIRST, option, "-", *LONG)
                self.assertEqual((status, output), (INTERRUPTED, ""))
                self.assertRegex(errors, r"interrupted; .* written")

    def test_the_command_printed_with_a_partial_result_makes_that_result(self):
        for command, option in (("run", "--arm=clean-north"), ("causes", "--no-rules"), ("paths", "--timeless"), ("compare", "--measures=all")):
            with self.subTest(command):
                status, output, _ = support.interrupt(command, FIRST, *LONG, option)
                self.assertEqual(status, INTERRUPTED)
                again = [line for line in output.splitlines() if line.startswith("Again: ")][0].removeprefix("Again: ")
                words = shlex.split(again)
                runs = output.split("PARTIAL: interrupted after ")[1].split(" of ")[0].replace(",", "")
                self.assertEqual(words[words.index("--runs") + 1], runs)
                if int(runs) < 20000:
                    repeated = self.ok(*words[1:]).stdout
                    self.assertIn(next(line for line in output.splitlines() if " 95 % interval" in line), repeated)


class LeftOver(support.CommandLineTest):
    def busy(self, every="6h"):
        """A scenario whose runs have many events, so that a trace takes a while to write."""
        return self.scenario([("every: {exponential: 90d}", f"every: {{exponential: {every}}}")])

    def during_the_writing(self, number):
        """Sends a signal while a trace is written, which takes seconds. Nobody can say for sure when that is, so it is tried until it happened."""
        scenario, target = self.busy("30m"), self.folder / "out"
        target.mkdir()
        for _ in range(20):
            with subprocess.Popen([support.PROGRAM, "run", scenario, "-n", "1", "-j", "1", "--measures", "none", "--trace", target / "t.jsonl"],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                                  preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0))) as process:
                support.wait_until(lambda: process.poll() is not None or any(target.iterdir()))  # pylint: disable=cell-var-from-loop
                if process.poll() is None:
                    process.send_signal(number)
                errors = process.communicate(timeout=support.PATIENCE)[1]
            names = [path.name for path in target.iterdir()]
            if process.returncode != DONE:
                return process.returncode, names, errors
            self.assertEqual(names, ["t.jsonl"])
            (target / "t.jsonl").unlink()
        return self.fail("the trace was always faster")

    def test_interrupts_and_the_end_of_the_terminal_leave_nothing(self):
        for number in (signal.SIGINT, signal.SIGHUP):
            status, names, errors = self.during_the_writing(number)
            self.assertEqual((status, names), (INTERRUPTED, []))
            self.assertIn("t.jsonl was not written", errors)
            (self.folder / "out").rmdir()

    def test_a_signal_that_ends_the_program_leaves_nothing(self):
        status, names, _ = self.during_the_writing(signal.SIGQUIT)
        self.assertEqual((status, names), (-signal.SIGQUIT, []))

    def test_a_limit_of_file_size_is_an_error_and_leaves_nothing(self):
        for command, option in (("report", "-o"), ("run", "--trace")):
            done = subprocess.run([support.PROGRAM, command, self.busy(), option, self.folder / "out", "-n", "1", "--quiet"], capture_output=True, text=True, check=False,
                                  timeout=support.PATIENCE, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000)))
            self.assertEqual(done.returncode, FAILED, done.stderr)
            self.assertIn("out: File too large", done.stderr)
            self.assertEqual([path.name for path in self.folder.iterdir()], ["mine.yaml"])

    def test_the_end_of_the_terminal_ends_a_run_as_ctrl_c_does(self):
        status, output, _ = support.interrupt("run", FIRST, *LONG, signal_number=signal.SIGHUP)
        self.assertEqual(status, INTERRUPTED)
        self.assertIn("PARTIAL", output)


class Commands(support.CommandLineTest):
    """The commands that are printed can be pasted, whatever the name of the file."""

    NAMES = ["-d.yaml", "a b.yaml", "it's.yaml", "$(x);&.yaml", "line\nend\x1b[31m.yaml", "=x.yaml", "~.yaml", "--runs"]

    def test_they_run_as_they_stand(self):
        for name in self.NAMES:
            self.scenario(name=name)
            for command, more in (("run", []), ("causes", []), ("paths", []), ("compare", [])):
                with self.subTest(f"{command} {name!r}"):
                    text = self.ok(command, *more, "-n", "20", "--", name, cwd=self.folder).stdout
                    self.assertNotIn("\x1b", text)
                    again = [line for line in text.splitlines() if line.startswith("Again: firebreak ")][0].removeprefix("Again: firebreak ")
                    done = subprocess.run(["bash", "-c", f'"$0" {again}', support.PROGRAM], capture_output=True, text=True, check=False, cwd=self.folder, timeout=support.PATIENCE)
                    self.assertEqual((done.returncode, done.stdout), (DONE, text), done.stderr)
            (self.folder / name).unlink()

    def test_the_page_names_its_file_so_too(self):
        self.scenario(name="-d.yaml")
        page = self.ok("report", "-n", "20", *NO_RANGES, "-o", "-", "--", "-d.yaml", cwd=self.folder).stdout
        self.assertNotRegex(page, r"firebreak \w+ -d\.yaml")
        self.assertIn("firebreak show ./-d.yaml", page)
        self.assertEqual(run("show", "./-d.yaml", cwd=self.folder).returncode, DONE)


if __name__ == "__main__":
    support.main()
