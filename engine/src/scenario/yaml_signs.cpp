#include "scenario/yaml_signs.hpp"

#include <algorithm>
#include <charconv>

namespace firebreak {
namespace {

constexpr std::string_view kBlanks = " \t";

class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    YamlSigns scan() {
        while (at_ < text_.size() && !done_) {
            if (open_.empty()) start_line();
            while (at_ < text_.size() && text_[at_] != '\n' && !done_) take();
            ++at_;
            at_token_ = true;
        }
        if (!found_.unclosed && !open_.empty()) found_.unclosed = open_.front();
        return std::move(found_);
    }

private:
    [[nodiscard]] bool is(std::size_t at, std::string_view any) const {
        return at < text_.size() && any.find(text_[at]) != std::string_view::npos;
    }
    [[nodiscard]] bool ends_word(std::size_t at) const { return at >= text_.size() || is(at, " \t\n"); }

    // Whether the colon here ends a key: a blank follows, or, between brackets, a quote or bracket stands
    // before it.
    [[nodiscard]] bool ends_key() const {
        return ends_word(at_ + 1) || (!open_.empty() && is(at_ - 1, "\"']}"));
    }

    // Passes over indentation and dashes, so that what begins here belongs to a key of this column or, if it
    // is no key, to the last dash.
    void start_line() {
        const auto line = static_cast<std::ptrdiff_t>(at_);
        dash_ = -1;
        while (is(at_, kBlanks) || (is(at_, "-?") && is(at_ + 1, kBlanks))) {
            if (is(at_, "-?")) dash_ = static_cast<std::ptrdiff_t>(at_) - line;
            ++at_;
        }
        first_ = at_;
        column_ = static_cast<std::ptrdiff_t>(at_) - line;
    }

    void take() {
        const char c = text_[at_];
        if (c == '#' && (at_ == 0 || is(at_ - 1, " \t\n"))) {
            at_ = std::min(text_.find('\n', at_), text_.size());
        } else if (at_token_ && (c == '"' || c == '\'')) {
            pass_quoted(c);
        } else if ((c == '[' || c == '{') && (at_token_ || !open_.empty())) {
            open_.push_back(at_++);
            at_token_ = true;
        } else if ((c == ']' || c == '}') && !open_.empty()) {
            close(c);
        } else if (at_token_ && open_.empty() && (c == '|' || c == '>')) {
            pass_block();
        } else if (at_token_ && (c == '&' || c == '!')) {
            while (!ends_word(at_)) ++at_;
        } else {
            at_token_ =
                (c == ':' && ends_key()) || (c == ',' && !open_.empty()) || (at_token_ && is(at_, kBlanks));
            ++at_;
        }
    }

    void close(char c) {
        if ((text_[open_.back()] == '[') != (c == ']')) {  // what is open cannot be closed by this
            found_.unclosed = open_.back();
            done_ = true;
        }
        open_.pop_back();
        ++at_;
        at_token_ = false;
    }

    void pass_quoted(char quote) {
        const std::size_t begin = at_++;
        for (; at_ < text_.size(); ++at_) {
            if (quote == '"' && text_[at_] == '\\') {
                ++at_;
            } else if (text_[at_] == quote) {
                if (quote == '"' || !is(at_ + 1, "'")) break;
                ++at_;  // '' within single quotes is one
            }
        }
        if (at_ >= text_.size()) {
            found_.unclosed = begin;
            done_ = true;
            return;
        }
        if (quote == '"') found_.double_quoted.push_back({begin + 1, at_});
        ++at_;
        at_token_ = false;
    }

    // A block of text, if the line ends as the first line of one does: all lines that follow and are blank or
    // indented deeper than the key or dash.
    void pass_block() {
        const std::ptrdiff_t parent = at_ == first_ ? dash_ : column_;
        std::size_t end = at_ + 1;
        while (is(end, "+-0123456789")) ++end;
        while (is(end, kBlanks)) ++end;
        at_token_ = false;
        if (end < text_.size() && text_[end] != '\n' && text_[end] != '#') {
            ++at_;
            return;
        }
        at_ = std::min(text_.find('\n', end), text_.size());
        while (at_ < text_.size()) {
            const std::size_t line = at_ + 1;
            const std::size_t first = std::min(text_.find_first_not_of(' ', line), text_.size());
            const bool blank = first == text_.size() || text_[first] == '\n';
            if (!blank && static_cast<std::ptrdiff_t>(first - line) <= parent) return;
            at_ = std::min(text_.find('\n', first), text_.size());
        }
    }

    std::string_view text_;
    YamlSigns found_;
    std::size_t at_ = 0;
    std::size_t first_ = 0;      // where the line's key or text begins
    std::ptrdiff_t column_ = 0;  // of that
    std::ptrdiff_t dash_ = -1;   // column of the line's last dash; -1: none
    bool at_token_ = true;       // where a quoted text, a list or a map may begin
    bool done_ = false;
    std::vector<std::size_t> open_;  // brackets
};

// The code that "\ud83d" at this place stands for, if it stands for half a character.
std::optional<std::uint32_t> surrogate_at(std::string_view text, std::size_t at) {
    if (text.substr(at, 2) != "\\u" || text.size() < at + 6) return {};
    std::uint32_t code = 0;
    const char* digits = text.data() + at + 2;
    const auto [end, error] = std::from_chars(digits, digits + 4, code, 16);
    if (error != std::errc{} || end != digits + 4 || code < 0xD800 || code > 0xDFFF) return {};
    return code;
}

std::string long_escape(std::uint32_t first, std::uint32_t second) {
    std::uint32_t code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    std::string text = "\\U00000000";
    for (std::size_t i = text.size(); code != 0; code >>= 4) text[--i] = "0123456789abcdef"[code & 0xF];
    return text;
}

}  // namespace

YamlSigns find_signs(std::string_view text) { return Scanner(text).scan(); }

JoinedEscapes join_surrogates(std::string text) {
    JoinedEscapes joined;
    if (text.find("\\uD") == std::string::npos && text.find("\\ud") == std::string::npos)
        return {std::move(text), {}, {}};
    constexpr std::size_t kEscape = 6;
    std::size_t copied = 0;
    for (const YamlSigns::Span& span : find_signs(text).double_quoted) {
        for (std::size_t at = span.begin; at < span.end; ++at) {
            if (text[at] != '\\') continue;
            const auto first = surrogate_at(text, at);
            if (!first) {
                ++at;  // what is escaped is not looked at
                continue;
            }
            const auto second = surrogate_at(text, at + kEscape);
            if (*first > 0xDBFF || !second || *second < 0xDC00) {
                joined.lone = at;
                return joined;
            }
            joined.text.append(text, copied, at - copied).append(long_escape(*first, *second));
            joined.shortened.push_back(joined.text.size());
            copied = at + 2 * kEscape;
            at = copied - 1;
        }
    }
    joined.text.append(text, copied);
    return joined;
}

}  // namespace firebreak
