#include "report/causes_words.hpp"

#include <firebreak/text.hpp>

#include "report/answers.hpp"

namespace firebreak::report {
std::string change_options(const Spec& spec, const Change& change) {
    std::string measures;
    for (const std::string& measure : change.arm.measures)
        measures += (measures.empty() ? "" : ",") + measure;
    std::string text = "--measures " + shell_word(measures.empty() ? "none" : measures);
    std::string before;
    for (const std::string& measure : change.arm.measures) {
        const bool added =
            change.kind == Change::Kind::measure && measure == spec.measures[change.measure.index()].id;
        if (!added) before += (before.empty() ? "" : ",") + measure;
    }
    text += " --against " + shell_word(before.empty() ? "none" : before);
    if (change.kind == Change::Kind::rule) text += " --without " + shell_word(rule_id(spec, change.rule));
    if (change.kind == Change::Kind::perception) {
        for (const std::string& words : clean_words(spec, change.arm))
            text += " --clean " + shell_word(words);
    }
    return text;
}

}  // namespace firebreak::report
