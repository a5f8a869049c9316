// What a command line gives as values: each line of the bytes is "WORD VALUE", a word from the table here. A
// value is refused in words or does what it says: a parameter that was set lies in its range, and the
// scenario runs.
#include <cstdio>

#include <firebreak/model.hpp>
#include <firebreak/text.hpp>
#include <firebreak/values.hpp>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "model/statistics_names.hpp"
#include "target.hpp"

using namespace firebreak;

namespace {

constexpr std::size_t kMostLines = 8;

void set(const std::string& text) {
    static const Spec scenario = fuzz::shipped("cyber/reset-2011.yaml");
    Spec spec = scenario;
    const Result<SetSpec> parsed = parse_set(spec, text);
    if (!parsed) return;
    fuzz::require(set_parameter(spec, *parsed) > 0, "what was parsed can be set", text);
    for (const Parameter& parameter : parameters(spec)) {
        if (const auto* number = std::get_if<double*>(&parameter.value)) {
            fuzz::require(why_not(parameter, **number).empty(), "a number lies in its range", parameter.path);
        } else if (const auto* law = std::get_if<Distribution*>(&parameter.value)) {
            fuzz::require(why_not(parameter, **law).empty(), "a law lies in its range", parameter.path);
        }
    }
    const Model model = compile(spec);
    fuzz::require_sound(model, fuzz::short_run(model, {1, 0, 0}, {}, 300));
}

void duration(const std::string& text) {
    const auto read = parse_duration(text);
    if (!read) return;
    fuzz::require(read->ms >= 0, "a duration is at least 0", text);
    const std::string written = format_duration(*read);
    fuzz::require(parse_duration(written) == read, "a duration that was written is read", written);
    fuzz::require(!describe_duration(to_millis(read->ms)).empty(), "a duration can be said", text);
}

void date(const std::string& text) {
    const auto read = parse_date(text);
    if (read) fuzz::require(parse_date(format_date(*read)) == read, "a date that was written is read", text);
}

void statistic(const std::string& text) {
    static const Spec scenario = fuzz::shipped("cyber/reset-2011.yaml");
    const Result<StatisticRef> read = parse_statistic(scenario, text);
    fuzz::require(read || !read.error().empty(), "a statistic is refused with a reason", text);
}

// The whole program with one of its options. None of these writes a file.
struct Option {
    const char* word;
    const char* command;
    const char* option;
};
constexpr Option kOptions[] = {{"measures", "explain", "--measures"},
                               {"arm", "explain", "--arm"},
                               {"without", "explain", "--without"},
                               {"pov", "explain", "--pov"},
                               {"why", "explain", "--why"},
                               {"but-for", "explain", "--but-for"},
                               {"replicate", "explain", "--replicate"},
                               {"seed", "explain", "--seed"},
                               {"clean", "compare", "--clean"},
                               {"against", "compare", "--against"},
                               {"digest", "replay", "--expect-digest"}};

void run_program(const Option& option, std::string value) {
    static cli::Program program = [] {
        fuzz::require(std::freopen("/dev/null", "w", stdout) != nullptr,
                      "what the program prints can be thrown away");
        cli::Program all;
        cli::add_explain(all);
        cli::add_compare(all);
        cli::add_replay(all);
        return all;
    }();
    if (value.find('\0') != std::string::npos) return;
    std::vector<std::string> words{"firebreak", option.command,
                                   FIREBREAK_SOURCE_DIR "/scenarios/tutorial/first.yaml", "--quiet"};
    if (option.command == std::string_view("compare"))
        words.insert(words.end(), {"-n", "2", "-j", "1", "--measures", "none"});
    words.insert(words.end(), {option.option, std::move(value)});
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    const int status = program.run(static_cast<int>(arguments.size()), arguments.data());
    fuzz::require(status == cli::kDone || status == cli::kFailed || status == cli::kWrongInput,
                  "a status that is documented");
}

void take(const std::string& line) {
    const std::size_t blank = std::min(line.find(' '), line.size());
    const std::string word = line.substr(0, blank);
    const std::string value = line.substr(std::min(blank + 1, line.size()));
    if (word == "set") return set(value);
    if (word == "duration") return duration(value);
    if (word == "date") return date(value);
    if (word == "statistic") return statistic(value);
    for (const Option& option : kOptions) {
        if (word == option.word) run_program(option, value);
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::size_t taken = 0;
    for (const std::string& line : fuzz::lines_of(fuzz::text_of(data, size))) {
        if (++taken <= kMostLines) take(line);
    }
    return 0;
}
