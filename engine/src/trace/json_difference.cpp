#include "trace/json_difference.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include <firebreak/text.hpp>

#include "trace/trace_header.hpp"

namespace firebreak {
namespace {

constexpr std::size_t kLongestShown = 60;

std::string shown(const Fields* value) {
    return value == nullptr ? "nothing" : printable(json_text(*value), kLongestShown);
}

std::string told(const std::string& path, const Fields* written, const Fields* run) {
    const std::string values = "the trace says " + shown(written) + ", the run gives " + shown(run);
    return path.empty() ? values : path + ": " + values;
}

std::string below(const std::string& path, const std::string& part) {
    return path.empty() ? printable(part, kLongestShown) : path + "." + printable(part, kLongestShown);
}

std::optional<std::string> difference(const Fields& written, const Fields& run, const std::string& path);

std::optional<std::string> difference_of_objects(const Fields& written, const Fields& run,
                                                 const std::string& path) {
    for (const auto& [key, value] : run.items()) {
        const auto other = written.find(key);
        if (other == written.end()) return told(below(path, key), nullptr, &value);
        if (auto found = difference(*other, value, below(path, key))) return found;
    }
    for (const auto& [key, value] : written.items()) {
        if (!run.contains(key)) return told(below(path, key), &value, nullptr);
    }
    return {};
}

std::optional<std::string> difference_of_lists(const Fields& written, const Fields& run,
                                               const std::string& path) {
    for (std::size_t i = 0; i < std::max(written.size(), run.size()); ++i) {
        const std::string place = below(path, std::to_string(i + 1));
        const Fields* left = i < written.size() ? &written[i] : nullptr;
        const Fields* right = i < run.size() ? &run[i] : nullptr;
        if (left == nullptr || right == nullptr) return told(place, left, right);
        if (auto found = difference(*left, *right, place)) return found;
    }
    return {};
}

std::optional<std::string> difference(const Fields& written, const Fields& run, const std::string& path) {
    if (written.is_object() && run.is_object()) return difference_of_objects(written, run, path);
    if (written.is_array() && run.is_array()) return difference_of_lists(written, run, path);
    if (written == run) return {};
    return told(path, &written, &run);
}

constexpr int kDeepest = 32;

// How deep brackets nest, outside of texts; counting stops once it is too deep.
bool nests_too_deep(const std::string& line) {
    int depth = 0;
    bool in_text = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (in_text) {
            if (c == '\\') ++i;
            in_text = c != '"';
        } else if (c == '"') {
            in_text = true;
        } else if (c == '{' || c == '[') {
            if (++depth > kDeepest) return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

}  // namespace

std::optional<std::string> first_difference(const Fields& written, const Fields& run) {
    return difference(written, run, {});
}

Fields parse_json(const std::string& text, std::string& repeated_key) {
    std::vector<std::set<std::string>> open;
    const auto watch = [&](int, Fields::parse_event_t event, Fields& value) {
        if (event == Fields::parse_event_t::object_start) open.emplace_back();
        if (event == Fields::parse_event_t::object_end) open.pop_back();
        if (event == Fields::parse_event_t::key && !open.back().insert(value.get<std::string>()).second) {
            repeated_key = value.get<std::string>();
        }
        return true;
    };
    return Fields::parse(text, watch, false);
}

Fields parse_object(const std::string& line, std::string& fault) {
    if (nests_too_deep(line)) {
        fault = "nested too deep";
        return {};
    }
    // The parser takes a zero byte for the end of the text and would pass over what follows.
    const bool has_zero = line.find('\0') != std::string::npos;
    std::string repeated;
    Fields fields = has_zero ? Fields() : parse_json(line, repeated);
    if (!fields.is_object()) fault = "not a JSON object; the file is damaged or was cut short";
    else if (!repeated.empty())
        fault = "the key '" + printable(repeated, 60) + "' is given twice in one object";
    return fields;
}

}  // namespace firebreak
