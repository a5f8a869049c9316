#include "app/script.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <optional>

#include <firebreak/text.hpp>

#include "backend/key.hpp"

namespace firebreak::viz {
namespace {

// What follows a verb: w a word, n a number, c a chord, s a size; after ? it may be left out, and + says that
// there may be more of the last.
struct Form {
    Verb verb;
    const char* name;
    const char* form;
    const char* usage;
};

constexpr Form kForms[] = {{Verb::key, "key", "c+", "key CHORD..."},
                           {Verb::text, "text", "w", "text \"WORDS\""},
                           {Verb::click, "click", "w?nn", "click NAME [DX DY]"},
                           {Verb::double_click, "double-click", "w?nn", "double-click NAME [DX DY]"},
                           {Verb::drag, "drag", "wnn", "drag NAME DX DY"},
                           {Verb::wheel, "wheel", "wn?n", "wheel NAME TURN [SIDEWAYS]"},
                           {Verb::move, "move", "w?nn", "move NAME [DX DY]"},
                           {Verb::hold, "hold", "c", "hold KEY"},
                           {Verb::release, "release", "c", "release KEY"},
                           {Verb::wait_frames, "wait-frames", "n", "wait-frames N"},
                           {Verb::wait_until, "wait-until", "w?n", "wait-until \"WORDS\" [SECONDS]"},
                           {Verb::expect_text, "expect-text", "w", "expect-text \"WORDS\""},
                           {Verb::expect_no_text, "expect-no-text", "w", "expect-no-text \"WORDS\""},
                           {Verb::expect_count, "expect-count", "wn", "expect-count ROLE-OR-WORDS N"},
                           {Verb::expect_value, "expect-value", "ww", "expect-value NAME \"VALUE\""},
                           {Verb::expect_greyed, "expect-greyed", "w", "expect-greyed NAME"},
                           {Verb::expect_focus, "expect-focus", "w", "expect-focus NAME"},
                           {Verb::expect_dump, "expect-dump", "w?w+", "expect-dump FILE [PANEL...]"},
                           {Verb::expect_all_reachable, "expect-all-reachable", "", "expect-all-reachable"},
                           {Verb::dump, "dump", "w", "dump FILE"},
                           {Verb::shot, "shot", "w", "shot FILE"},
                           {Verb::open, "open", "w", "open PATH"},
                           {Verb::resize, "resize", "s", "resize WIDTHxHEIGHT"},
                           {Verb::quit, "quit", "", "quit"}};

std::optional<double> number_of(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value) ||
        std::fabs(value) > 1e6)
        return std::nullopt;
    return value;
}

// Divides a line at blanks; words in quotes may hold blanks, and \" \\ \n \t. A # outside quotes begins a
// comment. False: a quote stays open.
bool divide(std::string_view line, std::vector<std::string>& words) {
    for (std::size_t i = 0; i < line.size();) {
        if (line[i] == ' ' || line[i] == '\t' || line[i] == '\r') {
            ++i;
        } else if (line[i] == '#') {
            return true;
        } else if (line[i] == '"') {
            std::string word;
            for (++i; i < line.size() && line[i] != '"'; ++i) {
                if (line[i] == '\\' && i + 1 < line.size()) {
                    ++i;
                    word += line[i] == 'n' ? '\n' : line[i] == 't' ? '\t' : line[i];
                } else {
                    word += line[i];
                }
            }
            if (i >= line.size()) return false;
            ++i;
            words.push_back(word);
        } else {
            const std::size_t end = std::min(line.find_first_of(" \t\r", i), line.size());
            words.emplace_back(line.substr(i, end - i));
            i = end;
        }
    }
    return true;
}

// What is wrong with one word; empty if it fits.
std::string check_word(char kind, const std::string& word, Command& command) {
    int width = 0, height = 0;
    if (kind == 'n') {
        const auto number = number_of(word);
        if (!number) return "expected a number, found \"" + printable(word, 40) + '"';
        command.numbers.push_back(*number);
    } else if (kind == 'c' && !parse_chord(word)) {
        return "there is no key \"" + printable(word, 40) + '"';
    } else if (kind == 's') {
        if (!parse_size(word, width, height))
            return "expected a size such as 1280x720, found \"" + printable(word, 40) + '"';
        command.numbers = {static_cast<double>(width), static_cast<double>(height)};
    }
    return {};
}

// Fills command.numbers; what is wrong, or empty.
std::string check_form(const Form& form, Command& command) {
    const std::string_view pattern = form.form;
    const std::string usage = std::string("; write: ") + form.usage;
    bool optional = false;
    char last = 0;
    std::size_t next = 0;
    for (const char kind : pattern) {
        if (kind == '?') {
            optional = true;
        } else if (kind != '+') {
            last = kind;
            if (next == command.words.size()) return optional ? "" : "something is missing" + usage;
            if (const std::string fault = check_word(kind, command.words[next++], command); !fault.empty())
                return fault + usage;
        }
    }
    if (!pattern.empty() && pattern.back() == '+') {
        for (; next < command.words.size(); ++next) {
            if (const std::string fault = check_word(last, command.words[next], command); !fault.empty())
                return fault + usage;
        }
    }
    if (next < command.words.size()) return "there is too much" + usage;
    return {};
}

std::string unknown_verb(const std::string& verb) {
    std::vector<std::string_view> names;
    for (const Form& form : kForms) names.emplace_back(form.name);
    const std::string_view near = nearest_name(verb, names);
    return "unknown verb" + (near.empty() ? std::string() : "; did you mean '" + std::string(near) + "'?");
}

void read_line(std::string_view line, int number, Script& script) {
    std::vector<std::string> words;
    const bool closed = divide(line, words);
    if (closed && words.empty()) return;
    const std::string place = script.file + ':' + std::to_string(number) + ": ";
    if (!closed) return script.faults.push_back(place + "a quotation mark is not closed");
    const auto* form = std::find_if(std::begin(kForms), std::end(kForms),
                                    [&](const Form& f) { return f.name == words.front(); });
    if (form == std::end(kForms))
        return script.faults.push_back(place + printable(words.front(), 40) + ": " +
                                       unknown_verb(words.front()));
    Command command{number, form->verb, {words.begin() + 1, words.end()}, {}};
    const std::string fault = check_form(*form, command);
    if (!fault.empty()) return script.faults.push_back(place + form->name + ": " + fault);
    script.commands.push_back(std::move(command));
}

}  // namespace

Script parse_script(std::string_view text, const std::string& file) {
    Script script{file, {}, {}};
    int number = 0;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        read_line(text.substr(start, end - start), ++number, script);
        start = end + 1;
    }
    return script;
}

const char* verb_name(Verb verb) {
    return std::find_if(std::begin(kForms), std::end(kForms),
                        [&](const Form& form) { return form.verb == verb; })
        ->name;
}

std::u32string decode(std::string_view text) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i++]);
        const int more = lead < 0x80                   ? 0
                         : lead >= 0xf0 && lead < 0xf8 ? 3
                         : lead >= 0xe0                ? 2
                         : lead >= 0xc0                ? 1
                                                       : -1;
        char32_t character = more == 0 ? lead : lead & (0x3fU >> std::max(more, 0));
        bool good = more >= 0 && lead < 0xf8;
        for (int k = 0; good && k < more; ++k) {
            good = i < text.size() && (static_cast<unsigned char>(text[i]) & 0xc0U) == 0x80;
            if (good) character = (character << 6U) | (static_cast<unsigned char>(text[i++]) & 0x3fU);
        }
        out += good ? character : U'\ufffd';
    }
    return out;
}

bool parse_size(std::string_view text, int& width, int& height) {
    constexpr int kLargest = 16384;
    const char* end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, width);
    if (first.ec != std::errc() || first.ptr == end || *first.ptr != 'x') return false;
    const auto second = std::from_chars(first.ptr + 1, end, height);
    return second.ec == std::errc() && second.ptr == end && width >= 1 && height >= 1 && width <= kLargest &&
           height <= kLargest;
}

}  // namespace firebreak::viz
