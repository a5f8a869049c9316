"""A display without a screen, for tests of the desktop program."""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

SKIPPED = 77
# Seconds that a program is given before it counts as hanging, however busy the machine is. No test waits so long for what comes.
PATIENCE = 1800
# Of the tests that run_tests() runs: what it was given on the command line, by name, and the environment that has the display.
TEST = argparse.Namespace()


class Display:
    """Xvfb on a free number, for the length of a `with`; `environment` is what a program needs to find it."""

    def __init__(self, size="1920x1080"):
        self.size = size

    def __enter__(self):
        read, write = os.pipe()
        # Without -noreset it would start afresh each time that its last program leaves. It chooses its number itself and writes it down.
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{self.size}x24", "-noreset", "-nolisten", "tcp"],
            pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        # What a program without a script remembers shall not be the person's own.
        self.states = tempfile.TemporaryDirectory()
        with os.fdopen(read) as numbers:
            number = numbers.readline().strip()
        if not number:
            self.process.wait()
            raise RuntimeError("Xvfb did not start")
        self.environment = {**os.environ, "DISPLAY": f":{number}", "LIBGL_ALWAYS_SOFTWARE": "1",
                            "XDG_STATE_HOME": self.states.name}
        # For a program with sanitizers: leaks count.
        self.environment["ASAN_OPTIONS"] = "detect_leaks=1"
        self.environment["UBSAN_OPTIONS"] = "print_stacktrace=1"
        for name in ("GDK_SCALE", "XAUTHORITY"):
            self.environment.pop(name, None)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.states.cleanup()


def available():
    return shutil.which("Xvfb") is not None


def comes_true(holds, process=None):
    """Waits until it holds: true, or false if it never does or the program has ended first."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline or (process is not None and process.poll() is not None):
            return holds()
        time.sleep(0.02)
    return True


def run_program(command, **options):
    """As subprocess.run, what it says captured; once more where the search for leaks itself broke down. It does when a thread of the driver of
    OpenGL happens to end while it looks, about once in fifty runs under load, and then it has found nothing and missed nothing."""
    done = subprocess.run(command, capture_output=True, check=False, **options)
    said = done.stderr if isinstance(done.stderr, bytes) else done.stderr.encode()
    if b"Tracer caught signal" in said:
        done = subprocess.run(command, capture_output=True, check=False, **options)
    return done


def run_tests(*options, flags=(), screen="1920x1080", tools=()):
    """Runs the tests of the main module on a display; returns the exit status. The command line must have --program and these options, may have these
    flags, and the rest goes to unittest. The tools are programs without which the tests are skipped, as without Xvfb."""
    parser = argparse.ArgumentParser()
    for option in ("--program", *options):
        parser.add_argument(option, required=True)
    for flag in flags:
        parser.add_argument(flag, action="store_true")
    _, rest = parser.parse_known_args(namespace=TEST)
    missing = [tool for tool in ("Xvfb", *tools) if shutil.which(tool) is None]
    if missing:
        print(f"missing here: {', '.join(missing)}")
        return SKIPPED
    with Display(screen) as display:
        TEST.environment = display.environment
        return 0 if unittest.main(argv=[sys.argv[0], *rest], exit=False).result.wasSuccessful() else 1
