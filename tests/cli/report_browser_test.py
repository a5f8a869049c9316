"""The report page in a headless browser: nothing is complained of, nothing is asked for, nothing scrolls sideways. Skipped without Chromium."""
import sys

import browser
import pages
import support
from pages import HOSTILE
from support import FLAGSHIP

# Whether an element is seen, and how its colour contrasts with what is behind it (WCAG 2.2, 1.4.3).
CONTRAST = """
(() => {
  const channel = v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const light = c => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
  const numbers = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const behind = e => { for (; e; e = e.parentElement) { const c = numbers(getComputedStyle(e).backgroundColor);
                        if (c.length == 3 || c[3] > 0) return c; } return [255, 255, 255]; };
  const bad = [];
  for (const e of document.querySelectorAll('p,li,h1,h2,h3,h4,td,th,a,span,code,mark,strong,summary,caption,figcaption')) {
    if (!e.getClientRects().length || ![...e.childNodes].some(n => n.nodeType == 3 && n.data.trim())) continue;
    const a = light(numbers(getComputedStyle(e).color)), b = light(behind(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) bad.push(e.tagName + '.' + e.className + ' ' + ratio.toFixed(2));
  }
  return [...new Set(bad)];
})()
"""
# Marks of the pictures against the paper behind them (1.4.11).
MARKS = CONTRAST.split("const bad")[0] + """
  const bad = [];
  for (const [name, what] of [['icon-crisis', 'fill'], ['icon-caused', 'stroke'], ['icon-avoided', 'stroke'], ['icon-none', 'fill']]) {
    const e = document.querySelector('.legend .' + name);
    const a = light(numbers(getComputedStyle(e)[what])), b = light(behind(document.querySelector('.icons')));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 3) bad.push(name + ' ' + ratio.toFixed(2));
  }
  return bad;
})()
"""
# What sticks out of the page to the right and is in no box that scrolls by itself.
STICKS_OUT = """
[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest('.river-box, .chart-box'))
  .slice(0, 5).map(e => e.tagName + '.' + (e.className.baseVal ?? e.className))
"""


class InTheBrowser(pages.PageTest):
    def look_at(self, scenario, open_all):
        self.page(scenario, runs="1000")
        path = self.folder / "page.html"
        with browser.Browser() as chromium:
            for scheme in ("light", "dark"):
                for media in ("screen", "print"):
                    for width in (400, 1280):
                        with self.subTest(f"{scheme} {media} {width}"):
                            chromium.open(path, width=width, scheme=scheme, media=media)
                            if open_all:
                                chromium.value("document.querySelectorAll('details').forEach(d => { d.open = true; })")
                            self.assertEqual(chromium.value("document.documentElement.scrollWidth"), width, chromium.value(STICKS_OUT))
                            self.assertEqual(chromium.value(STICKS_OUT), [])
                            self.assertEqual(chromium.requests(), [path.resolve().as_uri()])
                            self.assertEqual(chromium.complaints(), [])
                            if width == 1280:
                                self.assertEqual(chromium.value(CONTRAST), [])
                                self.assertEqual(chromium.value(MARKS), [])
            self.assertEqual(chromium.value("document.images.length + document.scripts.length"), 0)

    def test_the_flagship(self):
        self.look_at(FLAGSHIP, open_all=True)

    def test_a_hostile_scenario(self):
        self.look_at(self.scenario(HOSTILE), open_all=True)

    def test_what_is_looked_for_is_found_where_it_is(self):
        """The looks above see a planted fault of each kind."""
        whole = self.page(FLAGSHIP, runs="100").text
        path = self.folder / "planted.html"
        with browser.Browser() as chromium:
            def plant(markup, text=whole):
                path.write_text(text.replace("<main", markup + "<main", 1), encoding="utf-8")
                chromium.open(path, width=400)

            plant('<img src="http://127.0.0.1:9/x.png" />')
            self.assertIn("http://127.0.0.1:9/x.png", chromium.requests())
            self.assertIn("Content Security Policy", chromium.complaints()[0])
            plant("<script>document.title = 'run'</script>")
            self.assertIn("Content Security Policy", chromium.complaints()[0])
            self.assertNotEqual(chromium.value("document.title"), "run")
            plant('<p onclick="x()">text</p>')
            self.assertIn("Content Security Policy", chromium.complaints()[0])
            plant('<p style="width: 600px">text</p>')
            self.assertGreater(chromium.value("document.documentElement.scrollWidth"), 400)
            self.assertEqual(chromium.value(STICKS_OUT), ["P."])
            plant('<p style="color: #999999">text</p>')
            self.assertEqual(chromium.value(CONTRAST), ["P. 2.85"])
            plant("", whole.replace("--unresolved: #79838c", "--unresolved: #c0c4c8"))
            self.assertEqual([mark.split()[0] for mark in chromium.value(MARKS)], ["icon-none"])

    def test_dark_is_dark_and_paper_is_white(self):
        self.page(FLAGSHIP, runs="100")
        with browser.Browser() as chromium:
            seen = {}
            for scheme, media in (("light", "screen"), ("dark", "screen"), ("dark", "print")):
                chromium.open(self.folder / "page.html", scheme=scheme, media=media)
                seen[scheme, media] = chromium.value("getComputedStyle(document.body).backgroundColor")
            self.assertEqual(seen["light", "screen"], "rgb(255, 255, 255)")
            self.assertEqual(seen["dark", "print"], "rgb(255, 255, 255)")
            self.assertEqual(seen["dark", "screen"], "rgb(20, 24, 28)")

    def test_a_link_leads_to_an_event_in_a_folded_part(self):
        self.page(FLAGSHIP, runs="100")
        with browser.Browser() as chromium:
            chromium.open(self.folder / "page.html")
            folded = chromium.value("document.querySelector('#story details .item').id")
            chromium.value(f"location.hash = '{folded}'")
            self.assertTrue(chromium.value(f"document.getElementById('{folded}').closest('details').open"))
            self.assertEqual(chromium.value("document.querySelectorAll(':target').length"), 1)


if __name__ == "__main__":
    if browser.find() is None:
        print("there is no Chromium here")
        sys.exit(77)
    support.main()
