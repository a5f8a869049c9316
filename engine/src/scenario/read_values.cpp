#include <algorithm>
#include <limits>

#include <firebreak/text.hpp>

#include "base/parse_number.hpp"
#include "base/utf8.hpp"
#include "scenario/fields.hpp"

namespace firebreak {
namespace {

std::string expected(std::string_view what, const Place& at) {
    return std::string("expected ").append(what).append(", found ").append(describe(at.node()));
}

// Line breaks and tabs are harmless in prose.
bool holds_unsafe(std::string_view text) {
    while (!text.empty()) {
        const Utf8Char next = decode_utf8(text);
        if (is_unsafe_character(next.code) && next.code != '\n' && next.code != '\t') return true;
        text.remove_prefix(next.length);
    }
    return false;
}

bool plain_scalar(const Place& at) { return at.is_scalar() && !at.node().quoted; }

}  // namespace

std::optional<double> read_number(const Place& at, Faults& faults, const Range& range) {
    const auto value = plain_scalar(at) ? parse_number(at.text()) : std::nullopt;
    if (!value) {
        faults.error(at, expected("a number", at));
        return std::nullopt;
    }
    const std::string fault = range_fault(*value, range);
    if (fault.empty()) return value;
    faults.error(at, fault);
    return std::nullopt;
}

std::optional<int> read_integer(const Place& at, Faults& faults, int low, int high) {
    std::string_view digits = plain_scalar(at) ? std::string_view(at.text()) : std::string_view();
    const bool minus = digits.starts_with('-');
    if (minus || digits.starts_with('+')) digits.remove_prefix(1);
    const auto size = parse_whole(digits);
    if (size && *size <= std::numeric_limits<int>::max()) {
        const int value = minus ? -static_cast<int>(*size) : static_cast<int>(*size);
        if (value >= low && value <= high) return value;
    }
    const auto number = plain_scalar(at) ? parse_number(at.text()) : std::nullopt;
    const bool outside = number && (*number < low || *number > high);
    faults.error(at, outside ? range_fault(*number, {static_cast<double>(low), static_cast<double>(high), ""})
                             : expected("a whole number", at));
    return std::nullopt;
}

std::optional<bool> read_flag(const Place& at, Faults& faults) {
    if (plain_scalar(at)) {
        if (at.text() == "yes" || at.text() == "true") return true;
        if (at.text() == "no" || at.text() == "false") return false;
    }
    faults.error(at, expected("yes or no", at));
    return std::nullopt;
}

std::optional<Duration> read_duration(const Place& at, Faults& faults, const Range& range) {
    const auto value = at.is_scalar() ? parse_duration(at.text()) : std::nullopt;
    if (!value) {
        const bool bare = at.is_scalar() && parse_number(at.text());
        faults.error(at, expected("a duration like 6h", at) + (bare ? " (a unit is missing)" : ""));
        return std::nullopt;
    }
    const std::string fault = range_fault(value->ms, range);
    if (fault.empty()) return value;
    faults.error(at, fault);
    return std::nullopt;
}

std::optional<std::string> read_text(const Place& at, Faults& faults) {
    auto text = read_prose(at, faults);
    if (!text) return text;
    if (text->ends_with('\n')) text->pop_back();  // a block scalar ends so
    if (text->find('\n') == std::string::npos) return text;
    faults.error(at, "expected a text of one line, found " + describe(at.node()));
    return std::nullopt;
}

std::optional<std::string> read_prose(const Place& at, Faults& faults) {
    if (at.is_null()) return std::string{};
    if (!at.is_scalar()) {
        faults.error(at, expected("a text", at));
        return std::nullopt;
    }
    constexpr std::size_t kLongestText = std::size_t{64} << 10;
    if (at.text().size() > kLongestText) {
        faults.error(at, "a text is at most 64 KiB long");
        return std::nullopt;
    }
    if (!holds_unsafe(at.text())) return at.text();
    faults.error(at, "text must not contain control characters or bidirectional overrides, found " +
                         describe(at.node()));
    return std::nullopt;
}

std::optional<std::string> read_reference(const Place& at, Faults& faults, std::string_view what,
                                          const NameList& names) {
    if (!at.is_scalar()) {
        faults.error(at, expected("the name of a " + std::string(what), at));
        return std::nullopt;
    }
    if (can_check(what, names) && !contains(names, at.text()))
        faults.unknown(at, "undefined " + std::string(what), at.text(), names);
    return at.text();
}

Weights read_weights(const Place& at, Faults& faults, std::string_view what, const NameList& names,
                     const Range& range) {
    Weights weights;
    if (!at.is_map()) {
        faults.error(at, expected("a map of " + std::string(what) + "s to numbers", at));
        return weights;
    }
    for (const Node::Entry& entry : at.node().entries) {
        const Place place(at, entry);
        if (can_check(what, names) && !contains(names, entry.key))
            faults.unknown_key(place, "undefined " + std::string(what), names);
        const auto weight = read_number(place, faults, range);
        weights.emplace_back(entry.key, weight.value_or(1));
    }
    const bool all_zero =
        std::all_of(weights.begin(), weights.end(), [](const auto& item) { return item.second <= 0; });
    if (all_zero)
        faults.error(at, weights.empty() ? "expected at least one " + std::string(what)
                                         : "at least one weight must be above 0");
    return weights;
}

Weights read_choice(const Place& at, Faults& faults, std::string_view what, const NameList& names,
                    const Range& range) {
    if (at.is_map()) return read_weights(at, faults, what, names, range);
    const auto name = read_reference(at, faults, what, names);
    return name ? Weights{{*name, 1}} : Weights{};
}

std::vector<std::string> read_names(const Place& at, Faults& faults, std::string_view what,
                                    const NameList& names) {
    std::vector<std::string> found;
    const auto read_one = [&](const Place& place) {
        const auto name = read_reference(place, faults, what, names);
        if (!name) return;
        if (std::find(found.begin(), found.end(), *name) != found.end())
            faults.error(place, "'" + *name + "' is given twice");
        else found.push_back(*name);
    };
    if (!at.is_list()) {
        read_one(at);
        return found;
    }
    for (std::size_t i = 0; i < at.node().items.size(); ++i) read_one(Place(at, i));
    return found;
}

std::optional<MessageKind> read_message_kind(const Place& at, Faults& faults) {
    const NameList& names = message_names();
    const auto found = at.is_scalar() ? std::find(names.begin(), names.end(), at.text()) : names.end();
    if (found != names.end()) return static_cast<MessageKind>(found - names.begin() + 1);
    if (at.is_scalar()) faults.unknown(at, "unknown message", at.text(), names);
    else faults.error(at, expected("the kind of a message", at));
    return std::nullopt;
}

bool check_id(const Place& at, std::string_view id, Faults& faults) {
    constexpr std::size_t kLongestId = 64;
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto allowed = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-'; };
    if (!id.empty() && id.size() <= kLongestId && letter(id.front()) &&
        std::all_of(id.begin(), id.end(), allowed))
        return true;
    std::string text =
        "expected an id of 1 to 64 letters a-z, digits and '-', starting with a letter, found '" +
        printable(id, 80) + "'";
    if (at.key() == id) faults.error_at_key(at, std::move(text));
    else faults.error(at, std::move(text));
    return false;
}

bool check_map(const Place& at, Faults& faults) {
    if (at.is_map() || at.is_null()) return true;
    faults.error(at, expected("a map", at));
    return false;
}

}  // namespace firebreak
