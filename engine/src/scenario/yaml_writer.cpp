#include "scenario/yaml_writer.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"

namespace firebreak {
namespace {

// Words that some YAML reader takes for something else than text.
constexpr std::array<std::string_view, 12> kWords{"",   "~",  "null", "true", "false", "yes",
                                                  "no", "on", "off",  "y",    "n",     "<<"};

bool is_word(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return std::find(kWords.begin(), kWords.end(), lower) != kWords.end();
}

bool is_plain(std::string_view text) {
    if (is_word(text) || text.front() == ' ' || text.back() == ' ') return false;
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    if (!letter(text.front())) return false;
    const auto harmless = [&](char c) {
        return letter(c) || (c >= '0' && c <= '9') ||
               std::string_view(" -_./()*").find(c) != std::string_view::npos;
    };
    return std::all_of(text.begin(), text.end(), harmless);
}

void append_escaped(std::string& out, const Utf8Char& character, std::string_view bytes) {
    constexpr std::string_view kHex = "0123456789abcdef";
    if (character.code == '"' || character.code == '\\') {
        out.append("\\").append(bytes);
    } else if (character.code == '\n') {
        out += "\\n";
    } else if (character.valid && !is_unsafe_character(character.code)) {
        out.append(bytes);
    } else {
        out += "\\U";
        for (int shift = 28; shift >= 0; shift -= 4) out += kHex[character.code >> shift & 0xF];
    }
}

}  // namespace

std::string yaml_text(std::string_view text) {
    if (is_plain(text)) return std::string(text);
    std::string quoted = "\"";
    while (!text.empty()) {
        const Utf8Char next = decode_utf8(text);
        append_escaped(quoted, next, text.substr(0, next.length));
        text.remove_prefix(next.length);
    }
    return quoted + "\"";
}

void YamlWriter::indent() {
    if (!after_dash_) text_.append(static_cast<std::size_t>(depth_) * 2, ' ');
    after_dash_ = false;
}

void YamlWriter::line(std::string_view key, std::string_view value, std::string_view comment) {
    indent();
    text_.append(key).append(": ").append(value);
    if (!comment.empty()) text_.append("  # ").append(comment);
    text_ += '\n';
}

void YamlWriter::open(std::string_view key, std::string_view comment) {
    indent();
    text_.append(key).append(":");
    if (!comment.empty()) text_.append("  # ").append(comment);
    text_ += '\n';
    ++depth_;
}

void YamlWriter::item(std::string_view value) {
    indent();
    text_.append("- ").append(value) += '\n';
}

void YamlWriter::open_item() {
    indent();
    text_ += "- ";
    ++depth_;
    after_dash_ = true;
}

}  // namespace firebreak
