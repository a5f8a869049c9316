"""The engine's words keep to engine/docs/style.md: what the commands, the help and the page print, and the pages of documentation."""
import re

import support
from pages import Page
from support import FIRST, FLAGSHIP, ROOT, RUIN

# What must not be printed, and what is written instead.
FORBIDDEN = [
    (r"\d%(?![sdn\w])", "a blank before the sign: 40 %"),
    (r"\b\d+(\.\d+)?-\d+(\.\d+)? ?%", "5 to 20 %"),
    (r"% CI\b|(?i:confidence interval)", "95 % interval"),
    (r"(?i)unresolved at the end|\bcontained\b", "no crisis by the end"),
    (r"below 1 %|above 99 %", "under 1 %, over 99 %"),
    (r"\bacts so far\b", "step"),
    (r"(?i)\bmost believed\b", "the likeliest cause"),
    (r"(?i)\bdecided (taking|believing|misjudging|not sure)\b", "mistook X for Y"),
    (r"(?i)\bput right\b|\bmade again\b", "corrected; repeated"),
    (r"(?i)\b(colors?|colored|gray(ed)?|behaviors?|neighbors?)\b(?!=)", "British spelling"),
    (r"(?i)\b(belief|believed?|thought|chance|probability|likely)\b[^.;:\n]{0,30}\b0\.\d", "beliefs and chances in per cent"),
    (r"\b(nan|inf)\b|bad_alloc|1 required|Resource temporarily unavailable", "a word for people"),
    (r"\b1 (runs|crises|pairs|expectations|measures|numbers|rules|that were)\b", "1 run"),
]

# What only a referee asks for; it has its place in the page's appendix and in the documentation.
METHOD = r"(?i)\b(arms?|twins?|clopper|bonett)\b|variance reduction"


class Words(support.CommandLineTest):
    def keeps_to_them(self, name, text):
        # What `show` prints of a scenario is what a person writes there and sets with --set.
        for pattern, instead in (rule for rule in FORBIDDEN if name != "show" or "beliefs" not in rule[1]):
            for found in re.finditer(pattern, text):
                around = text[max(0, found.start() - 60):found.end() + 60]
                self.fail(f"{name}: '{found[0]}' in '{around}': {instead}")

    def test_what_the_commands_print(self):
        hot = ROOT / "scenarios/classic/hot-line-1967.yaml"
        for scenario in (FIRST, FLAGSHIP, hot):
            for words in (["run"], ["compare"], ["causes"], ["paths"], ["explain"], ["explain", "--pov", "both"], ["show"], ["check", "-n", "50"]):
                runs = ["-n", "200"] if words[0] in ("run", "compare", "causes", "paths") else []
                with self.subTest(f"{words} {scenario.name}"):
                    done = support.run(words[0], scenario, *words[1:], *runs)
                    self.keeps_to_them(" ".join(words), done.stdout + done.stderr)
                    if words[0] in ("run", "compare", "causes", "paths"):
                        self.assertNotRegex(re.sub(r"--arm", "", done.stdout), METHOD)
        self.keeps_to_them("verify", support.run("verify", RUIN, "-n", "100").stdout)
        self.keeps_to_them("paths --dot", self.ok("paths", FIRST, "-n", "50", "--dot", "-").stdout)

    def test_the_help(self):
        self.keeps_to_them("--help", self.ok("--help").stdout)
        for command in support.commands():
            self.keeps_to_them(f"{command} --help", self.ok(*command.split(), "--help").stdout)

    def test_the_page(self):
        page = Page(self.ok("report", FLAGSHIP, "-n", "300", "--settings", "32", "--each", "40", "-o", "-").stdout)
        for tag, attributes, text, parents in page.elements:
            if tag in ("p", "li", "td", "th", "caption", "summary", "h2", "h3", "text", "title") and "style" not in parents:
                self.keeps_to_them(f"page <{tag}>", text)
            self.keeps_to_them(f"page {tag} aria-label", attributes.get("aria-label", ""))

        for name in ("answer", "icons", "measures", "causes"):
            self.assertNotRegex(re.sub(r"firebreak compare .*?(?= |$)", "", page.section(name)[2]), METHOD, name)
        self.assertRegex(page.section("again")[2], METHOD)

    def test_the_documents(self):
        for path in [ROOT / "README.md", *sorted(ROOT.glob("*/docs/*.md")), ROOT / "engine/docs/firebreak.1"]:
            if path.name != "style.md":
                self.keeps_to_them(path.name, re.sub(r"`[^`\n]*`", "", path.read_text(encoding="utf-8")))


if __name__ == "__main__":
    support.main()
