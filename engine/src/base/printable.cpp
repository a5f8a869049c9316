#include <algorithm>
#include <limits>

#include <firebreak/text.hpp>

#include "base/utf8.hpp"

namespace firebreak {
namespace {

constexpr std::size_t kLongestCompared = 64;

std::string hex(std::uint32_t value, std::size_t digits) {
    std::string text(digits, '0');
    for (std::size_t i = digits; i-- > 0; value >>= 4) text[i] = "0123456789abcdef"[value & 0xF];
    return text;
}

std::string escape(const Utf8Char& character) {
    if (character.code == '\n') return "\\n";
    if (character.code == '\t') return "\\t";
    if (character.code == '\r') return "\\r";
    if (!character.valid || character.code < 0x80) return "\\x" + hex(character.code, 2);
    return character.code < 0x10000 ? "\\u" + hex(character.code, 4) : "\\U" + hex(character.code, 8);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Edits (insert, delete, replace, swap neighbours) that turn one name into the other, letters of either case
// being equal.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before_last(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> current(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            current[j] = std::min({last[j] + 1, current[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            const bool swapped =
                i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
            if (swapped) current[j] = std::min(current[j], before_last[j - 2] + 1);
        }
        std::swap(before_last, last);
        std::swap(last, current);
    }
    return last[b.size()];
}

enum class Joiners : bool { as_they_are, escaped };

std::string shown_text(std::string_view text, std::size_t longest, Joiners joiners) {
    std::string shown;
    while (!text.empty()) {
        const Utf8Char next = decode_utf8(text);
        const bool hidden = joiners == Joiners::escaped && is_joiner(next.code);
        const bool plain = next.valid && !hidden && !is_unsafe_character(next.code);
        const std::string piece = plain ? std::string(text.substr(0, next.length)) : escape(next);
        if (shown.size() + piece.size() > longest) return shown + "...";
        shown += piece;
        text.remove_prefix(next.length);
    }
    return shown;
}

}  // namespace

std::string printable(std::string_view text, std::size_t longest) {
    return shown_text(text, longest, Joiners::as_they_are);
}

std::string printable_name(std::string_view text, std::size_t longest) {
    return shown_text(text, longest, Joiners::escaped);
}

std::string_view nearest_name(std::string_view text, const std::vector<std::string_view>& candidates) {
    if (text.empty() || text.size() > kLongestCompared) return {};
    std::string_view nearest;
    std::size_t least = std::numeric_limits<std::size_t>::max();
    for (const std::string_view candidate : candidates) {
        if (candidate.empty() || candidate.size() > kLongestCompared || candidate == text) continue;
        // One edit for each three letters: "sanctoin" is near "sanction", "ask" is not near "war".
        const std::size_t allowed = (std::max(text.size(), candidate.size()) + 1) / 3;
        const std::size_t difference =
            text.size() > candidate.size() ? text.size() - candidate.size() : candidate.size() - text.size();
        if (difference > allowed || difference >= least) continue;
        const std::size_t distance = edit_distance(text, candidate);
        if (distance > allowed || distance >= least) continue;
        least = distance;
        nearest = candidate;
    }
    return nearest;
}

}  // namespace firebreak
