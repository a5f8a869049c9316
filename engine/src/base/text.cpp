#include <firebreak/text.hpp>

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/utf8.hpp"

namespace firebreak {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

bool plain_in_shell(char c) {
    const bool alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return alphanumeric || std::string_view("-_./=:,+@%").find(c) != std::string_view::npos;
}

// What Excel or LibreOffice would compute when it opens a table with such a cell; the last four are the wide
// forms of the first.
bool is_formula(std::string_view cell) {
    constexpr std::array<std::string_view, 11> kStarts{
        "=", "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    return std::any_of(kStarts.begin(), kStarts.end(),
                       [cell](std::string_view start) { return cell.starts_with(start); });
}

// Code points that Unicode promises never to give a meaning; XML forbids two of them and HTML calls all of
// them errors.
bool is_noncharacter(std::uint32_t code) {
    return (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
}

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
    return !next.valid || is_unsafe_character(next.code) || is_noncharacter(next.code) ? kReplacement
                                                                                       : std::string_view{};
}

}  // namespace

// --- Commands --------------------------------------------------------------

std::string shell_word(const std::string& word) {
    bool plain = !word.empty() && word.front() != '=';  // zsh looks for a program of that name
    bool safe = true;
    std::string quoted = "'";
    std::string escaped = "$'";
    for (std::size_t at = 0; at < word.size();) {
        const Utf8Char next = decode_utf8(std::string_view(word).substr(at));
        const bool shown = next.valid && !is_unsafe_character(next.code);
        safe = safe && shown;
        for (const char c : word.substr(at, next.length)) {
            plain = plain && plain_in_shell(c);
            quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
            if (!shown) escaped += fmt::format("\\{:03o}", static_cast<unsigned char>(c));
            else escaped += (c == '\'' || c == '\\' ? "\\" : "") + std::string(1, c);
        }
        at += next.length;
    }
    return plain ? word : (safe ? quoted : escaped) + "'";
}

std::string shell_path(const std::string& path) {
    return shell_word(path.size() > 1 && path.front() == '-' ? "./" + path : path);
}

std::string command_line(const CommandWords& words) {
    std::string text = "firebreak " + words.command + " " + shell_path(words.file) + " --runs " +
                       std::to_string(words.runs) + " --seed " + std::to_string(words.seed);
    if (words.first != 0) text += " --first " + std::to_string(words.first);
    if (!words.options.empty()) text += " " + words.options;
    return text + set_options(words.sets);
}

std::string set_options(const std::vector<std::string>& sets) {
    std::string text;
    for (const std::string& set : sets) {
        const ChangeOption option = change_option(set);
        text += std::string(" ") + option.name() + " " + shell_word(option.argument);
    }
    return text;
}

ChangeOption change_option(const std::string& change) {
    const std::size_t sign = change.find('=');
    const bool scales = sign != std::string::npos && change.compare(sign, 2, "=*") == 0;
    if (!scales) return {false, change};
    return {true, change.substr(0, sign + 1) + change.substr(sign + 2)};
}

std::string scaling_change(const std::string& argument) {
    const std::size_t sign = argument.find('=');
    return argument.substr(0, sign + 1) + "*" + argument.substr(sign + 1);
}

std::string set_words(const std::vector<std::string>& sets) {
    std::vector<std::string> words;
    for (const std::string& set : sets) words.push_back(shell_word(set));
    return joined(words, " ");
}

// --- Markup ----------------------------------------------------------------

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

// --- Tables ----------------------------------------------------------------

void CsvRow::append(std::string_view cell) {
    if (!first_) text_ += ',';
    first_ = false;
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
        text_ += cell;
        return;
    }
    text_ += '"';
    for (const char c : cell) text_ += c == '"' ? std::string("\"\"") : std::string(1, c);
    text_ += '"';
}

void CsvRow::add(std::string_view field) {
    append(is_formula(field) ? "'" + std::string(field) : std::string(field));
}

void CsvRow::add(std::uint64_t number) { append(std::to_string(number)); }

void CsvRow::add(double number) { append(std::isnan(number) ? std::string() : number_text(number)); }

void CsvRow::skip(int fields) {
    while (fields-- > 0) append({});
}

}  // namespace firebreak
