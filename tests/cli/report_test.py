"""`firebreak report`: the page is whole, safe and readable, and its numbers are those of the commands beside them."""
import re
import shlex
import xml.etree.ElementTree as ElementTree

import pages
import support
from pages import HOSTILE, Page, plain
from support import FAILED, FIRST, FLAGSHIP, INTERRUPTED, ROOT, run

HTML = {"html", "head", "meta", "title", "style", "body", "a", "header", "nav", "main", "footer", "section", "h1", "h2", "h3", "h4", "p", "ul", "ol", "li",
        "div", "span", "strong", "code", "mark", "br", "details", "summary", "figure", "figcaption", "table", "caption", "thead", "tbody", "tr", "th", "td"}
SVG = {"svg", "g", "path", "line", "circle", "rect", "text", "tspan", "title", "desc", "defs", "pattern", "clippath", "polygon", "polyline", "style", "use"}


class Safety(pages.PageTest):
    def check(self, page):
        for tag, attributes, _, parents in page.elements:
            self.assertIn(tag, SVG if "svg" in parents or tag == "svg" else HTML)
            for name, value in attributes.items():
                self.assertFalse(name.startswith("on"), f"{tag} {name}")
                self.assertNotIn(name, ("src", "srcset", "action", "formaction", "data", "poster", "background", "ping"))
                if name.endswith("href"):
                    self.assertTrue(value.startswith("#"), value)
                if "url(" in value:
                    self.assertRegex(value, r"^url\(#[\w-]+\)$")
        for _, _, text, _ in page.all("style"):
            self.assertNotRegex(text, r"url\((?!#)|@import|expression|</")
        policy = [a["content"] for t, a, _, _ in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy"]
        self.assertEqual(len(policy), 1)
        self.assertIn("default-src 'none'", policy[0])
        self.assertNotIn("script-src", policy[0])

    def test_the_page_can_neither_run_nor_load_anything(self):
        self.check(self.page(FLAGSHIP))

    def test_no_string_of_a_scenario_gets_out_of_its_place(self):
        page = self.page(self.scenario(HOSTILE), runs="400")
        self.check(page)
        ElementTree.fromstring(page.text)
        for raw in ("<img", "<script", "</script"):
            self.assertNotIn(raw, page.text)
        self.assertGreater(page.text.count("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"), 20)
        self.assertTrue(page.all("h1")[0][2].startswith("</script><img src=x onerror=alert(1)></style>\"'&amp;%s%n{0}"))
        # A name of 5,000 characters is cut wherever it stands.
        self.assertLess(max(len(text) for tag, _, text, _ in page.all("caption", "summary", "h2", "h3", "th")), 2500)

    def test_the_name_of_the_file_is_quoted_and_escaped(self):
        path = self.scenario(name="a <b>&'; \x1b[31m\u202e rm.yaml")
        page = self.page(path, runs="20")
        self.assertIn("&lt;b&gt;&amp;", page.text)
        self.assertNotRegex(page.text, "[\x1b\u202e]")
        path = self.scenario(name="a <b>&'; rm.yaml")
        page = self.page(path, runs="20")
        run_line = next(line for line in page.commands() if line.startswith("firebreak run"))
        self.assertEqual(shlex.split(run_line)[2], str(path))


class Reading(pages.PageTest):
    """What a screen reader, a person at the keyboard and a parser need."""

    @classmethod
    def setUpClass(cls):
        done = run("report", FLAGSHIP, "-o", "-", "-n", "1000", "--settings", "32", "--each", "40")
        assert done.returncode == 0, done.stderr
        cls.text = done.stdout
        cls.page_read = Page(done.stdout)

    def test_it_is_well_formed_for_an_xml_parser_too(self):
        root = ElementTree.fromstring(self.text)
        self.assertEqual(root.tag, "{http://www.w3.org/1999/xhtml}html")
        self.assertEqual(root.get("lang"), "en")
        self.assertTrue(self.text.startswith("<!DOCTYPE html>\n"))

    def test_it_has_landmarks_and_sections_that_the_contents_name(self):
        page = self.page_read
        for tag in ("header", "nav", "main", "footer", "h1", "title"):
            self.assertEqual(len([e for e in page.all(tag) if "svg" not in e[3]]), 1, tag)
        self.assertTrue(page.all("nav")[0][1]["aria-label"])
        named = [e[1]["href"][1:] for e in page.all("a") if "nav" in e[3]]
        self.assertEqual(named, [e[1]["id"] for e in page.all("section")])
        self.assertEqual(named, ["answer", "icons", "measures", "river", "causes", "story", "runs", "assumed", "again"])

    def test_headings_are_in_order(self):
        levels = [int(e[0][1]) for e in self.page_read.all("h1", "h2", "h3", "h4", "h5", "h6")]
        self.assertEqual(levels[0], 1)
        self.assertEqual(levels.count(1), 1)
        for before, after in zip(levels, levels[1:]):
            self.assertLessEqual(after, before + 1)
        for _, _, text, _ in self.page_read.all("h1", "h2", "h3", "h4"):
            self.assertTrue(text.strip())

    def test_every_picture_has_a_text(self):
        pictures = self.page_read.all("svg")
        self.assertGreater(len(pictures), 20)
        names = {e[1]["id"]: e[2] for e in self.page_read.elements if "id" in e[1]}
        for _, attributes, _, _ in pictures:
            if attributes.get("aria-hidden") == "true":
                continue
            self.assertEqual(attributes.get("role"), "img")
            label = attributes.get("aria-label") or "".join(names[i] for i in attributes.get("aria-labelledby", "").split())
            self.assertGreater(len(label.strip()), 10)

    def test_numbers_stand_with_what_is_tried_for_them(self):
        tables = dict(self.page_read.tables())
        numbers = {row[0]: row[1] for row in tables["Every number of the scenario"][1:]}
        self.assertEqual(numbers["actors.moscow.posture.misread"], "0.1, tried from 0 to 0.2")
        self.assertEqual(numbers["actors.moscow.attribution.tilt"], "0.69, tried from 0 to 2.08, most often 0.69")
        self.assertEqual(numbers["channels.hotline.deliver"], "median 2h (lognormal, sigma 0.8), tried from 0.3 to 6 times the value")
        self.assertEqual(numbers["measures.doctrine-exchange.set.actors.*.posture.misread"], "0.04, tried from 0.02 to 0.08")
        self.assertEqual(numbers["actors.moscow.posture.delay"], "2h")
        entries = {row[0]: row[2] for row in tables["What the scenario says about its numbers, in its own words"][1:]}
        self.assertEqual(entries["actors.*.posture.misread"], "tried from 0 to 0.2 (how often a posture is misread); no empirical estimate exists")

    def test_every_table_has_a_caption_and_headings_with_scope(self):
        tables = self.page_read.tables()
        self.assertGreater(len(tables), 8)
        self.assertEqual(len(self.page_read.all("caption")), len(tables))
        for _, attributes, text, parents in self.page_read.all("th"):
            self.assertEqual(attributes["scope"], "col" if "thead" in parents else "row")
            self.assertTrue(text.strip())
        for caption, rows in tables:
            self.assertTrue(caption)
            self.assertGreater(len(rows), 1, caption)
            self.assertEqual({len(row) for row in rows}, {len(rows[0])}, caption)

    def test_ids_are_unique_and_every_reference_has_its_target(self):
        ids = [e[1]["id"] for e in self.page_read.elements if "id" in e[1]]
        self.assertEqual(len(ids), len(set(ids)))
        wanted = {e[1][n][1:] for e in self.page_read.elements for n in e[1] if n.endswith("href")}
        wanted |= {i for e in self.page_read.elements for n in ("aria-labelledby", "aria-describedby") for i in e[1].get(n, "").split()}
        wanted |= set(re.findall(r"url\(#([\w-]+)\)", self.text))
        self.assertGreater(len(wanted), 50)
        self.assertEqual(wanted - set(ids), set())

    def test_what_scrolls_can_be_reached_by_keyboard_and_has_a_name(self):
        boxes = [e for e in self.page_read.all("div") if e[1].get("class") in ("river-box", "chart-box")]
        self.assertEqual(len(boxes), 4)
        for _, attributes, _, _ in boxes:
            self.assertEqual((attributes["tabindex"], attributes["role"]), ("0", "region"))
            self.assertTrue(attributes["aria-label"])


class Numbers(pages.PageTest):
    def test_every_command_on_the_page_runs(self):
        page = self.page(FIRST, "--set", "channels.phone.credibility=0.5", runs="100")
        commands = page.commands()
        self.assertGreater(len(commands), 20)
        kinds = {shlex.split(line)[1] for line in commands}
        self.assertLessEqual({"run", "uncertainty", "compare", "causes", "explain", "show", "report"}, kinds)
        for line in commands:
            if "run-K.html" in line:
                self.assertIn("--replicate K --settings 8 --each 20 ", line)
            words = shlex.split(line.replace("--replicate K ", "--replicate 3 ").replace("run-K.html", "run-3.html"))
            with self.subTest(line):
                self.ok(*words[1:], cwd=self.folder)
                self.assertIn("channels.phone.credibility=0.5", words)
        self.assertEqual((self.folder / "report.html").read_text(encoding="utf-8"), page.text)
        self.assertIn("One run told: number 3<", (self.folder / "run-3.html").read_text(encoding="utf-8"))

    def test_the_measures_are_those_of_run_and_compare(self):
        page = self.page(FLAGSHIP, runs="1000")
        line = next(line for line in page.commands() if line.startswith("firebreak run") and "--json" not in line)
        text = self.ok(*shlex.split(line)[1:], cwd=ROOT).stdout
        lines = [plain(row) for row in text.splitlines()]
        tables = {caption: rows[1:] for caption, rows in page.tables()}
        shares = next(rows for caption, rows in tables.items() if caption.startswith("Runs with a crisis"))
        effects = next(rows for caption, rows in tables.items() if caption.startswith("Against the same runs"))
        arms = self.json_of("run", FLAGSHIP, "-n", "1000", "--json")["arms"]
        self.assertEqual(len(shares), 5)
        for row, arm in zip(shares, arms):
            for cell, kind in zip(row[4:], ("inadvertent", "averted", "war")):
                low, high = re.search(r"\(([\d.]+) to ([\d.]+)\)", cell).groups()
                self.assertAlmostEqual(float(low), 100 * arm[kind]["low"], delta=0.051)
                self.assertAlmostEqual(float(high), 100 * arm[kind]["high"], delta=0.051)
        for row in shares:
            name = row[0].split(" (")[0]
            bare = [cell.split(" (")[0] for cell in row[1:]]
            self.assertIn(f"{name} " + " ".join(bare), lines)
        for row in effects:
            name = row[0].split(" (")[0]
            self.assertIn(f"{name} {row[1]} {row[2]} {row[4]} {row[5]} {row[6]}", lines)
            measures = "doctrine-exchange,cert-exchange,hotline" if name.startswith("all") else name
            compare = next(c for c in page.commands() if c.startswith("firebreak compare") and f"--measures {measures} --against none" in c)
            paired = self.json_of(*shlex.split(compare)[1:], "--json", cwd=ROOT)["paired"]
            self.assertEqual((f"{paired['avoided']:,}", f"{paired['caused']:,}"), (row[4], row[5]))
            gain = next(r[1] for caption, rows in page.tables() if caption == "What pairing is worth" for r in rows if r[0] == row[0])
            self.assertEqual(gain, f"{paired['variance_reduction']:.1f}")

    def test_what_the_filter_asks_for_has_no_interval(self):
        page = self.page(FLAGSHIP, runs="1000")
        river = page.text.split('<section id="river"')[1].split("<section")[0]
        everything, crises = river.split("Only the runs that reach a crisis")[0], river.split('id="river-crises', 1)[1]
        self.assertNotIn("by the filter", everything)
        self.assertIn(">by the filter</text>", crises)
        self.assertNotRegex(crises, r"Crisis by the last step shown: [^<]* to ")
        rows = next(rows for caption, rows in page.tables() if caption.startswith("Only the runs that reach a crisis"))
        self.assertEqual(rows[0][3], "of these to a crisis")
        self.assertEqual({row[3] for row in rows[1:]}, {"by the filter"})

    def test_the_figures_add_up_and_are_as_many_for_every_arm(self):
        for scenario, all_figures in ((FLAGSHIP, 100), (self.scenario([("threat: \">= 2.5\"", "threat: \">= 5\"")]), 1000)):
            page = self.page(scenario, runs="1000")
            pictures = [i for i, e in enumerate(page.elements) if e[0] == "svg" and e[1].get("class") == "icons"]
            self.assertGreater(len(pictures), 1)
            for i in pictures:
                with self.subTest(f"{scenario} {i}"):
                    label = page.elements[i][1]["aria-label"]
                    paths = []
                    for tag, attributes, _, parents in page.elements[i + 1:]:
                        if "svg" not in parents:
                            break
                        if tag == "path":
                            paths.append((attributes["class"], len(re.findall("M", attributes["d"]))))
                    self.assertEqual(sum(count for _, count in paths), all_figures)
                    crises = sum(count for name, count in paths if name in ("icon-crisis", "icon-caused"))
                    self.assertIn(f"{crises} of {all_figures:,} reach a crisis", label)

    def test_the_causes_are_those_of_causes(self):
        page = self.page(FLAGSHIP, "--measures", "hotline", runs="1000")
        line = next(line for line in page.commands() if line.startswith("firebreak causes") and "--json" not in line and "--replicate" not in line)
        self.assertIn("--measures hotline", line)
        tables = {caption: rows[1:] for caption, rows in page.tables()}
        kinds = tables["Correcting one such mistake, once, prevents the crisis"]
        wanted = {kind["words"]: kind for kind in self.json_of(*shlex.split(line)[1:], "--json", cwd=ROOT)["kinds"]}
        self.assertGreater(len(kinds), 2)
        for what, decides, _, last, prevents, present, _ in kinds:
            kind = wanted[what]
            self.assertEqual([decides, last, prevents, present],
                             [str(n) for n in (kind["pivotal"]["count"], kind["last_chance"], kind["averted"], kind["present"]["count"])])

    def test_a_change_is_what_its_comparison_says(self):
        page = self.page(FLAGSHIP, runs="1000")
        tables = {caption: rows[1:] for caption, rows in page.tables()}
        of = {start: next(rows for caption, rows in tables.items() if caption.startswith(start)) for start in ("If a side", "If a rule", "If a measure")}
        for what, prevents, _, causes, *_ in of["If a side"][:2] + of["If a rule"][:2] + of["If a measure"][:1]:
            note = next(e for e in page.all("p") if e[1].get("class") == "command" and plain(e[2]).startswith(what + ": firebreak compare"))
            paired = self.json_of(*shlex.split(note[2].split(": firebreak ", 1)[1]), "--json", cwd=ROOT)["paired"]
            with self.subTest(what):
                self.assertEqual((str(paired["avoided"]), str(paired["caused"])), (prevents, causes))


class Ranges(pages.PageTest):
    """The answer over the ranges of the scenario, beside the answer as stated."""

    def test_the_numbers_are_those_of_uncertainty(self):
        sweep = ("--settings", "24", "--each", "40")
        page = self.page(FIRST, runs="200", sweep=sweep)
        found = self.json_of("uncertainty", FIRST, "-n", "200", *sweep, "--json")
        tables = {caption: rows[1:] for caption, rows in page.tables()}
        rows = next(rows for caption, rows in tables.items() if caption.startswith("As stated, and over the ranges"))
        self.assertEqual([row[0] for row in rows], ["crises", "inadvertent of them", "phone"])
        for row, question in zip(rows, found["questions"]):
            shown = [float(cell.split(" (")[0]) for cell in row[3:6]]
            for number, name in zip(shown, ("p5", "p50", "p95")):
                self.assertAlmostEqual(number, 100 * question["over_ranges"][name]["value"], delta=0.0501)
        verdict = tables["In how many of the settings"][0]
        phone = found["questions"][2]
        for cell, name in zip(verdict[1:], ("lowers", "raises", "cannot_be_told")):
            self.assertEqual(round(100 * phone[name] / 24), int(re.match(r"\d+", cell)[0]), cell)
        lead = next(plain(e[2]) for e in page.all("p") if e[1].get("class") == "answer")
        self.assertRegex(lead, r"reach a crisis: .*\. But \d+ assumptions could just as well have other values")
        # A dot for every setting, one for the value as stated, and two in the legend.
        chart = page.text.split('class="chart-box"')[1]
        self.assertEqual(chart.count("<circle"), 24 + 1 + 2)

    def test_a_finished_sweep_gives_the_same_page_and_another_one_is_refused(self):
        folder = self.folder / "kept"
        sweep = ("--settings", "8", "--each", "20")
        self.ok("uncertainty", FIRST, "-n", "200", *sweep, "-o", folder)
        made = self.page(FIRST).section("answer")[2].split("The same numbers, and")[0]
        taken = self.page(FIRST, sweep=("--sweep", folder))
        self.assertEqual(taken.section("answer")[2].split("The same numbers, and")[0], made)
        self.assertIn(f"firebreak sweep analyse {folder} --runs 200", taken.commands())
        output = ("-o", self.folder / "x.html", "-n", "10")
        self.wrong("report", FLAGSHIP, "--sweep", folder, *output, says="is a sweep of another scenario: its SHA-256 is")
        self.wrong("report", FIRST, "--set", "channels.phone.credibility=0.5", "--sweep", folder, *output, says="give the same --set here as there")
        self.wrong("report", FIRST, "--sweep", folder, "--settings", "4", *output, says="only one of --sweep and --settings")
        self.wrong("report", FIRST, "--sweep", self.folder, *output, says="is not the folder of a sweep")
        self.assertFalse((self.folder / "x.html").exists())

    def test_without_ranges_or_settings_the_intervals_are_chance_alone(self):
        bare = self.page(ROOT / "scenarios/theory/walk.yaml", runs="20")
        self.assertIn("The intervals reflect chance alone: no number of this scenario has a range; give", plain(bare.section("answer")[2]))
        none = self.page(FIRST, runs="20", sweep=("--settings", "0"))
        self.assertIn("How far assumptions move the answer: firebreak uncertainty", plain(none.section("answer")[2]))
        for page in (bare, none):
            self.assertNotIn("chart-box", [e[1].get("class") for e in page.all("div")])


class Story(pages.PageTest):
    def test_the_chain_is_that_of_explain_and_leads_to_the_root(self):
        page = self.page(FLAGSHIP, runs="1000")
        line = next(line for line in page.commands() if line.endswith("--why crisis"))
        wanted = re.findall(r"^#(\d+) ", self.ok(*shlex.split(line)[1:], cwd=ROOT).stdout, flags=re.MULTILINE)
        story = page.text.split('<section id="story"')[1].split('<section id="runs"')[0]
        chain = re.findall(r'<a href="#event-(\d+)">#', story.split('<ol class="chain">')[1].split("</ol>")[0])
        self.assertEqual(chain, wanted)
        self.assertEqual(chain[-1], "0")
        # The same way by clicking "because of" from the crisis on.
        event, clicked = chain[0], []
        while event:
            clicked.append(event)
            found = re.search(rf'id="event-{event}">.*?(?:because of #(\d+)|</li>)', story, flags=re.DOTALL)
            event = found[1]
        self.assertEqual(clicked, wanted)

    def test_every_event_of_the_run_is_told_and_every_misperception_marked(self):
        page = self.page(FLAGSHIP, "--replicate", "13", runs="100")
        told = self.ok("explain", FLAGSHIP, "--replicate", "13").stdout
        story = page.text.split('<h3>The story</h3>')[1].split('<section id="runs"')[0]
        self.assertEqual(story.count('<mark class="wrong">[!]'), told.count("[!]") - 1)  # explain says once what the mark means
        items = [e for e in page.all("li") if e[1].get("class", "").startswith("item ")]
        self.assertGreater(len(items), 50)
        said = plain(" ".join(e[2] for e in items))
        for number in re.findall(r"\(#(\d+)(?: to #\d+)?\)", told):
            self.assertRegex(said, rf"#{number}\b")
        for name in ("WASHINGTON SAW", "MOSCOW SAW", "WASHINGTON DECIDED", "MOSCOW DECIDED", "TRUTH"):
            self.assertIn(name, said)

    def test_the_ledgers_do_not_mix(self):
        page = self.page(FLAGSHIP, "--replicate", "13", runs="100")
        for _, attributes, text, _ in (e for e in page.all("li") if e[1].get("class", "").startswith("item ")):
            ledger = attributes["class"].split()[1]
            mine, theirs = {"first": ("WASHINGTON", "MOSCOW"), "second": ("MOSCOW", "WASHINGTON"), "truth": ("", "")}[ledger]
            if mine:
                self.assertRegex(text, rf"{mine} (SAW|DECIDED|DELIBERATES|SENT|RECEIVED|WAITED|HELD)")
                self.assertNotRegex(text, rf"{theirs} (SAW|DECIDED|DELIBERATES|SENT|RECEIVED|WAITED|HELD)")

    def test_what_the_run_hinged_on_is_that_of_causes(self):
        page = self.page(FLAGSHIP, runs="1000")
        line = next(line for line in page.commands() if line.startswith("firebreak causes") and "--replicate" in line)
        rows = self.ok(*shlex.split(line)[1:], cwd=ROOT).stdout.splitlines()
        wanted = [re.match(r"\s*#(\d+) ", row)[1] for row in rows if re.match(r"\s*#\d+ .*(yes|last chance) ", row)]
        story = page.text.split('<section id="story"')[1].split("From the crisis back")[0]
        self.assertEqual(re.findall(r'<a href="#event-(\d+)">', story), wanted)
        self.assertEqual(page.text.count("◆ Last clear chance: "), 1)

    def test_the_typical_run_is_chosen_by_the_rule(self):
        page = self.page(FLAGSHIP, runs="1000")
        story = page.section("story")[2]
        self.assertIn("the first inadvertent crisis whose last clear chance was a misperception of the commonest kind and side", story)
        self.assertIn("inadvertent crisis", [e[2] for e in page.all("summary") if e[2].startswith("Run " + re.search(r"number (\d+)", story)[1] + ":")][0])
        self.assertIn("the run that was asked for", self.page(FLAGSHIP, "--replicate", "7", runs="100").section("story")[2])


class Command(pages.PageTest):
    def test_the_same_page_for_any_number_of_threads_and_on_standard_output(self):
        small = ("-n", "300", "--settings", "8", "--each", "20")
        one = self.ok("report", FIRST, "-o", "-", *small, "-j", "1").stdout
        self.assertEqual(self.ok("report", FIRST, "-o", "-", *small, "-j", "3").stdout, one)
        self.assertEqual(self.page(FIRST, runs="300").text, one)

    def test_every_shipped_scenario_makes_a_page(self):
        for path in sorted((ROOT / "scenarios").glob("*/*.yaml")):
            with self.subTest(path.name):
                text = self.ok("report", path, "-o", "-", "-n", "5", "--settings", "4", "--each", "5", "--quiet").stdout
                ElementTree.fromstring(text)
                self.assertNotRegex(plain(Page(text).section("answer")[2]), r"\bnan\b|\binf\b")

    def test_without_an_output_or_with_an_unknown_measure_it_refuses(self):
        self.wrong("report", FIRST, says="missing -o FILE")
        self.wrong("report", FIRST, "-o", self.folder / "x.html", "--measures", "phnoe", says="did you mean 'phone'?")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_it_does_not_overwrite_its_scenario(self):
        path = self.scenario()
        (self.folder / "link.html").symlink_to(path)
        before = path.read_bytes()
        for output in (path, self.folder / "." / "mine.yaml", self.folder / "link.html"):
            self.wrong("report", path, "-o", output, "-n", "10", says="is an input file; choose another name")
        self.assertEqual(path.read_bytes(), before)

    def test_what_cannot_be_written_leaves_nothing(self):
        self.wrong("report", FIRST, "-n", "10", "-o", self.folder / "none" / "x.html", "--settings", "0", says="No such file or directory", status=FAILED)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_an_interrupted_report_writes_nothing(self):
        output = self.folder / "x.html"
        status, out, error = support.interrupt("report", FLAGSHIP, "-n", "10000000", "-o", output)
        self.assertEqual((status, out), (INTERRUPTED, ""))
        self.assertIn("interrupted; nothing was written", error)
        self.assertEqual(list(self.folder.iterdir()), [])


if __name__ == "__main__":
    support.main()
