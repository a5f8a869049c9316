#include "app/settings.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <firebreak/text.hpp>

namespace firebreak::viz {
namespace {

namespace fs = std::filesystem;

// Beside the installed program, or in the source tree that it was built from.
std::array<fs::path, 2> shared_folders(const char* name, const char* in_source) {
    std::error_code error;
    const fs::path self = fs::read_symlink("/proc/self/exe", error);
    return {self.parent_path().parent_path() / "share/firebreak" / name, fs::path(in_source)};
}

std::string theme_file(const std::string& name) {
    std::error_code error;
    for (const fs::path& folder : shared_folders("themes", FIREBREAK_VIZ_THEMES)) {
        if (const fs::path path = folder / (name + ".json"); fs::is_regular_file(path, error))
            return path.string();
    }
    return {};
}

// A path below the folder that the program was started in is short; others stay whole.
std::string seen_from_here(const std::string& path) {
    std::error_code error;
    const fs::path here = fs::current_path(error);
    const std::string near = error ? path : fs::path(path).lexically_relative(here).string();
    return near.empty() || near.starts_with("..") ? path : near;
}

std::string own_keys() {
    const char* config = std::getenv("XDG_CONFIG_HOME");
    const char* home = std::getenv("HOME");
    fs::path folder;
    if (config != nullptr && *config != '\0') {
        folder = config;
    } else if (home != nullptr) {
        folder = fs::path(home) / ".config";
    }
    std::error_code error;
    const fs::path path = folder / "firebreak/keys.json";
    return !folder.empty() && fs::is_regular_file(path, error) ? path.string() : std::string();
}

}  // namespace

std::vector<TitledScenario> shipped_scenarios() {
    for (const fs::path& folder : shared_folders("scenarios", FIREBREAK_VIZ_SCENARIOS)) {
        std::vector<TitledScenario> found = titled_scenarios(folder.string());
        for (TitledScenario& scenario : found) scenario.path = seen_from_here(scenario.path);
        if (!found.empty()) return found;
    }
    return {};
}

std::optional<std::string> read_file(const std::string& path) {
    constexpr std::size_t kMost = std::size_t{1} << 20U;
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (is_folder(path) || is_odd_file(path)) return std::nullopt;
    std::ifstream in(path, std::ios::binary);
    if (!in) return std::nullopt;
    std::string text(kMost, '\0');
    in.read(text.data(), static_cast<std::streamsize>(kMost));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
    return text;
}

Theme load_theme(const std::string& name_or_path, std::vector<std::string>& faults) {
    const auto names = theme_names();
    const bool known =
        std::any_of(names.begin(), names.end(), [&](const char* name) { return name_or_path == name; });
    const Theme& base = builtin_theme(name_or_path);
    const std::string path = known ? theme_file(name_or_path) : name_or_path;
    if (path.empty()) return base;
    const auto text = read_file(path);
    if (!text) {
        faults.push_back(printable(path) +
                         ": the theme cannot be read; there are also light, dark and contrast");
        return base;
    }
    ParsedTheme parsed = parse_theme(*text, path, base);
    faults.insert(faults.end(), parsed.faults.begin(), parsed.faults.end());
    return parsed.theme;
}

KeyTable load_keys(const std::string& path, bool use_own, std::vector<std::string>& faults) {
    KeyTable keys;
    const std::string file = path.empty() && use_own ? own_keys() : path;
    if (file.empty()) return keys;
    const auto text = read_file(file);
    if (!text) {
        faults.push_back(printable(file) + ": the file of keys cannot be read");
        return keys;
    }
    const auto found = keys.read(*text, file);
    faults.insert(faults.end(), found.begin(), found.end());
    return keys;
}

}  // namespace firebreak::viz
