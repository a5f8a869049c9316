#include "session/dropped.hpp"

#include <charconv>

#include <firebreak/text.hpp>

#include "session/folder_list.hpp"

namespace firebreak::viz {
namespace {

constexpr std::size_t kLongestPath = 4096;

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        unsigned value = 0;
        const char* first = text.data() + i + 1;
        if (i + 2 >= text.size() || std::from_chars(first, first + 2, value, 16).ptr != first + 2 ||
            value == 0)
            return {};
        out += static_cast<char>(value);
        i += 2;
    }
    return out;
}

std::vector<std::string_view> addresses(std::string_view list, std::size_t& count) {
    std::vector<std::string_view> found;
    while (!list.empty()) {
        const std::size_t end = list.find_first_of("\r\n");
        const std::string_view line = list.substr(0, end);
        list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
        // Some sources end the list with a NUL.
        if (line.empty() || line.front() == '#' || line.front() == '\0') continue;
        ++count;
        if (found.size() < kMostDropped) found.push_back(line);
    }
    return found;
}

std::string name_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return printable(path.substr(slash == std::string::npos ? 0 : slash + 1), 80);
}

// Why an address is not opened; empty if it can be, and `path` is then set.
std::string judge(std::string_view uri, bool look, std::string& path) {
    const auto found = path_of_uri(uri);
    if (!found) return printable(uri, 120) + " is not a file on this computer.";
    const std::string name = name_of(*found);
    const bool sweep = look ? looks_like_sweep(*found) : name.find('.') == std::string::npos;
    if (sweep) {
        path = *found;
        return {};
    }
    if (look && is_folder(*found)) return name + " is a folder. Drop a scenario file (.yaml) from inside it.";
    if (!has_scenario_name(*found))
        return name + " is not a scenario file: its name does not end with .yaml or .yml.";
    if (const std::string why = look ? why_not_openable(*found) : std::string(); !why.empty())
        return name + " cannot be opened. " + why;
    path = *found;
    return {};
}

}  // namespace

std::optional<std::string> path_of_uri(std::string_view uri) {
    constexpr std::string_view kScheme = "file:";
    if (uri.size() > 3 * kLongestPath || !uri.starts_with(kScheme)) return {};
    uri.remove_prefix(kScheme.size());
    if (uri.starts_with("//")) {
        uri.remove_prefix(2);
        const std::size_t slash = uri.find('/');
        if (slash == std::string_view::npos) return {};
        const std::string_view host = uri.substr(0, slash);
        if (!host.empty() && host != "localhost") return {};
        uri.remove_prefix(slash);
    }
    if (!uri.starts_with('/')) return {};
    uri = uri.substr(0, uri.find_first_of("?#"));
    auto path = percent_decoded(uri);
    if (!path || path->size() > kLongestPath || path->find('\0') != std::string::npos) return {};
    return path;
}

Dropped judge_drop(std::string_view uri_list, bool look) {
    if (uri_list.size() > kMostDroppedBytes)
        return {{}, "Too much was dropped at once. Drop one scenario file (.yaml)."};
    std::size_t count = 0;
    Dropped dropped;
    for (const std::string_view uri : addresses(uri_list, count)) {
        std::string path;
        const std::string fault = judge(uri, look, path);
        if (!path.empty()) {
            dropped = {path, ""};
            break;
        }
        if (dropped.words.empty()) dropped.words = fault;
    }
    if (count == 0) return {{}, "What was dropped is not a file."};
    if (!dropped.path.empty() && count > 1)
        dropped.words = std::to_string(count) + " items were dropped. Only " + name_of(dropped.path) +
                        " was opened, the first scenario among them.";
    return dropped;
}

}  // namespace firebreak::viz
