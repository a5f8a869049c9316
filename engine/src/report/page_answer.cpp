// The head of the page: what was asked, what came out, what drives it and which single change takes most of
// it away.
#include <firebreak/text.hpp>

#include "base/text_layout.hpp"
#include "report/causes_sections.hpp"
#include "report/page_sections.hpp"
#include "report/sentences.hpp"
#include "report/study_answer.hpp"

namespace firebreak::report {

std::string actor_name(const Spec& spec, ActorId actor) {
    const ActorSpec& side = spec.actors[actor.index()];
    return printable(side.name.empty() ? side.id : side.name, 60);
}

std::string arm_label(const Spec& spec, const ArmAnswer& arm) { return name_words(name_of(spec, arm)); }

Markup markup_of(const answer::Blocks& blocks) { return Markup::made(blocks_html(blocks)); }

Markup page_answer(const Spec& spec, const Findings& findings) {
    answer::Blocks sentences = study_sentences(spec, findings.study);
    // What is not known stands right behind what is claimed.
    if (auto* lead = std::get_if<answer::Paragraph>(&sentences.front().what); lead && findings.ranges)
        lead->text += " " + ranges_sentence(*findings.ranges);
    Markup content = markup_of(sentences);
    content += element("p", {{"class", "caveat"}},
                       strong(kCaveat) + Markup::of(" " + crisis_meaning(spec) +
                                                    (spec.summary.empty() ? "" : " " + prose(spec.summary))));
    content += command_note("The same numbers:", command_line("run", findings.origin));
    content += page_ranges(spec, findings);
    const Markup mistakes = element("h3", "Which mistakes decide the crises") +
                            markup_of(deciding_mistakes(spec, findings.causes));
    const Markup changes = element("h3", "Which single change prevents most") +
                           element("p",
                                   "Each change is tried alone, in every run, under the same chance events. "
                                   "No change is presumed to help: the upper bar shows what it prevents, the "
                                   "lower bar what it causes, as shares of all crises.") +
                           markup_of({best_changes(spec, findings.causes)});
    content += element("div", {{"class", "columns"}}, element("div", mistakes) + element("div", changes));
    content += command_note("The same numbers:", arm_command("causes", findings));
    return section("answer", "The answer", content);
}

}  // namespace firebreak::report
