// Files that a person can choose among: what a folder holds, what of it fits what is typed, and why a file
// cannot be opened.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace firebreak::viz {

inline constexpr std::size_t kMostListed = 1'000;

struct FolderEntry {
    std::string name;
    bool folder = false;
    bool sweep = false;  // a folder that looks like that of a sweep

    bool operator==(const FolderEntry&) const = default;
};

struct FolderList {
    std::string folder;  // as it was asked for
    // folders first, then scenario files, each by name without regard to capitals
    std::vector<FolderEntry> entries;
    bool more = false;  // there are more than are listed
    // why it cannot be listed: "This folder cannot be read (Permission denied)."
    std::string fault;
};

// The folders and scenario files (.yaml, .yml) of a folder; hidden ones, whose names begin with a dot, are
// left out. At most kMostListed entries.
[[nodiscard]] FolderList list_folder(const std::string& folder);

// "~" and what begins with "~/" as a path below the person's home folder; without a home folder as it is.
[[nodiscard]] std::string expand_home(const std::string& path, const char* home);

// A path that is being typed: the folder to list, "." if there is none, and the beginning of a name in it.
// Together with `folder_as_typed`, which ends with a slash or is empty, a name makes a path.
struct TypedPath {
    std::string folder;
    std::string folder_as_typed;
    std::string name;
};
[[nodiscard]] TypedPath divide_path(const std::string& typed, const char* home);

// Whether the name holds what was typed of it, without regard to capitals (of English letters).
[[nodiscard]] bool fits(std::string_view name, std::string_view typed);

// The folder above, as typed, with a slash at its end: "a/b/" -> "a/", "a/" -> "./", "./" -> "../", "../" ->
// "../../"; "/" stays.
[[nodiscard]] std::string parent_as_typed(const std::string& folder_as_typed);

[[nodiscard]] bool has_scenario_name(std::string_view name);  // ends with .yaml or .yml
[[nodiscard]] bool is_folder(const std::string& path);
// A folder with the file that every sweep has; whether it is one shows when it is read.
[[nodiscard]] bool looks_like_sweep(const std::string& path);
// There is something of this name, but neither a file nor a folder: to open a pipe would wait for whoever
// writes into it.
[[nodiscard]] bool is_odd_file(const std::string& path);

// A scenario by its file, and its title as the file gives it.
struct TitledScenario {
    std::string path, title;
    bool operator==(const TitledScenario&) const = default;
};
// Those of the folder that are for reading and playing, a subject after the other, by name: what is in cyber,
// classic and tutorial, of each at most 20 files. What has no title in its first 16 kB is left out.
[[nodiscard]] std::vector<TitledScenario> titled_scenarios(const std::string& folder);

// "It is not there any more.", "It is a folder."; empty if it can be opened as a file.
[[nodiscard]] std::string why_not_openable(const std::string& path);
// The same, where the folder of a sweep can be opened too.
[[nodiscard]] std::string why_not_opened_here(const std::string& path);

}  // namespace firebreak::viz
