"""`firebreak paths`: the answer in words, as JSON and CSV, and as files that other programs read."""
import csv
import io
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

import support
from support import FIRST, FLAGSHIP, RUIN

try:
    import networkx
except ImportError:
    networkx = None

# A name in a scenario may be any text of one line but for control characters and bidirectional overrides.
HOSTILE = '</script><img src=x onerror=alert(1)> "q" \'s\' back\\slash \\N &amp; &#10; ]]> -- %s,; سلام שלום 船'
QUOTED = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')


class PathsTest(support.CommandLineTest):
    def hostile(self):
        return self.scenario([("name: North", f'name: "{QUOTED}"'), ("name: Public protest", f'name: "{QUOTED}"'),
                              ("title: A cut cable", f'title: "{QUOTED}"')])

    def graph_files(self, scenario, *arguments):
        """The JSON, and the paths of the CSV, DOT and GraphML files of the same runs."""
        names = {kind: self.folder / f"paths.{kind}" for kind in ("csv", "dot", "graphml")}
        files = [word for kind, path in names.items() for word in (f"--{kind}", path)]
        return self.json_of("paths", scenario, "-n", "500", "--json", *arguments, *files), names

    def rendered(self, dot):
        """What Graphviz makes of a file, as an XML tree."""
        if shutil.which("dot") is None:
            self.skipTest("there is no Graphviz")
        done = subprocess.run(["dot", "-Tsvg", dot], capture_output=True, check=False, timeout=support.PATIENCE)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        return ElementTree.fromstring(done.stdout)


def texts(svg):
    return [element.text for element in svg.iter("{http://www.w3.org/2000/svg}text")]


class Text(PathsTest):
    def test_it_tells_of_paths_passages_cuts_and_ways_down_and_how_to_repeat_it(self):
        text = self.ok("paths", FLAGSHIP, "-n", "2000", "--seed", "7", "--measures", "hotline", "-k", "3").stdout
        for part in ["with hotline ", " of 2,000 runs (", "The commonest paths", "The likeliest paths to crisis", "[routine | routine] Washington: ",
                     "-> Crisis", "No crisis by the end", "What paths to crisis pass through", "Firebreaks", "No promise: a side kept",
                     "Off-ramps", "Washington: Step down one rung", "the way down closes", "Model output, not a forecast.",
                     "Again: firebreak paths", "--measures hotline --paths 3"]:
            self.assertIn(part.lower(), text.lower())

    def test_the_command_that_repeats_the_result_does(self):
        text = self.ok("paths", FIRST, "-n", "300", "--timeless", "--steps", "decisions", "--by", "decider,belief", "--past-crisis", "--arm",
                       "clean-both").stdout
        again = [line for line in text.splitlines() if line.startswith("Again: firebreak ")][0].removeprefix("Again: firebreak ")
        self.assertEqual(self.ok(*again.split()).stdout, text)

    def test_a_scenario_without_crises_has_paths_all_the_same(self):
        text = self.ok("paths", FIRST, "-n", "50", "--set", "actors.*.detection.probability=0").stdout
        self.assertIn("No run reaches a crisis", text)
        self.assertNotIn("Firebreaks", text)

    def test_what_every_path_passes_is_named(self):
        text = self.ok("paths", RUIN, "-n", "200", "--timeless").stdout
        self.assertIn("Every path to crisis passes through these, in this order:", text)
        self.assertRegex(text, r"\[r8 \| rest\] Walker: One rung up")

    def test_hostile_names_are_safe_for_a_terminal(self):
        text = self.ok("paths", self.hostile(), "-n", "100").stdout
        self.assertIsNone(re.search(r"[\x00-\x09\x0b-\x1f]", text))
        self.assertIn("onerror", text)


class Json(PathsTest):
    def test_the_numbers_agree_with_one_another(self):
        result = self.json_of("paths", FLAGSHIP, "-n", "2000", "--json", "--steps", "decisions")
        for name in ("graph", "timeless"):
            graph = result[name]
            nodes, decisions, edges = graph["nodes"], graph["decisions"], graph["edges"]
            self.assertEqual(nodes[graph["start"]]["runs"], 2000)
            self.assertEqual(nodes[graph["start"]]["crises"], result["crisis"]["count"])
            ends = [node for node in nodes if node["kind"] == "outcome"]
            self.assertEqual(sum(node["runs"] for node in ends), 2000)
            self.assertEqual(sum(node["runs"] for node in ends if node["outcome"] in ("war", "crisis")), result["crisis"]["count"])
            for index, node in enumerate(nodes):
                into = sum(edge["passes"] for edge in edges if edge["to"] == index) + (2000 if index == graph["start"] else 0)
                out = sum(edge["passes"] for edge in edges if edge["from"] == index)
                self.assertEqual(node["passes"], into)
                self.assertEqual(out, 0 if node["kind"] == "outcome" else node["passes"])
                self.assertEqual(node["reach"]["share"], node["runs"] / 2000)
                self.assertTrue(node["crisis"]["low"] <= node["crisis"]["share"] <= node["crisis"]["high"])
            for index, decision in enumerate(decisions):
                self.assertEqual(decision["passes"], sum(edge["passes"] for edge in edges if edge["decision"] == index))
        for path in result["commonest"] + result["to_crisis"]:
            self.assertEqual(path["exact"]["share"], path["exact"]["count"] / 2000)
            at = result["graph"]["start"]
            for edge in path["edges"]:
                self.assertEqual(result["graph"]["edges"][edge]["from"], at)
                at = result["graph"]["edges"][edge]["to"]
            self.assertEqual(result["graph"]["nodes"][at]["kind"], "outcome")
        counts = [path["exact"]["count"] for path in result["commonest"]]
        self.assertEqual(counts, sorted(counts, reverse=True))

    def test_a_cut_leaves_no_way_to_crisis(self):
        result = self.json_of("paths", FLAGSHIP, "-n", "1000", "--json")
        graph = result["timeless"]
        for cost in ("runs", "decisions"):
            cut = result["cuts"][cost]
            self.assertTrue(cut["possible"])
            closed = set(cut["decisions"])
            reached, open_nodes = {graph["start"]}, [graph["start"]]
            while open_nodes:
                at = open_nodes.pop()
                for edge in graph["edges"]:
                    if edge["from"] == at and edge["decision"] not in closed and edge["to"] not in reached:
                        reached.add(edge["to"])
                        open_nodes.append(edge["to"])
            self.assertFalse([node for node in reached if graph["nodes"][node].get("outcome") in ("war", "crisis")])
        self.assertEqual(result["cuts"]["decisions"]["cost"], len(result["cuts"]["decisions"]["decisions"]))
        paid = sum(graph["decisions"][decision]["runs"] for decision in result["cuts"]["runs"]["decisions"])
        self.assertEqual(result["cuts"]["runs"]["cost"], paid)
        self.assertGreaterEqual(paid, result["crisis"]["count"])

    def test_it_is_the_same_for_any_number_of_threads(self):
        results = [self.json_of("paths", FLAGSHIP, "-n", "700", "--json", "-j", jobs) for jobs in (1, 2, 3)]
        for result in results:
            del result["seconds"]
        self.assertEqual(results[1], results[0])
        self.assertEqual(results[2], results[0])


class Files(PathsTest):
    def test_graphml_read_by_another_program_has_the_counts_of_the_json(self):
        if networkx is None:
            self.skipTest("there is no networkx")
        for arguments in ([], ["--timeless"], ["--by", "decider,belief"]):
            result, files = self.graph_files(FLAGSHIP, *arguments)
            graph = networkx.read_graphml(files["graphml"], force_multigraph=True)
            self.assertTrue(graph.is_directed())
            self.assertEqual(graph.graph["runs"], 500)
            wanted = result["graph"]
            self.assertEqual(graph.number_of_nodes(), len(wanted["nodes"]))
            for index, node in enumerate(wanted["nodes"]):
                read = graph.nodes[f"n{index}"]
                self.assertEqual([read[key] for key in ("kind", "passes", "runs", "crises", "came_down")],
                                 [node[key] for key in ("kind", "passes", "runs", "crises", "came_down")])
                # Some versions of networkx leave empty texts out.
                self.assertEqual([read.get("first_posture", ""), read.get("second_posture", "")], node.get("postures", ["", ""]))
                self.assertEqual(read["step"], -1 if node.get("step") is None else node["step"])
            found = sorted((int(a[1:]), int(b[1:]), data.get("mover", ""), data.get("move", ""), data["runs"], data["crises"])
                           for a, b, data in graph.edges(data=True))
            listed = sorted((edge["from"], edge["to"], wanted["decisions"][edge["decision"]]["mover"] or "",
                             wanted["decisions"][edge["decision"]]["move"] or "", edge["runs"], edge["crises"]) for edge in wanted["edges"])
            self.assertEqual(found, listed)

    def test_graphviz_draws_every_node_and_edge(self):
        result, files = self.graph_files(FIRST, "--timeless")
        svg = self.rendered(files["dot"])
        kinds = [group.get("class") for group in svg.iter("{http://www.w3.org/2000/svg}g")]
        self.assertEqual(kinds.count("node"), len(result["graph"]["nodes"]))
        self.assertEqual(kinds.count("edge"), len(result["graph"]["edges"]))
        self.assertIn("North: Calm", texts(svg))
        self.assertIn("Crisis", texts(svg))

    def test_hostile_names_come_through_every_format_as_they_are(self):
        result, files = self.graph_files(self.hostile(), "--timeless")
        # Ids are what the formats identify things by; names stand in labels.
        shown = texts(self.rendered(files["dot"]))
        self.assertTrue([text for text in shown if HOSTILE in text.replace("\xa0", " ")], shown[:10])
        if networkx is not None:
            graph = networkx.read_graphml(files["graphml"], force_multigraph=True)
            self.assertEqual(graph.graph["title"], HOSTILE)
            self.assertTrue([1 for _, label in graph.nodes(data="label") if f"{HOSTILE} at Calm" in label])
            self.assertTrue([1 for _, _, label in graph.edges(data="label") if f"{HOSTILE}: accuse" in label])
        self.assertEqual(len(list(csv.DictReader(io.StringIO(files["csv"].read_text(encoding="utf-8"), newline="")))),
                         len(result["graph"]["edges"]))

    def test_csv_has_a_row_per_edge_and_the_numbers_of_the_json(self):
        result, files = self.graph_files(FLAGSHIP)
        raw = files["csv"].read_bytes()
        self.assertEqual(raw.count(b"\r\n"), raw.count(b"\n"))
        rows = list(csv.DictReader(raw.decode().splitlines()))
        graph = result["graph"]
        self.assertEqual(len(rows), len(graph["edges"]))
        for row, edge in zip(rows, graph["edges"]):
            decision = graph["decisions"][edge["decision"]]
            node = graph["nodes"][edge["from"]]
            self.assertEqual((int(row["from"]), int(row["to"]), int(row["runs"]), int(row["came_down"])),
                             (edge["from"], edge["to"], edge["runs"], edge["came_down"]))
            self.assertEqual((row["mover"], row["move"], row["accident"]), (decision["mover"] or "", decision["move"] or "", "no"))
            self.assertEqual([row["from_first_posture"], row["from_second_posture"], int(row["from_step"])], node["postures"] + [node["step"]])
            self.assertEqual(float(row["crisis"]), edge["crises"] / edge["runs"])
            self.assertTrue(float(row["reach_low"]) <= float(row["reach"]) <= float(row["reach_high"]))

    def test_thin_edges_can_be_left_out_of_pictures(self):
        result, files = self.graph_files(FLAGSHIP, "--min-runs", "20")
        thin = sum(edge["runs"] < 20 for edge in result["graph"]["edges"])
        self.assertGreater(thin, 0)
        for kind in ("dot", "graphml"):
            self.assertIn(f"Left out: {thin} edges taken by fewer than 20 runs", files[kind].read_text(encoding="utf-8"))

    def test_one_file_can_go_to_standard_output(self):
        self.assertTrue(self.ok("paths", FIRST, "-n", "20", "--dot", "-").stdout.startswith("digraph"))
        self.assertTrue(self.ok("paths", FIRST, "-n", "20", "--graphml", "-").stdout.startswith("<?xml"))
        self.wrong("paths", FIRST, "--dot", "-", "--json", says="standard output")

    def test_a_folder_that_is_missing_leaves_nothing_behind(self):
        done = support.run("paths", FIRST, "-n", "20", "--dot", self.folder / "missing" / "x.dot")
        self.assertEqual(done.returncode, support.FAILED)
        self.assertIn("No such file", done.stderr)
        self.assertEqual(list(self.folder.iterdir()), [])


class Interrupts(PathsTest):
    def test_ctrl_c_prints_the_graph_of_the_runs_that_were_finished(self):
        status, output, _ = support.interrupt("paths", FIRST, "-n", "1000000000", "--json")
        self.assertEqual(status, support.INTERRUPTED)
        partial = json.loads(output)
        self.assertIs(partial["partial"], True)
        self.assertGreater(partial["runs"], 0)
        self.assertIsNone(partial["commonest"][0]["exact"])
        again = self.json_of("paths", FIRST, "-n", partial["runs"], "--json")
        self.assertEqual(again["graph"], partial["graph"])
        self.assertEqual(again["cuts"], partial["cuts"])


class WrongCommandLine(PathsTest):
    def test_unknown_words_are_named_with_the_nearest(self):
        self.wrong("paths", FIRST, "--by", "belif", says="did you mean 'belief'?")
        self.wrong("paths", FIRST, "--steps", "act", says="did you mean 'acts'?")
        self.wrong("paths", FIRST, "--measures", "phne", says="did you mean 'phone'?")


if __name__ == "__main__":
    support.main()
