"""Checks that the house stands as engine/docs and the README describe it: which way includes run, and that no source is forgotten.

Usage: check_structure.py ROOT. Prints every fault as file:line: message; exit status 1 if there is one.
"""
import re
import subprocess
import sys
from pathlib import Path

# Rooms of the engine and of the viewer, and for each the rooms of the same tree that it may include from, besides itself.
ENGINE_ROOMS = {
    "base": set(),
    "kernel": {"base"},
    "model": {"base", "kernel"},
    "scenario": {"base", "kernel", "model"},
    "trace": {"base", "kernel", "model"},
    "telling": {"base", "kernel", "model", "trace"},
    "paths": {"base", "kernel", "model", "scenario", "trace", "telling", "sweep"},
    "sweep": {"base", "kernel", "model", "scenario", "trace", "telling"},
    "exercise": {"base", "kernel", "model", "scenario", "trace", "telling", "sweep"},
    "picture": {"base", "kernel", "model", "scenario", "trace", "telling", "paths", "sweep"},
    "report": {"base", "kernel", "model", "scenario", "trace", "telling", "paths", "sweep", "picture", "exercise"},
}
ENGINE_ROOMS["cli"] = set(ENGINE_ROOMS)
VIEWER_ROOMS = {
    "session": set(),
    "backend": set(),
    "panels": {"session"},
    "app": {"session", "backend", "panels"},
}

# Libraries that are kept in their place: pattern of the angle include, rooms that may use it, name for people.
SCREEN_ROOMS = {"viz/backend", "viz/panels", "viz/app"}
LIBRARIES = [
    (re.compile(r"yaml-cpp/"), {"engine/scenario"}, "yaml-cpp"),
    (re.compile(r"boost/(graph/|property_map/)"), {"engine/paths"}, "Boost.Graph"),
    (re.compile(r"sqlite3\.h"), {"engine/sweep"}, "SQLite"),
    (re.compile(r"zlib\.h"), {"engine/report"}, "zlib"),
    (re.compile(r"SFML/"), SCREEN_ROOMS, "SFML"),
    (re.compile(r"X11/"), {"viz/backend"}, "Xlib"),
    (re.compile(r"(imgui|imstb)"), SCREEN_ROOMS, "Dear ImGui"),
]

# What a person reads or clicks is drawn by the widgets, which register it; elsewhere only drawing on canvases and layout go straight to Dear ImGui.
WIDGET_FILES = {"viz/panels/widgets.cpp", "viz/panels/widget_core.cpp", "viz/panels/menus.cpp"}
UNREGISTERED = re.compile(r"ImGui::(Text\w*|Bullet\w*|LabelText|Value|SetTooltip|(Small|Invisible|Arrow|Radio|Color|Image|TabItem)?Button|Checkbox\w*"
                          r"|Selectable|MenuItem|BeginMenu\w*|BeginCombo|Combo|ListBox|BeginListBox|TreeNode\w*|CollapsingHeader|BeginTabItem"
                          r"|(Input|Drag|Slider|VSlider|Plot)[A-Z]\w*|Color(Edit|Picker)\d)\(")

# Figures are written by the engine, names of a scenario's entities by Labels. What a panel remembers lives with its Context.
VIEWER_ONLY_IN_APP = re.compile(r"\b(snprintf|nlohmann)\b")
NAME_BY_HAND = re.compile(r"\bprintable\([^;()]*\.(name|label)\b")
PANEL_STATIC = re.compile(r"^\s+static (?!constexpr |const |_cast)\w")

SUFFIXES = {".cpp", ".hpp", ".py"}
TREES = ("engine", "viz", "tests")
LONGEST_FILE = 450  # lines
LONGEST_LINE = 110  # columns, of product code
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
RESULT_HEADER = "tl/expected.hpp"  # until the standard library has one: C++23
STANDARD_HEADER = re.compile(r"[a-z_]+(\.h)?")  # <vector>, <math.h>: no folder, no .hpp
# What a busy machine decides. Who waits for a sign sleeps between one look and the next: for that there is wait_until() of the command line's tests, and
# the desktop program's tests do the same.
RACE = re.compile(r"\b(sleep|sleep_for|sleep_until|perf_counter)\(|\b(steady|system|high_resolution)_clock\b")
WAITING = "tests/cli/support.py"
NAMESPACE = re.compile(r"(?:inline )?namespace\s*([\w:]*)\s*\{")
TYPE = re.compile(r"(?:struct|class|union|enum(?: class)?) (\w+)(?: final)?\s*(?::(?!:)[^;{]*)?\{")
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")


class Checker:
    def __init__(self, root):
        self.root = Path(root).resolve()
        self.faults = []
        self.files = sorted(self.list_files())
        self.includes = {}  # header or source: the files of the tree that it includes
        self.header_rooms = self.find_header_rooms()
        self.types = {}  # qualified name: where it is defined

    def list_files(self):
        """Sources that git tracks or would track; all sources where there is no git."""
        listed = subprocess.run(["git", "-C", str(self.root), "ls-files", "-co", "--exclude-standard", "--", *TREES],
                                capture_output=True, text=True, check=False)
        if listed.returncode == 0 and (self.root / ".git").exists():
            names = [self.root / line for line in listed.stdout.splitlines()]
        else:
            names = [path for tree in TREES for path in (self.root / tree).rglob("*")]
        return {path for path in names if path.suffix in SUFFIXES and path.is_file()}

    def fault(self, path, line, message):
        self.faults.append(f"{path.relative_to(self.root)}:{line}: {message}")

    def name(self, path):
        return path.relative_to(self.root).as_posix()

    def room_of(self, path):
        """'engine/model', 'engine/public', 'viz/session' or None."""
        parts = path.relative_to(self.root).parts
        if parts[:3] == ("engine", "include", "firebreak"):
            return "engine/public"
        if len(parts) > 3 and parts[:2] == ("engine", "src"):
            return f"engine/{parts[2]}"
        if parts[:2] == ("engine", "cli"):
            return "engine/cli"
        if parts[0] == "viz" and len(parts) > 2:
            return f"viz/{parts[1]}"
        return None

    def find_header_rooms(self):
        """A public header belongs to the room that has a source of its name."""
        rooms = {}
        for header in (path for path in self.files if self.room_of(path) == "engine/public"):
            sources = [path for path in self.files
                       if path.suffix == ".cpp" and path.stem == header.stem and self.name(path).startswith("engine/src/")]
            if len(sources) == 1:
                rooms[header.stem] = self.room_of(sources[0]).split("/")[1]
            else:
                self.fault(header, 1, f"no room, or more than one, has a source {header.stem}.cpp, which says where a public header belongs")
        return rooms

    def run(self):
        for path in self.files:
            lines = path.read_text(encoding="utf-8").splitlines()
            if len(lines) > LONGEST_FILE:
                self.fault(path, LONGEST_FILE + 1, f"{len(lines)} lines; {LONGEST_FILE} are the limit, divide the file by its headings")
            for number, line in enumerate(lines, 1):
                if len(line) > LONGEST_LINE and not self.name(path).startswith("tests/"):
                    self.fault(path, number, f"{len(line)} columns; {LONGEST_LINE} are the limit")
                if UNFINISHED.search(line):
                    self.fault(path, number, "unfinished work is marked in the source; finish it or describe it in an issue")
                name = self.name(path)
                if RACE.search(line) and name.startswith("tests/") and not name.startswith("tests/viz/") and name != WAITING:
                    self.fault(path, number, "a test that sleeps or looks at a clock; wait for a sign, count work or take the processor's time")
                drawn = UNREGISTERED.search(line) if path.suffix == ".cpp" and self.room_of(path) in SCREEN_ROOMS else None
                if drawn and self.name(path) not in WIDGET_FILES:
                    self.fault(path, number, f"{drawn.group(0)}...) draws what no registry knows; use panels/widgets.hpp")
                self.check_viewer_line(path, number, line)
                match = INCLUDE.match(line) if path.suffix != ".py" else None
                if match:
                    self.check_include(path, number, match.group(1) == '"', match.group(2))
            if path.suffix == ".cpp" or self.room_of(path) == "engine/public":
                self.check_listed(path)
            if path.suffix in {".cpp", ".hpp"}:
                self.check_types(path, lines)
            if path.suffix == ".hpp" and "#pragma once" not in lines:
                self.fault(path, 1, "a header without #pragma once")
        self.check_cycles()
        return self.faults

    def check_types(self, path, lines):
        """Two types of one name outside unnamed namespaces are undefined behaviour in a program that links both, and no tool says so."""
        open_namespaces = []
        for number, line in enumerate(lines, 1):
            namespace = NAMESPACE.match(line)
            if namespace and not line.endswith("}"):
                open_namespaces.append(namespace.group(1))
            elif line.startswith("}  // namespace"):
                del open_namespaces[-1:]
            found = TYPE.match(line)
            if found is None or "" in open_namespaces:
                continue
            name = "::".join([*open_namespaces, found.group(1)])
            first = self.types.setdefault(name, path)
            if first != path:
                self.fault(path, number, f"{self.name(first)} defines {name} too; choose another name or an unnamed namespace")

    def check_cycles(self):
        """No header includes itself, by whatever way."""
        state = {}

        def visit(path, way):
            state[path] = "open"
            for target in self.includes.get(path, []):
                if state.get(target) == "open":
                    names = [self.name(step) for step in way[way.index(target):] + [target]]
                    self.fault(path, 1, "a cycle of includes: " + " -> ".join(names))
                elif target not in state:
                    visit(target, way + [target])
            state[path] = "done"

        for path in sorted(self.includes):
            if path not in state:
                visit(path, [path])

    def check_viewer_line(self, path, number, line):
        room = self.room_of(path)
        if room is None or not room.startswith("viz/"):
            return
        code = line.split("//")[0]
        found = VIEWER_ONLY_IN_APP.search(code) if room not in {"viz/app", "viz/backend"} else None
        if found:
            self.fault(path, number, f"{found.group(0)} belongs in the engine or under viz/app, which read and write files")
        if NAME_BY_HAND.search(code) and "entry.name" not in code:  # the name of a file
            self.fault(path, number, "a name made safe by hand; Labels does it for all")
        if room == "viz/panels" and path.suffix == ".cpp" and PANEL_STATIC.match(code):
            self.fault(path, number, "a function's own static; what a panel remembers lives in context.ui")

    def check_include(self, path, number, quoted, target):
        room = self.room_of(path)
        if quoted:
            self.check_quoted(path, number, room, target)
            return
        if target.startswith("firebreak/"):
            self.check_public_use(path, number, room, target)
            return
        if self.is_internal(target):
            self.fault(path, number, f"<{target}> is not public: include it in quotes")
        if room is None:
            return
        for pattern, allowed, library in LIBRARIES:
            if pattern.match(target) and room not in allowed:
                self.fault(path, number, f"{library} is included in {room}; it belongs to {', '.join(sorted(allowed))}")
        if room == "engine/public" and not STANDARD_HEADER.fullmatch(target) and target != RESULT_HEADER:
            self.fault(path, number, f"a public header includes <{target}>; only the standard library and <firebreak/...> are allowed")

    def is_internal(self, target):
        bases = ("engine/src", "viz")
        return "/" in target and any((self.root / base / target).is_file() for base in bases)

    def check_public_use(self, path, number, room, target):
        if not (self.root / "engine/include" / target).is_file():
            self.fault(path, number, f"<{target}> does not exist")
            return
        self.includes.setdefault(path, []).append(self.root / "engine/include" / target)
        if room is None or not room.startswith("engine/"):
            return
        here = self.header_rooms.get(path.stem) if room == "engine/public" else room.split("/")[1]
        there = self.header_rooms.get(Path(target).stem)
        self.check_direction(path, number, here, there, ENGINE_ROOMS, f"<{target}>")

    def check_direction(self, path, number, here, there, rooms, target):
        if here is None or there is None or here == there:
            return
        if here not in rooms:
            self.fault(path, number, f"'{here}' is not a room; rooms are {', '.join(rooms)}")
        elif there not in rooms[here]:
            self.fault(path, number, f"wrong way: {here} must not include {target}, which belongs to {there}")

    def check_quoted(self, path, number, room, target):
        if target.startswith("firebreak/"):
            self.fault(path, number, f'"{target}" is public: include it in angle brackets')
            return
        if room == "engine/public":
            self.fault(path, number, f'a public header includes "{target}"; only the standard library and <firebreak/...> are allowed')
            return
        tree = self.name(path).split("/")[0]
        bases = {"engine": [path.parent, self.root / "engine/src"], "viz": [path.parent, self.root / "viz"]}.get(
            tree, [path.parent, self.root / "tests", self.root / "engine", self.root / "engine/src", self.root / "viz"])
        found = next((base / target for base in bases if (base / target).is_file()), None)
        if found is None:
            self.fault(path, number, f'"{target}" is not a file of this library: use angle brackets, or mend the path')
            return
        self.includes.setdefault(path, []).append(found.resolve())
        if room is None:
            return
        there = self.room_of(found.resolve())
        if there is None or there.split("/")[0] != room.split("/")[0]:
            self.fault(path, number, f'wrong way: {room} must not include "{target}", which is not part of its library')
            return
        rooms = ENGINE_ROOMS if tree == "engine" else VIEWER_ROOMS
        self.check_direction(path, number, room.split("/")[1], there.split("/")[1], rooms, f'"{target}"')

    def check_listed(self, path):
        """The nearest CMakeLists.txt at or above a source or public header names it, by its path from there."""
        for folder in path.parents:
            lists = folder / "CMakeLists.txt"
            if lists.is_file():
                wanted = path.relative_to(folder).as_posix()
                text = re.sub(r"#.*", "", lists.read_text(encoding="utf-8")).replace("${CMAKE_CURRENT_LIST_DIR}/", "")
                if wanted not in re.split(r"[\s()\"]+", text):
                    self.fault(path, 1, f"not listed in {self.name(lists)}, so nothing builds or installs it")
                return


def main():
    faults = Checker(sys.argv[1]).run()
    for fault in sorted(faults):
        print(fault)
    print(f"{len(faults)} faults" if faults else "the structure holds")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
