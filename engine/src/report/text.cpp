#include <firebreak/text.hpp>

#include <cmath>

#include <fmt/format.h>

#include <firebreak/diagnostic.hpp>

#include "scenario/utf8.hpp"

namespace firebreak {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

bool plain_in_shell(char c) {
    const bool alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return alphanumeric || std::string_view("-_./=:,+@%").find(c) != std::string_view::npos;
}

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

// --- Commands ------------------------------------------------------------------------------------------------------------------------------

std::string shell_word(const std::string& word) {
    bool plain = !word.empty();
    std::string quoted = "'";
    for (const char c : word) {
        plain = plain && plain_in_shell(c);
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    constexpr std::size_t kLongest = 8192;  // a path may be half as long
    return printable(plain ? word : quoted + "'", kLongest);
}

std::string command_line(const CommandWords& words) {
    std::string text = "firebreak " + words.command + " " + shell_word(words.file) + " --runs " + std::to_string(words.runs) +
                       " --seed " + std::to_string(words.seed);
    if (!words.options.empty()) text += " " + words.options;
    for (const std::string& set : words.sets) text += " --set " + shell_word(set);
    return text;
}

// --- Markup --------------------------------------------------------------------------------------------------------------------------------

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

// --- Tables --------------------------------------------------------------------------------------------------------------------------------

void CsvRow::add(std::string_view field) {
    if (!first_) text_ += ',';
    first_ = false;
    if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
        text_ += field;
        return;
    }
    text_ += '"';
    for (const char c : field) text_ += c == '"' ? std::string("\"\"") : std::string(1, c);
    text_ += '"';
}

void CsvRow::add(std::uint64_t number) { add(std::string_view(std::to_string(number))); }

void CsvRow::add(double number) { add(std::string_view(std::isnan(number) ? std::string() : fmt::format("{:.17g}", number))); }

void CsvRow::add_words(std::string_view words) {
    const bool formula = !words.empty() && std::string_view("=+-@\t\r\n").find(words.front()) != std::string_view::npos;
    add(std::string_view(formula ? "'" + std::string(words) : std::string(words)));
}

void CsvRow::skip(int fields) {
    while (fields-- > 0) add(std::string_view());
}

}  // namespace firebreak
