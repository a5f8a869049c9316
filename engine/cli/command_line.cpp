#include "command_line.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include <firebreak/text.hpp>

#include "base/parse_number.hpp"

namespace firebreak::cli {
namespace {

std::vector<std::string> split_names(const std::string& names) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    while (from <= names.size()) {
        const std::size_t end = std::min(names.find(',', from), names.size());
        parts.push_back(names.substr(from, end - from));
        from = end + 1;
    }
    return parts;
}

std::string found(const std::string& text) { return ", found '" + printable(text, 60) + "'"; }

// `into` is the number or may hold one.
template <class Into>
std::function<std::string(const std::string&)> accept_count(Into& into, std::uint64_t low,
                                                            std::uint64_t high) {
    return [&into, low, high](const std::string& given) -> std::string {
        const auto number = parse_whole(given);
        if (number && *number >= low && *number <= high) {
            into = *number;
            return {};
        }
        return "expected a whole number from " + std::to_string(low) + " to " + std::to_string(high) +
               found(given);
    };
}

}  // namespace

Argument& Command::add(Argument::Kind kind, const std::string& names, const std::string& value,
                       const std::string& help) {
    Argument& argument = arguments_.emplace_back();
    argument.kind = kind;
    argument.names = split_names(names);
    argument.value = value;
    argument.help = help;
    return argument;
}

Argument& Command::flag(const std::string& names, bool& into, const std::string& help) {
    Argument& argument = add(Argument::Kind::flag, names, {}, help);
    argument.accept = [&into](const std::string&) {
        into = true;
        return std::string();
    };
    return argument;
}

Argument& Command::text(const std::string& names, const std::string& value, std::string& into,
                        const std::string& help) {
    Argument& argument = add(Argument::Kind::once, names, value, help);
    argument.accept = [&into](const std::string& given) {
        into = given;
        return given.empty() ? std::string("expected a text, found none") : std::string();
    };
    return argument;
}

Argument& Command::texts(const std::string& names, const std::string& value, std::vector<std::string>& into,
                         const std::string& help) {
    Argument& argument = add(Argument::Kind::repeatable, names, value, help);
    argument.accept = [&into](const std::string& given) {
        into.push_back(given);
        return std::string();
    };
    return argument;
}

Argument& Command::count(const std::string& names, const std::string& value, std::uint64_t& into,
                         std::uint64_t low, std::uint64_t high, const std::string& help) {
    Argument& argument = add(Argument::Kind::once, names, value, help);
    argument.accept = accept_count(into, low, high);
    return argument;
}

Argument& Command::count(const std::string& names, const std::string& value,
                         std::optional<std::uint64_t>& into, std::uint64_t low, std::uint64_t high,
                         const std::string& help) {
    Argument& argument = add(Argument::Kind::once, names, value, help);
    argument.accept = accept_count(into, low, high);
    return argument;
}

Argument& Command::number(const std::string& names, const std::string& value, double& into, double low,
                          double high, const std::string& help) {
    Argument& argument = add(Argument::Kind::once, names, value, help);
    argument.accept = [&into, low, high](const std::string& given) -> std::string {
        const auto number = parse_number(given);
        if (number && *number >= low && *number <= high) {
            into = *number;
            return {};
        }
        return "expected a number from " + number_text(low) + " to " + number_text(high) + found(given);
    };
    return argument;
}

Argument& Command::choice(const std::string& names, const std::string& value, std::string& into,
                          std::vector<std::string> words, const std::string& help) {
    Argument& argument = add(Argument::Kind::once, names, value, help);
    argument.completes = Argument::Completes::words;
    argument.words = words;
    argument.accept = [&into, words = std::move(words)](const std::string& given) -> std::string {
        into = given;
        if (std::find(words.begin(), words.end(), given) != words.end()) return {};
        std::string list;
        for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
        return "expected one of " + list + found(given) + suggestion(given, words);
    };
    return argument;
}

Argument& Command::positional(const std::string& name, std::string& into, const std::string& help,
                              bool required) {
    Argument& argument = add(Argument::Kind::positional, name, {}, help);
    argument.required = required;
    argument.completes = Argument::Completes::file;
    argument.accept = [&into](const std::string& given) {
        into = given;
        return std::string();
    };
    return argument;
}

Argument& Command::positionals(const std::string& name, std::vector<std::string>& into,
                               const std::string& help) {
    Argument& argument = add(Argument::Kind::positionals, name, {}, help);
    argument.required = true;
    argument.completes = Argument::Completes::file;
    argument.accept = [&into](const std::string& given) {
        into.push_back(given);
        return std::string();
    };
    return argument;
}

void Command::take_in(const std::string& verb, const Command& other) {
    verbs_.push_back(verb);
    for (const Argument& argument : other.arguments_) {
        const bool known = std::any_of(arguments_.begin(), arguments_.end(),
                                       [&](const Argument& own) { return own.names == argument.names; });
        if (!known && !argument.positional()) arguments_.push_back(argument);
    }
}

Command& Program::command(const std::string& name, const std::string& summary) {
    return commands_.emplace_back(name, summary);
}

std::string suggestion(std::string_view text, const std::vector<std::string>& names) {
    const std::string_view nearest = nearest_name(text, {names.begin(), names.end()});
    return nearest.empty() ? std::string() : "; did you mean '" + std::string(nearest) + "'?";
}

}  // namespace firebreak::cli
