#include "session/folder_list.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

namespace firebreak::viz {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostLookedAt = 100'000;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
    std::string low(text);
    std::transform(low.begin(), low.end(), low.begin(), lower);
    return low;
}

bool comes_before(const FolderEntry& a, const FolderEntry& b) {
    if (a.folder != b.folder) return a.folder;
    const std::string low_a = lowered(a.name), low_b = lowered(b.name);
    return low_a == low_b ? a.name < b.name : low_a < low_b;
}

// The value of the line that begins with "title:", without quotes around it.
std::string title_in(const std::string& path) {
    constexpr std::size_t kMost = std::size_t{16} << 10U;
    std::ifstream in(path, std::ios::binary);
    std::string text(kMost, '\0');
    in.read(text.data(), static_cast<std::streamsize>(kMost));
    text.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, in.gcount())));
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        constexpr std::string_view kKey = "title:";
        if (!line.starts_with(kKey)) continue;
        const std::size_t from = line.find_first_not_of(" \t\"'", kKey.size()),
                          to = line.find_last_not_of(" \t\r\"'");
        return from == std::string::npos || to < from ? std::string() : line.substr(from, to - from + 1);
    }
    return {};
}

}  // namespace

std::vector<TitledScenario> titled_scenarios(const std::string& folder) {
    constexpr std::size_t kMost = 20;
    std::vector<TitledScenario> found;
    // What is in theory checks the model against formulas; nobody begins there.
    for (const char* subject : {"cyber", "classic", "tutorial"}) {
        std::size_t left = kMost;
        for (const FolderEntry& entry : list_folder(folder + "/" + subject).entries) {
            if (entry.folder || left == 0) continue;
            --left;
            std::string path = folder + "/" + subject + "/" + entry.name;
            std::string title = why_not_openable(path).empty() ? title_in(path) : std::string();
            if (!title.empty()) found.push_back({std::move(path), std::move(title)});
        }
    }
    return found;
}

FolderList list_folder(const std::string& folder) {
    FolderList list{folder, {}, false, {}};
    std::error_code error;
    fs::directory_iterator place(folder, error);
    std::size_t seen = 0;
    for (; !error && place != fs::directory_iterator(); place.increment(error)) {
        if (++seen > kMostLookedAt) {
            list.more = true;
            break;
        }
        const std::string name = place->path().filename().string();
        if (name.empty() || name.front() == '.') continue;
        std::error_code unknown;
        const bool is_directory = place->is_directory(unknown);
        if (is_directory || has_scenario_name(name))
            list.entries.push_back(
                {name, is_directory, is_directory && looks_like_sweep(place->path().string())});
    }
    if (error) list.fault = "This folder cannot be read (" + error.message() + ").";
    std::sort(list.entries.begin(), list.entries.end(), comes_before);
    if (list.entries.size() > kMostListed) {
        list.entries.resize(kMostListed);
        list.more = true;
    }
    return list;
}

std::string expand_home(const std::string& path, const char* home) {
    if (path.empty() || path.front() != '~' || home == nullptr || *home == '\0') return path;
    if (path.size() > 1 && path[1] != '/') return path;
    return home + path.substr(1);
}

TypedPath divide_path(const std::string& typed, const char* home) {
    if (typed == "~") return {expand_home(typed, home), "~/", ""};
    const std::size_t slash = typed.rfind('/');
    if (slash == std::string::npos) return {".", "", typed};
    const std::string folder = typed.substr(0, slash + 1);
    return {expand_home(folder, home), folder, typed.substr(slash + 1)};
}

bool fits(std::string_view name, std::string_view typed) {
    return lowered(name).find(lowered(typed)) != std::string::npos;
}

std::string parent_as_typed(const std::string& folder_as_typed) {
    std::string rest = folder_as_typed;
    while (!rest.empty() && rest.back() == '/') rest.pop_back();
    if (rest.empty()) return folder_as_typed.empty() ? "../" : "/";
    if (rest == ".") return "../";
    const std::size_t slash = rest.rfind('/');
    const std::string last = rest.substr(slash == std::string::npos ? 0 : slash + 1);
    if (last == ".." || last == "." || rest == "~") return rest + "/../";
    return slash == std::string::npos ? "./" : rest.substr(0, slash + 1);
}

bool has_scenario_name(std::string_view name) {
    const std::string low = lowered(name);
    return low.ends_with(".yaml") || low.ends_with(".yml");
}

bool is_folder(const std::string& path) {
    std::error_code error;
    return fs::is_directory(path, error);
}

bool looks_like_sweep(const std::string& path) {
    std::error_code error;
    return fs::is_regular_file(path + "/sweep.json", error);
}

std::string why_not_opened_here(const std::string& path) {
    return looks_like_sweep(path) ? std::string() : why_not_openable(path);
}

bool is_odd_file(const std::string& path) {
    std::error_code error;
    const fs::file_type type = fs::status(path, error).type();
    return type != fs::file_type::regular && type != fs::file_type::directory &&
           type != fs::file_type::not_found && type != fs::file_type::none;
}

std::string why_not_openable(const std::string& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) return "It is not there any more.";
    if (status.type() == fs::file_type::directory) return "It is a folder.";
    if (status.type() != fs::file_type::regular) return "This is not a readable file.";
    return ::access(path.c_str(), R_OK) == 0 ? "" : "You are not allowed to read it.";
}

}  // namespace firebreak::viz
