"""What ./bootstrap decides to do, with stand-ins for the tools that it calls: nothing is built or installed here."""
import os
import shutil
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Each writes down how it was called. What is in the file `absent` is not installed, until apt-get installs it.
TOOLS = {
    "cmake": r'''
        case $1 in
            --preset)
                shift 2; folder=$2; shift 2
                generator=Ninja
                for word in "$@"; do [ "$before" != -G ] || generator=$word; before=$word; done
                mkdir -p "$folder"
                printf 'CMAKE_GENERATOR:INTERNAL=%s\nCMAKE_HOME_DIRECTORY:INTERNAL=%s\nCMAKE_CACHEFILE_DIR:INTERNAL=%s\n' \
                    "$generator" "$PWD" "$folder" > "$folder/CMakeCache.txt" ;;
            --build)
                [ ! -e "$FAKES/broken" ] || exit 1
                mkdir -p "$2/bin"
                for program in firebreak firebreak-viz; do
                    printf '#!/bin/sh\necho %s "$@"\n' "$program" > "$2/bin/$program"; chmod +x "$2/bin/$program"
                done ;;
        esac''',
    "dpkg-query": r'''
        shift 3
        for package in "$@"; do grep -qxF "$package" "$FAKES/absent" || echo "$package installed"; done
        ! [ -s "$FAKES/absent" ]''',
    "apt-get": r'''
        case $1 in install) : > "$FAKES/absent"; touch "$DPKG_ADMINDIR/status" ;; esac''',
    "sudo": '"$@"',
}


class Bootstrap(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)
        self.root = self.folder / "check out"
        (self.root / "engine/cli").mkdir(parents=True)
        (self.root / "engine/cli/main.cpp").touch()
        for name in ("bootstrap", "CMakePresets.json"):
            shutil.copy(ROOT / name, self.root / name)
        self.fakes = self.folder / "fakes"
        (self.fakes / "bin").mkdir(parents=True)
        (self.fakes / "absent").touch()
        for name, text in TOOLS.items():
            tool = self.fakes / "bin" / name
            tool.write_text(f'#!/bin/bash\necho "{name} $*" >> "$FAKES/calls"\n{text}\n', encoding="utf-8")
            tool.chmod(0o755)
        self.packages = self.folder / "dpkg/status"
        self.packages.parent.mkdir()
        self.packages.touch()
        self.age(self.packages)

    def age(self, path, seconds=1000):
        """Makes a file as old as that; with a negative number it is from the future."""
        then = time.time() - seconds
        os.utime(path, (then, then))

    def bootstrap(self, *arguments, shell=(), build=None, status=0):
        """Runs it; what it printed, and the calls of tools that change something."""
        calls = self.fakes / "calls"
        calls.write_text("")
        environment = {**os.environ, "PATH": f"{self.fakes / 'bin'}:{os.environ['PATH']}", "FAKES": str(self.fakes),
                       "DPKG_ADMINDIR": str(self.packages.parent), "FIREBREAK_JOBS": "3"}
        environment.pop("FIREBREAK_BUILD_DIR", None)
        if build:
            environment["FIREBREAK_BUILD_DIR"] = str(build)
        done = subprocess.run([*shell, self.root / "bootstrap", *arguments], env=environment, cwd=self.folder, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, status, done.stderr)
        self.said = done.stdout + done.stderr
        return [line for line in calls.read_text().splitlines() if not line.startswith("dpkg-query")]

    def configured(self, calls):
        return [line for line in calls if line.startswith("cmake --preset")]

    def test_the_first_start_configures_builds_and_runs_the_flagship(self):
        build = self.root / "build/release"
        self.assertEqual(self.bootstrap("run"), [f"cmake --preset release -B {build}", f"cmake --build {build} --parallel 3 --target firebreak-cli"])
        self.assertIn(f"firebreak run {self.root}/scenarios/cyber/reset-2011.yaml\n", self.said)

    def test_the_second_start_only_asks_the_build_whether_anything_is_new(self):
        self.bootstrap("run")
        self.assertEqual(self.bootstrap("run", "x.yaml"), [f"cmake --build {self.root}/build/release --parallel 3 --target firebreak-cli"])
        self.assertIn("firebreak run x.yaml\n", self.said)
        self.assertNotIn("configuring", self.said)

    def test_one_build_serves_both_programs(self):
        self.bootstrap("run")
        self.assertEqual(self.bootstrap("viz"), [f"cmake --build {self.root}/build/release --parallel 3 --target firebreak-viz"])

    def test_new_presets_and_new_packages_are_taken_up(self):
        self.bootstrap("run")
        for changed in (self.root / "CMakePresets.json", self.packages):
            with self.subTest(changed.name):
                self.age(changed, -1000)
                self.assertEqual(len(self.configured(self.bootstrap("run"))), 1)
                self.age(changed, 10000)
                self.assertEqual(self.configured(self.bootstrap("run")), [])

    def test_without_dpkg_it_configures_each_time(self):
        self.packages.unlink()
        self.bootstrap("run")
        self.assertEqual(len(self.configured(self.bootstrap("run"))), 1)

    def test_what_is_missing_is_installed_and_found(self):
        self.bootstrap("run")
        (self.fakes / "absent").write_text("libfmt-dev\nninja-build\nlibsfml-dev\n")
        self.packages.touch()
        calls = self.bootstrap("run")
        install = [line for line in calls if line.startswith("apt-get install")]
        self.assertEqual([line.split()[-2:] for line in install], [["ninja-build", "libfmt-dev"]])
        self.assertEqual(len(self.configured(calls)), 1)
        self.assertFalse(any(line.startswith("apt-get") for line in self.bootstrap("run")))

    def test_a_checkout_that_was_moved_is_configured_from_nothing(self):
        self.bootstrap("run")
        moved = self.folder / "elsewhere"
        self.root.rename(moved)
        self.root = moved
        self.assertEqual(self.configured(self.bootstrap("run")), [f"cmake --preset release -B {moved}/build/release -G Ninja --fresh"])
        self.assertEqual(self.configured(self.bootstrap("run")), [])

    def test_builds_lie_where_they_are_wanted(self):
        for build in (self.folder / "a folder", "relative"):
            with self.subTest(build):
                self.assertEqual(self.configured(self.bootstrap("run", build=build)), [f"cmake --preset release -B {self.folder / build}/release"])
                self.assertTrue((self.folder / build / "release/bin/firebreak").exists())
                self.assertEqual(self.configured(self.bootstrap("run", build=build)), [])
        self.assertFalse((self.root / "build").exists())

    def test_another_generator_stays(self):
        self.bootstrap("run")
        cache = self.root / "build/release/CMakeCache.txt"
        cache.write_text(cache.read_text().replace("Ninja", "Unix Makefiles"))
        self.assertEqual(self.configured(self.bootstrap("run")), [])
        self.age(self.root / "CMakePresets.json", -1000)
        self.assertEqual(self.configured(self.bootstrap("run")), [f"cmake --preset release -B {self.root}/build/release -G Unix Makefiles"])

    def test_a_build_that_fails_runs_nothing(self):
        (self.fakes / "broken").touch()
        self.bootstrap("run", status=2)
        self.assertIn("the build failed", self.said)
        self.assertNotIn("firebreak run", self.said)

    def test_another_shell_is_told_what_to_use(self):
        for shell in filter(shutil.which, ("dash", "ash", "ksh", "zsh")):
            with self.subTest(shell):
                self.assertEqual(self.bootstrap("run", shell=[shell], status=2), [])
                self.assertEqual(self.said, "bootstrap: this needs bash: use ./bootstrap, or bash bootstrap\n")

    def test_unknown_words_are_refused(self):
        self.assertEqual(self.bootstrap("rnu", status=2), [])
        self.assertIn("there is no command 'rnu'", self.said)
        self.assertEqual(self.bootstrap("test", "relase", status=2), [])
        self.assertIn("there is no stage 'relase'", self.said)

    def test_shellcheck_has_nothing_to_say(self):
        if not shutil.which("shellcheck"):
            self.skipTest("no shellcheck here")
        done = subprocess.run(["shellcheck", ROOT / "bootstrap", ROOT / ".ci/run"], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stdout), (0, ""))


if __name__ == "__main__":
    unittest.main()
