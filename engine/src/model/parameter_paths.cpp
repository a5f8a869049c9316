#include "model/parameter_paths.hpp"

#include <algorithm>

#include <firebreak/text.hpp>

namespace firebreak {
namespace {

// The next part of a path, taken off its front.
std::string_view take_part(std::string_view& rest) {
    if (!rest.empty() && rest.front() == '.') rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find('.'), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(end);
    return part;
}

bool fits(std::string_view pattern, std::string_view part) { return pattern == "*" || pattern == part; }

using PathParts = std::vector<std::string_view>;

// Of the paths that agree with the pattern's first parts, what stands at place `depth`, without repetitions.
std::vector<std::string_view> next_parts(const std::vector<PathParts>& candidates, std::size_t depth) {
    std::vector<std::string_view> found;
    for (const PathParts& parts : candidates) {
        if (parts.size() > depth) found.push_back(parts[depth]);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

// The pattern with each part that fits nothing replaced by the nearest that does; empty if there is no near
// one.
std::string nearest_pattern(const PathParts& wanted, std::vector<PathParts> candidates) {
    std::string mended;
    for (std::size_t depth = 0; depth < wanted.size(); ++depth) {
        std::string_view part = wanted[depth];
        const std::vector<std::string_view> possible = next_parts(candidates, depth);
        const bool known =
            std::any_of(possible.begin(), possible.end(), [&](auto name) { return fits(part, name); });
        if (!known) part = nearest_name(part, possible);
        if (part.empty()) return {};
        std::erase_if(candidates, [&](const PathParts& parts) {
            return parts.size() <= depth || !fits(part, parts[depth]);
        });
        mended.append(depth == 0 ? "" : ".").append(part);
    }
    const bool whole = std::any_of(candidates.begin(), candidates.end(),
                                   [&](const PathParts& p) { return p.size() == wanted.size(); });
    return whole ? mended : std::string{};
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() < 10 &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

// The path that somebody meant who wrote entries of a list as programmers do, in brackets and from 0:
// "doctrine[3].do" is "doctrine.4.do". Empty if there are no such brackets.
std::string counted_from_one(std::string_view pattern) {
    std::string meant;
    bool any = false;
    while (true) {
        const std::size_t open = std::min(pattern.find('['), pattern.size());
        meant.append(pattern.substr(0, open));
        pattern.remove_prefix(open);
        if (pattern.empty()) return any ? meant : std::string();
        const std::size_t close = pattern.find(']');
        const std::string_view inner =
            close == std::string_view::npos ? std::string_view() : pattern.substr(1, close - 1);
        if (inner != "*" && !is_number(inner)) return {};
        meant += inner == "*" ? ".*" : "." + std::to_string(std::stoul(std::string(inner)) + 1);
        pattern.remove_prefix(close + 1);
        any = true;
    }
}

}  // namespace

std::string entry_path(const std::string& list, std::size_t index) {
    return list + "." + std::to_string(index + 1);
}

std::vector<std::string_view> path_parts(std::string_view path) {
    std::vector<std::string_view> parts;
    while (!path.empty()) parts.push_back(take_part(path));
    return parts;
}

PathPattern::PathPattern(std::string_view pattern) : parts_(path_parts(pattern)) {}

bool PathPattern::matches(std::string_view path) const { return matches_front(path, true); }

bool PathPattern::matches_prefix_of(std::string_view path) const { return matches_front(path, false); }

bool PathPattern::names(const Parameter& parameter) const {
    const auto wild = [&] { return std::find(parts_.begin(), parts_.end(), "*") != parts_.end(); };
    return matches(parameter.path) && !(parameter.absent() && wild());
}

bool PathPattern::matches_front(std::string_view path, bool whole) const {
    if (parts_.empty()) return false;
    for (const std::string_view part : parts_) {
        if (path.empty() || !fits(part, take_part(path))) return false;
    }
    return !whole || path.empty();
}

std::string no_match_text(std::string_view pattern, const std::vector<Parameter>& all) {
    constexpr const char* kCounting = "; entries of a list count from 1";
    const std::string text = "no parameter matches '" + printable(pattern, 120) + "'";
    const PathParts wanted = path_parts(pattern);
    const std::string mended = counted_from_one(pattern);
    const PathPattern meant(mended);
    const auto is_meant = [&](const Parameter& parameter) { return meant.matches_prefix_of(parameter.path); };
    if (std::any_of(all.begin(), all.end(), is_meant))
        return text + kCounting + ", after a dot: '" + printable(mended, 120) + "'";
    if (std::find(wanted.begin(), wanted.end(), "0") != wanted.end()) return text + kCounting;
    std::vector<PathParts> candidates;
    candidates.reserve(all.size());
    for (const Parameter& parameter : all) candidates.push_back(path_parts(parameter.path));
    const std::string nearest = nearest_pattern(wanted, std::move(candidates));
    return nearest.empty() ? text : text + "; did you mean '" + nearest + "'?";
}

}  // namespace firebreak
