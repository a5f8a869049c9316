#include "report/causes_words.hpp"

#include <firebreak/text.hpp>

#include "report/answers.hpp"

namespace firebreak::report {

std::string change_options(const Spec& spec, const Change& change) {
    const std::vector<std::string>& after = change.arm.measures;
    std::vector<std::string> before = after;
    if (change.kind == Change::Kind::measure) std::erase(before, spec.measures[change.measure.index()].id);
    const auto list = [](const std::vector<std::string>& measures) {
        return shell_word(measures.empty() ? "none" : joined(measures, ","));
    };
    std::string text = "--measures " + list(after) + " --against " + list(before);
    if (change.kind == Change::Kind::rule) text += " --without " + shell_word(rule_id(spec, change.rule));
    if (change.kind == Change::Kind::perception) {
        for (const std::string& words : clean_words(spec, change.arm))
            text += " --clean " + shell_word(words);
    }
    return text;
}

}  // namespace firebreak::report
