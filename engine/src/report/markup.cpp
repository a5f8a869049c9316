#include "report/markup.hpp"

#include "scenario/utf8.hpp"

namespace firebreak::report {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

// Code points that Unicode promises never to give a meaning; XML forbids two of them and HTML calls all of them errors.
bool is_noncharacter(std::uint32_t code) { return (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF); }

// The text that stands for a character that must not stand as it is; empty if it may.
std::string_view substitute(const Utf8Char& next) {
    switch (next.valid ? next.code : 0) {
        case '&': return "&amp;";
        case '<': return "&lt;";
        case '>': return "&gt;";
        case '"': return "&quot;";
        case '\'': return "&#39;";  // &apos; is unknown to old HTML
        case '\r': return " ";
        case '\n':
        case '\t': return {};
        default: break;
    }
    return !next.valid || is_unsafe_character(next.code) || is_noncharacter(next.code) ? kReplacement : std::string_view{};
}

}  // namespace

std::string escape_markup(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Char next = decode_utf8(text.substr(at));
        const std::string_view instead = substitute(next);
        out += instead.empty() ? text.substr(at, next.length) : instead;
        at += next.length;
    }
    return out;
}

}  // namespace firebreak::report
