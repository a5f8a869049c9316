"""A display without a screen, for tests of the desktop program."""
import os
import shutil
import subprocess
import tempfile

SKIPPED = 77


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


def run_program(command, **options):
    """As subprocess.run, what it says captured; once more where the search for leaks itself broke down. It does when a thread of the driver of
    OpenGL happens to end while it looks, about once in fifty runs under load, and then it has found nothing and missed nothing."""
    done = subprocess.run(command, capture_output=True, check=False, **options)
    said = done.stderr if isinstance(done.stderr, bytes) else done.stderr.encode()
    if b"Tracer caught signal" in said:
        done = subprocess.run(command, capture_output=True, check=False, **options)
    return done
