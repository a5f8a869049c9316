"""Plants one fault at a time in a small sound tree and requires that check_structure.py finds it, and finds nothing in the sound tree."""
import tempfile
import unittest
from pathlib import Path

from check_structure import LONGEST_FILE, LONGEST_LINE, Checker

SOUND = {
    "engine/CMakeLists.txt": "FILES include/firebreak/time.hpp include/firebreak/spec.hpp include/firebreak/scenario.hpp)\n",
    "engine/include/firebreak/time.hpp": "#pragma once\n#include <vector>\n",
    "engine/include/firebreak/spec.hpp": "#pragma once\n#include <firebreak/time.hpp>\n",
    "engine/include/firebreak/scenario.hpp": "#pragma once\n#include <firebreak/spec.hpp>\n",
    "engine/src/kernel/CMakeLists.txt": "target_sources(firebreak PRIVATE ${CMAKE_CURRENT_LIST_DIR}/time.cpp)\n",
    "engine/src/kernel/time.cpp": "#include <firebreak/time.hpp>\n#include \"queue.hpp\"\n",
    "engine/src/kernel/queue.hpp": "#pragma once\n#include <cstdint>\nstruct Queue {\n};\n",
    "engine/src/model/CMakeLists.txt": "target_sources(firebreak PRIVATE ${CMAKE_CURRENT_LIST_DIR}/spec.cpp)\n",
    "engine/src/model/spec.cpp": "#include <firebreak/spec.hpp>\n#include \"kernel/queue.hpp\"\n",
    "engine/src/model/world.hpp": "#pragma once\n",
    "engine/src/trace/ledger.hpp": "#pragma once\n#include \"model/world.hpp\"\n",
    "engine/src/scenario/CMakeLists.txt": "target_sources(firebreak PRIVATE ${CMAKE_CURRENT_LIST_DIR}/scenario.cpp)\n",
    "engine/src/scenario/scenario.cpp": "#include <yaml-cpp/yaml.h>\n#include <firebreak/scenario.hpp>\n#include \"model/world.hpp\"\n",
    "engine/src/paths/graph.hpp": "#pragma once\n#include <boost/graph/adjacency_list.hpp>\n",
    "engine/src/sweep/store.hpp": "#pragma once\n#include <sqlite3.h>\n",
    "viz/CMakeLists.txt": "add_library(s session/filter.cpp panels/river.cpp panels/widgets.cpp)\n",
    "viz/session/filter.cpp": "#include \"filter.hpp\"\n#include <firebreak/spec.hpp>\n",
    "viz/session/filter.hpp": "#pragma once\n",
    "viz/panels/river.hpp": "#pragma once\n#include <imgui.h>\n#include \"session/filter.hpp\"\n",
    "viz/panels/river.cpp": "#include <imgui.h>\nvoid f() { ImGui::GetWindowDrawList()->AddLine({}, {}, 0); }\n",
    "viz/panels/widgets.cpp": "#include <imgui.h>\nvoid g() { ImGui::TextUnformatted(\"registered\"); }\n",
    "viz/backend/window.hpp": "#pragma once\n#include <SFML/Graphics.hpp>\n",
    "tests/CMakeLists.txt": "firebreak_add_tests(t SOURCES unit/kernel/time_test.cpp)\n",
    "tests/support/catch.hpp": "#pragma once\n",
    "tests/unit/kernel/time_test.cpp": "#include \"kernel/queue.hpp\"\n#include \"support/catch.hpp\"\n",
}

# A name for the fault, the file that has it, its text, and what the message must say.
PLANTED = [
    ("kernel includes model", "engine/src/kernel/queue.hpp", '#pragma once\n#include "model/world.hpp"\n', "wrong way: kernel"),
    ("the same by a relative path", "engine/src/kernel/queue.hpp", '#pragma once\n#include "../model/world.hpp"\n', "wrong way: kernel"),
    ("kernel uses a public header of the model", "engine/src/kernel/queue.hpp", "#pragma once\n#include <firebreak/spec.hpp>\n",
     "wrong way: kernel"),
    ("a public header includes one from above", "engine/include/firebreak/time.hpp", "#pragma once\n#include <firebreak/spec.hpp>\n",
     "wrong way: kernel"),
    ("model includes trace", "engine/src/model/world.hpp", '#pragma once\n#include "trace/ledger.hpp"\n', "wrong way: model"),
    ("a room includes its neighbour", "engine/src/trace/ledger.hpp", "#pragma once\n#include <firebreak/scenario.hpp>\n",
     "wrong way: trace"),
    ("two types of one name", "engine/src/model/world.hpp", "#pragma once\nstruct Queue {\n    int a;\n};\n", "defines Queue too"),
    ("yaml-cpp outside scenario", "engine/src/model/world.hpp", "#pragma once\n#include <yaml-cpp/yaml.h>\n", "yaml-cpp is included"),
    ("Boost.Graph outside paths", "engine/src/trace/ledger.hpp", "#pragma once\n#include <boost/graph/graphviz.hpp>\n",
     "Boost.Graph is included"),
    ("SQLite outside sweep", "engine/src/trace/ledger.hpp", "#pragma once\n#  include <sqlite3.h>\n", "SQLite is included"),
    ("SFML in the engine", "engine/src/trace/ledger.hpp", "#pragma once\n#include <SFML/Window.hpp>\n", "SFML is included"),
    ("ImGui in viz/session", "viz/session/filter.hpp", "#pragma once\n#include <imgui.h>\n", "Dear ImGui is included"),
    ("session includes panels", "viz/session/filter.hpp", '#pragma once\n#include "panels/river.hpp"\n', "wrong way: session"),
    ("a panel draws words past the registry", "viz/panels/river.cpp", "void f() { ImGui::TextUnformatted(\"hidden\"); }\n",
     "draws what no registry knows"),
    ("a panel draws a button past the registry", "viz/panels/river.cpp", "void f() { if (ImGui::SmallButton(\"x\")) return; }\n",
     "draws what no registry knows"),
    ("engine includes the viewer", "engine/src/trace/ledger.hpp", '#pragma once\n#include "../../../viz/session/filter.hpp"\n',
     "not part of its library"),
    ("a public header includes a library", "engine/include/firebreak/time.hpp", "#pragma once\n#include <fmt/core.h>\n",
     "a public header includes <fmt/core.h>"),
    ("a public header includes an internal one", "engine/include/firebreak/time.hpp", '#pragma once\n#include "kernel/queue.hpp"\n',
     "a public header includes"),
    ("quotes around a public header", "engine/src/model/world.hpp", '#pragma once\n#include "firebreak/spec.hpp"\n', "in angle brackets"),
    ("angle brackets around an internal header", "engine/src/model/world.hpp", "#pragma once\n#include <kernel/queue.hpp>\n",
     "include it in quotes"),
    ("quotes around a library", "engine/src/scenario/scenario.cpp", '#include "yaml-cpp/yaml.h"\n', "is not a file of this library"),
    ("a public header that is not there", "tests/unit/kernel/time_test.cpp", "#include <firebreak/clock.hpp>\n", "does not exist"),
    ("an unlisted source of a room", "engine/src/model/forgotten.cpp", "int forgotten;\n", "not listed in engine/src/model/CMakeLists.txt"),
    ("a source that is only mentioned in a comment", "engine/src/kernel/CMakeLists.txt", "# time.cpp\n", "not listed in"),
    ("an unlisted test", "tests/unit/kernel/forgotten_test.cpp", "int forgotten;\n", "not listed in tests/CMakeLists.txt"),
    ("an unlisted public header", "engine/CMakeLists.txt", "FILES include/firebreak/spec.hpp)\n", "not listed in engine/CMakeLists.txt"),
    ("a public header of no room", "engine/include/firebreak/stray.hpp", "#pragma once\n", "no room, or more than one"),
    ("an unknown room", "engine/src/attic/box.hpp", '#pragma once\n#include "model/world.hpp"\n', "is not a room"),
    ("a long file", "engine/src/model/world.hpp", "#pragma once\n" * (LONGEST_FILE + 1), f"{LONGEST_FILE} are the limit"),
    ("a long line", "engine/src/model/world.hpp", "#pragma once\n// " + "x" * LONGEST_LINE + "\n", f"{LONGEST_LINE} are the limit"),
    ("unfinished work", "engine/src/model/world.hpp", "#pragma once\n// TO" + "DO later\n", "unfinished work"),
    ("a test that wins a race by sleeping", "tests/unit/kernel/time_test.cpp", "void f() { std::this_thread::sleep_" + "for(a_while); }\n",
     "a test that sleeps"),
    ("a test that asserts on wall time", "tests/unit/kernel/time_test.cpp", "const auto start = std::chrono::steady_" + "clock::now();\n",
     "looks at a clock"),
    ("a header that includes itself by another", "engine/src/model/world.hpp", '#pragma once\n#include "model/near.hpp"\n', "a cycle of includes",
     {"engine/src/model/near.hpp": '#pragma once\n#include "model/world.hpp"\n'}),
    ("a panel that makes its own words safe", "viz/panels/river.cpp", "#include <imgui.h>\nauto words = printable(rung.name.empty() ? rung.id : rung.name, 60);\n", "made safe by hand"),
    ("JSON in a session", "viz/session/filter.hpp", "#pragma once\nnlohmann::json held;\n", "belongs in the engine"),
    ("a panel with a static of its own", "viz/panels/river.cpp", "#include <imgui.h>\nint& f() {\n    static int kept;\n    return kept;\n}\n", "context.ui"),
    ("a header without a guard", "engine/src/model/world.hpp", "int world;\n", "without #pragma once"),
]


def faults_with(changes):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {**SOUND, **changes}.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Checker(folder).run()


class Structure(unittest.TestCase):
    def test_a_sound_tree_has_no_fault(self):
        self.assertEqual(faults_with({}), [])

    def test_each_planted_fault_is_found_where_it_is(self):
        for name, path, text, message, *others in PLANTED:
            with self.subTest(name):
                found = faults_with({path: text, **(others[0] if others else {})})
                self.assertTrue(any(message in fault for fault in found), f"not found among {found}")

    def test_a_fault_names_file_and_line(self):
        found = faults_with({"engine/src/kernel/queue.hpp": '#pragma once\n\n#include "model/world.hpp"\n'})
        self.assertEqual(found, ['engine/src/kernel/queue.hpp:3: wrong way: kernel must not include "model/world.hpp", which belongs to model'])


if __name__ == "__main__":
    unittest.main()
