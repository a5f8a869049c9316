"""One style in what the desktop program says: looks through the words of its sources and of the dumps of its screens for forms that it does not use.

Usage: words_test.py; arguments go to unittest.
"""
import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for ending in ("cpp", "hpp") for folder in ("viz", "engine/src/picture")
                 for path in (ROOT / folder).rglob(f"*.{ending}"))
DUMPS = sorted((Path(__file__).parent / "scripts").glob("*.dump"))
SCRIPTS = sorted((Path(__file__).parent / "scripts").glob("*.txt"))
WORDS = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
SAID = re.compile(r'"(.*?)"(?= = "| greyed| selected|$)|= "(.*)"')
FORBIDDEN = {
    "a percent sign that stands at its number": re.compile(r"\d%(?!\d)|%[.\d]*[fgdu]%%"),
    "a range with a hyphen": re.compile(r"\(\d+(?:\.\d+)?-\d|\d-\d+(?:\.\d+)? %"),
    "95 % CI": re.compile(r"\bCI\b"),
    "seeds that are runs": re.compile(r"same [\d,]+ seeds|seeds that both"),
    "how an undecided run is called": re.compile(r"unresolved at the|\bcontained\b|undecided"),
    "what rounding would take for certain": re.compile(r"below 1 %|above 99 %|[<>] ?[\d.]+ ?%"),
    "acts that are steps": re.compile(r"acts so far"),
    "the likeliest cause by another name": re.compile(r"(?i)most believed"),
    "American spelling": re.compile(r"(?i)\b(gray|grayed|colored|behavior)\b"),
    "a probability that is not in percent": re.compile(r"(?:now|at first|when it decided|confidence|expected hostility|aggressive:) 0\.\d"),
}


def said_in(line):
    """The words of a line of a dump, without the id."""
    return " ".join(part for pair in SAID.findall(line) for part in pair if part)


def texts():
    for path in SOURCES:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            code = line.split("//")[0] if '"' not in line.split("//")[0] or line.split("//")[0].count('"') % 2 == 0 else line
            for words in WORDS.findall(code):
                yield f"{path.relative_to(ROOT)}:{number}", words
    for path in SCRIPTS:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            # What is expected not to be there is no style of ours.
            if line.startswith(("expect-text", "expect-value", "wait-until")):
                yield f"{path.relative_to(ROOT)}:{number}", " ".join(WORDS.findall(line))
    for path in DUMPS:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield f"{path.relative_to(ROOT)}:{number}", said_in(line)


def faults_of(words):
    return [name for name, form in FORBIDDEN.items() if form.search(words)]


class Style(unittest.TestCase):
    def test_forms_that_are_not_ours_are_found(self):
        for words in ("very unlikely (5-20%)", "(28.3-34.2 %)", "41 of 100 (31-51)", "44 fewer per 1,000 (95 % CI 27 to 61)",
                      "the same 1,000 seeds, purpose-keyed streams", "20 are unresolved at the end", "contained", "now 0.40, at first 0.25", "below 1 %",
                      "confidence 0.37", "%.1f%%", "Most believed: attack", "grayed out"):
            self.assertTrue(faults_of(words), words)
        for words in ("9.2 % (7.5 to 11.2 %)", "under 1 %", "44 fewer per 1,000 (95 % interval 27 to 61)",
                      "2011-10-07", "run 28-a", "reset-2011", "#%02x%02x%02x"):
            self.assertEqual(faults_of(words), [], words)

    def test_everything_that_is_said_is_in_one_style(self):
        faults, count = [], 0
        for place, words in texts():
            count += 1
            faults += [f"{place}: {fault}: {words}" for fault in faults_of(words)]
        self.assertGreater(count, 3000)
        self.assertEqual(faults, [], "\n" + "\n".join(faults))


if __name__ == "__main__":
    unittest.main()
