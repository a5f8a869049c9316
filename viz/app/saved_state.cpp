#include "app/saved_state.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <nlohmann/json.hpp>

namespace firebreak::viz {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLongestPath = 4096;
constexpr std::uint64_t kMostRuns = 1'000'000;

bool usable_path(const std::string& path) {
    return !path.empty() && path.size() <= kLongestPath && path.find('\0') == std::string::npos;
}

// JSON is UTF-8; a name that is not would come back as another.
bool is_utf8(const std::string& text) {
    try {
        static_cast<void>(Json(text).dump());
    } catch (const Json::exception&) {
        return false;
    }
    return true;
}

const Json* find(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found == json.end() ? nullptr : &*found;
}

// Left as it is without a number there.
template <class Number>
void read_number(const Json& json, const char* key, Number low, Number high, Number& value) {
    const Json* found = find(json, key);
    if (found == nullptr || !found->is_number()) return;
    const double number = found->get<double>();
    if (!std::isfinite(number) || number <= 0) return;
    value = number <= static_cast<double>(low)    ? low
            : number >= static_cast<double>(high) ? high
                                                  : static_cast<Number>(number);
}

void read_recent(const Json& json, std::vector<std::string>& recent) {
    const Json* list = find(json, "recent");
    if (list == nullptr || !list->is_array()) return;
    for (const Json& entry : *list) {
        if (recent.size() == kMostRecent) return;
        if (!entry.is_string()) continue;
        const auto& path = entry.get_ref<const std::string&>();
        if (usable_path(path) && std::find(recent.begin(), recent.end(), path) == recent.end())
            recent.push_back(path);
    }
}

SavedState read(const Json& json) {
    SavedState state;
    read_recent(json, state.recent);
    if (const Json* window = find(json, "window"); window != nullptr && window->is_object()) {
        read_number(*window, "width", 800, 16'384, state.width);
        read_number(*window, "height", 600, 16'384, state.height);
    }
    if (state.width == 0 || state.height == 0) state.width = state.height = 0;
    if (const Json* theme = find(json, "theme"); theme != nullptr && theme->is_string()) {
        state.theme = theme->get<std::string>();
        if (!usable_path(state.theme)) state.theme.clear();
    }
    read_number(json, "scale", 0.75, 3.0, state.scale);
    read_number(json, "side-panel-width", 100.0, 4'000.0, state.side_width);
    read_number(json, "transport-height", 20.0, 2'000.0, state.transport_height);
    read_number<std::uint64_t>(json, "runs", 1, kMostRuns, state.runs);
    if (const Json* motion = find(json, "reduced-motion"); motion != nullptr && motion->is_boolean())
        state.reduced_motion = motion->get<bool>();
    return state;
}

template <class Value>
void overlay(Value& disk, const Value& before, const Value& now) {
    if (!(before == now)) disk = now;
}

}  // namespace

ParsedState parse_state(std::string_view text) {
    if (text.size() > kMostStateBytes) return {{}, "it is larger than 64 KiB"};
    const Json json = Json::parse(text.begin(), text.end(), nullptr, false);
    if (json.is_discarded()) return {{}, "not valid JSON"};
    if (!json.is_object()) return {{}, "it is not a JSON object"};
    return {read(json), {}};
}

std::string write_state(const SavedState& state) {
    Json json;
    json["recent"] = Json::array();
    std::copy_if(state.recent.begin(), state.recent.end(), std::back_inserter(json["recent"]), is_utf8);
    if (state.width > 0) json["window"] = {{"width", state.width}, {"height", state.height}};
    if (!state.theme.empty() && is_utf8(state.theme)) json["theme"] = state.theme;
    if (state.scale > 0) json["scale"] = state.scale;
    if (state.side_width > 0) json["side-panel-width"] = state.side_width;
    if (state.transport_height > 0) json["transport-height"] = state.transport_height;
    if (state.runs > 0) json["runs"] = state.runs;
    if (state.reduced_motion) json["reduced-motion"] = true;
    return json.dump(2) + '\n';
}

void add_recent(std::vector<std::string>& recent, const std::string& path) {
    if (!usable_path(path)) return;
    recent.erase(std::remove(recent.begin(), recent.end(), path), recent.end());
    recent.insert(recent.begin(), path);
    if (recent.size() > kMostRecent) recent.resize(kMostRecent);
}

SavedState merge_state(const SavedState& disk, const SavedState& before, const SavedState& now,
                       const std::vector<std::string>& opened) {
    SavedState merged = disk;
    overlay(merged.width, before.width, now.width);
    overlay(merged.height, before.height, now.height);
    // One without the other is no size.
    if (merged.width != disk.width || merged.height != disk.height) {
        merged.width = now.width;
        merged.height = now.height;
    }
    overlay(merged.theme, before.theme, now.theme);
    overlay(merged.scale, before.scale, now.scale);
    overlay(merged.side_width, before.side_width, now.side_width);
    overlay(merged.transport_height, before.transport_height, now.transport_height);
    overlay(merged.runs, before.runs, now.runs);
    overlay(merged.reduced_motion, before.reduced_motion, now.reduced_motion);
    for (const std::string& path : opened) add_recent(merged.recent, path);
    return merged;
}

}  // namespace firebreak::viz
