"""The man page and the shell completions name every command and every option, and their shells accept them."""
import os
import pty
import re
import shutil
import subprocess

import support

MAN_PAGE = support.ROOT / "engine/docs/firebreak.1"


class ManPage(support.CommandLineTest):
    def sections(self):
        """The part of the man page about each command."""
        text = MAN_PAGE.read_text(encoding="utf-8").split("The commands are as follows.")[1].split("Options of the program itself")[0]
        parts = re.split(r"^\.It Cm (sweep [a-z]+|\S+)", text, flags=re.MULTILINE)[1:]
        return dict(zip(parts[::2], parts[1::2]))

    def test_it_names_exactly_the_commands_there_are(self):
        self.assertEqual(sorted(self.sections()), sorted(support.commands()))
        synopsis = MAN_PAGE.read_text(encoding="utf-8").split(".Sh DESCRIPTION")[0]
        for command in support.commands():
            self.assertIn(f".Cm {command}\n", synopsis)

    def test_it_names_exactly_the_options_each_command_has(self):
        for command, text in self.sections().items():
            lines = [line for line in text.splitlines() if line.startswith(".It Fl")]
            named = {"-" + name for line in lines for name in re.findall(r"Fl (\S+)", line)}
            wanted = {name for names in support.options_of(command) for name in names} - {"-h", "--help"}
            with self.subTest(command):
                self.assertEqual(named, wanted)

    def test_it_names_every_exit_status(self):
        text = MAN_PAGE.read_text(encoding="utf-8").split(".Sh EXIT STATUS")[1]
        for status in (0, 1, 2, 75):
            self.assertIn(f"\n.It {status}\n", text)

    def test_mandoc_has_nothing_to_say(self):
        if shutil.which("mandoc") is None:
            self.skipTest("there is no mandoc")
        done = subprocess.run(["mandoc", "-Tlint", MAN_PAGE], capture_output=True, text=True, check=False, timeout=support.PATIENCE)
        self.assertEqual((done.stdout, done.stderr), ("", ""))


class Completions(support.CommandLineTest):
    def test_they_name_every_command_and_option(self):
        for shell in ("bash", "zsh", "fish"):
            script = self.ok("completion", shell).stdout
            for command in support.commands():
                with self.subTest(f"{shell} {command}"):
                    for word in command.split():
                        self.assertIn(word, script)
                    # fish has a line per option; the others have a part per command.
                    part = "\n".join(line for line in script.splitlines() if f"__fish_seen_subcommand_from {command.split()[0]}'" in line)
                    part = part or script
                    for name in (name for names in support.options_of(command) for name in names):
                        bare = name.lstrip("-")
                        written = rf"-[ls] {re.escape(bare)}\b" if shell == "fish" else rf"(?<![\w-]){re.escape(name)}(?![\w-])"
                        self.assertRegex(part, written)

    def test_the_shells_accept_them(self):
        for shell in ("bash", "zsh", "fish"):
            if shutil.which(shell) is None:
                continue
            path = self.folder / shell
            path.write_text(self.ok("completion", shell).stdout, encoding="utf-8")
            done = subprocess.run([shell, "-n", path], capture_output=True, text=True, check=False, timeout=support.PATIENCE)
            self.assertEqual((done.returncode, done.stderr), (0, ""))

    def complete(self, *words):
        """What bash offers for the last word."""
        script = self.folder / "completion.bash"
        script.write_text(self.ok("completion", "bash").stdout, encoding="utf-8")
        line = ('. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _firebreak; '
                'printf "%s\\n" "${COMPREPLY[@]}"')
        done = subprocess.run(["bash", "-c", line, "bash", script, *words], capture_output=True, text=True, check=False, timeout=support.PATIENCE, cwd=self.folder)
        self.assertEqual(done.stderr, "")
        return set(done.stdout.splitlines()) - {""}

    def test_bash_completes_commands_options_values_and_files(self):
        if shutil.which("bash") is None:
            self.skipTest("there is no bash")
        (self.folder / "mine.yaml").touch()
        self.assertEqual(self.complete("firebreak", "ve"), {"verify"})
        self.assertEqual(self.complete("firebreak", "run", "--s"), {"--set", "--scale", "--seed"})
        self.assertEqual(self.complete("firebreak", "explain", "--find", "in"), {"inadvertent"})
        self.assertEqual(self.complete("firebreak", "run", "mi"), {"mine.yaml"})
        self.assertEqual(self.complete("firebreak", "completion", ""), {"bash", "zsh", "fish"})
        self.assertEqual(self.complete("firebreak", "run", "-n", ""), set())

    def test_names_with_blanks_are_one_name(self):
        if shutil.which("bash") is None:
            self.skipTest("there is no bash")
        for name in ("my scenario.yaml", "my *.yaml", "my  two.yaml"):
            (self.folder / name).touch()
        wanted = {"my scenario.yaml", "my *.yaml", "my  two.yaml"}
        self.assertEqual(self.complete("firebreak", "run", "my"), wanted)
        self.assertEqual(self.complete("firebreak", "report", "x.yaml", "-o", "my"), wanted)

    def test_an_interactive_bash_puts_a_name_with_blanks_in_place(self):
        if shutil.which("bash") is None:
            self.skipTest("there is no bash")
        (self.folder / "my scenario.yaml").touch()
        (self.folder / "rc").write_text(self.ok("completion", "bash").stdout + "firebreak() { printf 'got:%s\\n' \"$2\"; exit; }\nPS1=\n", encoding="utf-8")
        for typed in ("my", "'my", "my\\ sc"):
            primary, secondary = pty.openpty()
            with subprocess.Popen(["bash", "--rcfile", "rc", "-i"], stdin=secondary, stdout=secondary, stderr=secondary, cwd=self.folder,
                                  env={**os.environ, "TERM": "dumb", "INPUTRC": "/dev/null"}, start_new_session=True) as process:
                os.close(secondary)
                os.write(primary, f"firebreak run {typed}\t\r".encode())
                said = b""
                try:
                    while part := os.read(primary, 65536):
                        said += part
                except OSError:  # bash has ended
                    pass
                process.wait(timeout=support.PATIENCE)
            os.close(primary)
            with self.subTest(typed):
                self.assertIn("got:my scenario.yaml", said.decode())

    def test_an_unknown_shell_is_refused(self):
        self.wrong("completion", "bsh", says="expected one of bash, zsh, fish, found 'bsh'; did you mean 'bash'?")
        self.wrong("completion", says="missing SHELL")


if __name__ == "__main__":
    support.main()
