"""Checks that programs are built hardened: loaded at any address, nothing of the loader's tables left writable, no code on the stack, and the stack,
copies of known size and the indices of containers are watched.

Usage: check_hardened.py PROGRAM... Exit status 0: all are; 1: one is not; 77: there is no readelf to ask.
"""
import re
import shutil
import subprocess
import sys

SKIPPED = 77


def read(option, program):
    return subprocess.run(["readelf", "-W", option, program], capture_output=True, text=True, check=True).stdout


def faults_of(program):
    header, segments, dynamic, symbols = (read(option, program) for option in ("-h", "-l", "-d", "--dyn-syms"))
    if not re.search(r"Type:\s+DYN", header) or not re.search(r"FLAGS_1.*\bPIE\b", dynamic):
        yield "is not position independent (-pie)"
    if "GNU_RELRO" not in segments:
        yield "leaves its relocations writable (-z relro)"
    if not re.search(r"\(FLAGS\).*BIND_NOW|\(FLAGS_1\).*\bNOW\b", dynamic):
        yield "looks up functions late, through a table that stays writable (-z now)"
    stack = re.search(r"GNU_STACK\s+(?:0x\w+\s+){5}(\w+)", segments)
    if not stack or "E" in stack.group(1):
        yield "has a stack that can be executed"
    if "__stack_chk_fail" not in symbols:
        yield "does not watch its stack (-fstack-protector-strong)"
    if not re.search(r"\b__\w+_chk\b", symbols.replace("__stack_chk_fail", "")):
        yield "does not watch copies of known size (_FORTIFY_SOURCE)"
    if "__glibcxx_assert_fail" not in symbols:
        yield "does not watch the indices of containers (_GLIBCXX_ASSERTIONS)"


def main():
    if not shutil.which("readelf"):
        print("there is no readelf: nothing was checked")
        return SKIPPED
    faults = [f"{program}: {fault}" for program in sys.argv[1:] for fault in faults_of(program)]
    print("\n".join(faults) if faults else f"{len(sys.argv) - 1} programs are hardened")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
