"""What the tests of the report page share: making pages, and a scenario that tries to break out of one."""
import json
import re
from html.parser import HTMLParser

import support

# Control characters and bidirectional overrides are not among it: no scenario that holds them is read.
ATTACK = '</script><img src=x onerror=alert(1)></style>"\'&amp;%s%n{0}\\u202e]]><!-- [!] a. b (#3) '
QUOTED = json.dumps(ATTACK)
LONG = json.dumps(((ATTACK + "W" * 150) * 30)[:5000])
# Every string of a scenario that is for people.
HOSTILE = [
    ("title: A cut cable", f"title: {LONG}\nsummary: {QUOTED}\nsources: {{s1: {QUOTED}}}"),
    ("  actors.*.posture.misread: {grade: assumed, label: how often a move is misread",
     f"  actors.*: {{grade: assumed, note: {QUOTED}, source: s1}}\n  actors.*.posture.misread: {{grade: assumed, label: {QUOTED}"),
    ("question: Does a telephone between two coast guards lower the risk of a crisis?", f"question: {LONG}"),
    ("name: Calm", f"name: {QUOTED}, description: {QUOTED}"),
    ("name: Public protest", f"name: {LONG}"),
    ("name: Naval patrols, firebreak: Military instruments", f"name: {QUOTED}, firebreak: {QUOTED}"),
    ("accident: {hostility: 0}", f"accident: {{name: {QUOTED}, hostility: 0}}"),
    ("sabotage: {hostility: 1}", f"sabotage: {{name: {LONG}, hostility: 1}}"),
    ("cut-north: {target", f"cut-north: {{label: {QUOTED}, target"),
    ("cut-south: {target", f"cut-south: {{label: {LONG}, target"),
    ("divers: {every", f"divers: {{label: {QUOTED}, every"),
    ("phone: {up: no", f"phone: {{label: {QUOTED}, up: no"),
    ("denial: {likelihood", f"denial: {{label: {QUOTED}, likelihood"),
    ("accuse: {raise_to", f"accuse: {{label: {QUOTED}, raise_to"),
    ("patrol: {raise_to", f"patrol: {{label: {LONG}, raise_to"),
    ("name: North", f"name: {LONG}"),
    ("name: South", f"name: {QUOTED}"),
    ("label: A telephone between the coast guards", f"label: {LONG}"),
]


class Page(HTMLParser):
    """A page taken apart: its elements with their attributes, where they stand, and the text in them."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.text = text
        self.elements = []  # [tag, attributes, text, parents]
        self.open = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        element = [tag, dict(attrs), "", [e[0] for e in self.open]]
        self.elements.append(element)
        self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            raise AssertionError(f"</{tag}> closes {self.open[-1][:2] if self.open else 'nothing'}")
        self.open.pop()

    def handle_data(self, data):
        for element in self.open:
            element[2] += data

    def all(self, *tags):
        return [element for element in self.elements if element[0] in tags]

    def section(self, name):
        return next(e for e in self.all("section") if e[1]["id"] == name)

    def commands(self):
        """The command lines on the page, each once."""
        found = [e[2] for e in self.all("code") if e[2].startswith("firebreak ")]
        return list(dict.fromkeys(found))

    def tables(self):
        """Each table as caption and rows of cells, headings first."""
        tables = []
        for tag, _, text, _ in self.elements:
            if tag == "table":
                tables.append(["", []])
            elif tag == "caption":
                tables[-1][0] = plain(text)
            elif tag == "tr":
                tables[-1][1].append([])
            elif tag in ("th", "td"):
                tables[-1][1][-1].append(plain(text))
        return tables


def plain(text):
    """On one line, with plain blanks."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()


class PageTest(support.CommandLineTest):
    def page(self, scenario, *options, runs="200", sweep=("--settings", "8", "--each", "20")):
        path = self.folder / "page.html"
        done = self.ok("report", scenario, "-o", path, "-n", runs, *sweep, *options)
        self.assertEqual(done.stdout, "")
        return Page(path.read_text(encoding="utf-8"))
