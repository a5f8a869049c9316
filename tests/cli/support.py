"""What the tests of the command line share: running the program as a user does, and where things are.

Each test script takes --firebreak PATH, the program; other arguments go to unittest.
"""
import argparse
import json
import os
import pty
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIRST = ROOT / "scenarios/tutorial/first.yaml"
FLAGSHIP = ROOT / "scenarios/cyber/reset-2011.yaml"
RUIN = ROOT / "scenarios/theory/ruin.yaml"

DONE, FAILED, WRONG_INPUT, INTERRUPTED = 0, 1, 2, 75

# Seconds after which a program is taken to hang. Far more than any needs, so that a busy machine fails no test.
PATIENCE = 1800

# What a command says on a terminal once some of its work is done: "runs: 1,024 of 5,000 (20 %)".
PROGRESS = r": [1-9][\d,]* of [\d,]+ \("

PROGRAM = None


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--firebreak", required=True, help="the program")
    known, rest = options.parse_known_args()
    global PROGRAM  # pylint: disable=global-statement
    PROGRAM = str(Path(known.firebreak).resolve())
    # The script is __main__ and imports this module by name, so there is one PROGRAM.
    unittest.main(module="__main__", argv=[sys.argv[0], *rest])


def commands():
    """The names of the commands, as --help lists them."""
    lines = run("--help").stdout.split("Commands:\n")[1].split("\n\n")[0].splitlines()
    return [re.split("  +", line.strip())[0] for line in lines if line.startswith("  ") and line[2] != " "]


def options_of(command):
    """The options of a command, as its --help lists them: a list of lists of names that mean the same."""
    found = []
    for line in run(*command.split(), "--help").stdout.split("Options:\n")[1].splitlines():
        if line.startswith(("  -", "      --")):
            names = line.strip().split("  ")[0].split(", ")
            found.append([name.split()[0] for name in names])
    return found


def run(*arguments, stdin="", environment=None, cwd=None, timeout=PATIENCE):
    """Runs the program without a terminal."""
    return subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True, text=True, timeout=timeout, cwd=cwd, check=False,
                          env={**os.environ, **(environment or {})})


def wait_until(sign):
    """Looks again and again until there is the sign, whatever that is, and returns it."""
    deadline = time.monotonic() + PATIENCE
    while not (seen := sign()):
        if time.monotonic() > deadline:
            raise TimeoutError("the sign that was waited for did not come")
        time.sleep(0.001)
    return seen


def interrupt(*arguments, sign=PROGRESS, signal_number=signal.SIGINT, cwd=None):
    """Sends the program a signal once its standard error, a terminal, shows the sign; its status, standard output, and standard error without the
    progress lines."""
    primary, secondary = pty.openpty()
    said, waiting = b"", True
    with tempfile.TemporaryFile() as output:
        with subprocess.Popen([PROGRAM, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=output, stderr=secondary, cwd=cwd,
                              env={**os.environ, "TERM": "xterm"}) as process:
            os.close(secondary)
            while True:
                try:
                    part = os.read(primary, 65536)
                except OSError:  # the program has ended, and with it the other side of the terminal
                    break
                said += part
                if waiting and re.search(sign.encode(), said):
                    waiting = False
                    process.send_signal(signal_number)
            status = process.wait(timeout=PATIENCE)
        os.close(primary)
        output.seek(0)
        text = output.read().decode()
    if waiting:
        raise AssertionError(f"the program ended, status {status}, before it showed {sign!r}:\n{text}{said.decode()}")
    return status, text, re.sub(r"\r\x1b\[K[^\r\n]*(?=\r\x1b\[K)|\r\x1b\[K", "", said.decode()).replace("\r\n", "\n")


class CommandLineTest(unittest.TestCase):
    """A test with a folder of its own and words for what is expected of the program."""

    maxDiff = None

    def setUp(self):
        self.folder_holder = tempfile.TemporaryDirectory()
        self.folder = Path(self.folder_holder.name)

    def tearDown(self):
        self.folder_holder.cleanup()

    def ok(self, *arguments, **more):
        done = run(*arguments, **more)
        self.assertEqual(done.returncode, DONE, done.stderr)
        return done

    def json_of(self, *arguments, **more):
        return json.loads(self.ok(*arguments, **more).stdout)

    def wrong(self, *arguments, says, status=WRONG_INPUT, **more):
        """The program refuses, prints nothing on standard output and says each of the texts on a line of standard error."""
        done = run(*arguments, **more)
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertEqual(done.stdout, "")
        for text in [says] if isinstance(says, str) else says:
            self.assertTrue(any(text in line for line in done.stderr.splitlines()), f"not said: {text}\n{done.stderr}")
        return done

    def scenario(self, changes=(), name="mine.yaml", base=FIRST):
        """A copy of a scenario with texts replaced."""
        text = base.read_text(encoding="utf-8")
        for before, after in changes:
            self.assertIn(before, text)
            text = text.replace(before, after)
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path
