#include "report/scenario_answer.hpp"

#include <algorithm>
#include <cmath>

#include <firebreak/telling.hpp>
#include <firebreak/text.hpp>

#include "base/text_layout.hpp"
#include "model/parameter_paths.hpp"
#include "report/sentences.hpp"
#include "telling/rule_words.hpp"

namespace firebreak::report {
namespace {

using Kind = answer::Column::Kind;

const char* grade_letter(std::string_view grade) {
    if (grade == "sourced") return "s";
    if (grade == "data") return "d";
    if (grade == "assumed") return "a";
    return grade == "structural" ? "t" : "";
}

std::string rung_marks(const Spec& spec, const RungSpec& rung) {
    std::vector<std::string> marks;
    if (rung.id == spec.endings.crisis) marks.emplace_back("crisis");
    if (rung.id == spec.endings.war) marks.emplace_back("war, the run ends");
    if (spec.endings.settled && rung.id == spec.endings.settled->at) {
        marks.push_back("calmed down if no higher for " + format_duration(spec.endings.settled->lasting) +
                        grade_mark(spec, "endings.settled.for"));
    }
    if (rung.accident_every) {
        marks.push_back("accident every " + format_duration(*rung.accident_every) +
                        grade_mark(spec, "ladder." + rung.id + ".accident_every"));
    }
    if (!rung.description.empty()) marks.push_back(prose(rung.description, 400));
    return joined(marks, "; ");
}

std::string occurrence_words(const Spec& spec, const IncidentSpec& incident) {
    const std::string prefix = "incidents." + incident.id;
    if (incident.every)
        return "every " + law_words(*incident.every, true) + grade_mark(spec, prefix + ".every");
    std::vector<std::string> moments;
    for (std::size_t i = 0; i < incident.at.size() && i < 6; ++i)
        moments.push_back(format_duration(incident.at[i]));
    if (incident.at.size() > 6) moments.push_back(std::to_string(incident.at.size() - 6) + " more");
    const std::string first = entry_path(prefix + ".at", 0);
    return "at " + listed(moments) +
           section_mark(spec, first, incident.at.size() > 1 ? prefix + ".at" : first);
}

std::string incident_remarks(const Spec& spec, const IncidentSpec& incident) {
    std::vector<std::string> remarks;
    if (!incident.author.empty()) remarks.push_back("by " + incident.author);
    if (incident.phantom) remarks.emplace_back("false alarm, nothing happened");
    if (incident.window)
        remarks.push_back("to be decided within " + format_duration(*incident.window) +
                          grade_mark(spec, "incidents." + incident.id + ".window"));
    if (std::string condition = measure_condition_words(incident.needs, incident.unless); !condition.empty())
        remarks.push_back(condition);
    return listed(remarks);
}

std::string labelled(const std::string& id, const std::string& label) {
    return label.empty() || label == id ? id : id + ": " + printable(label);
}

std::string staffed_words(const ChannelSpec& channel) {
    if (!channel.staffed) return "always";
    const auto clock = [](int minute) {
        const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
        return two(minute / 60) + ":" + two(minute % 60);
    };
    std::string days;
    constexpr const char* kDays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    for (int day = 0; day < 7; ++day) {
        if ((channel.staffed->days >> day & 1) != 0)
            days += (days.empty() ? "" : " ") + std::string(kDays[day]);
    }
    const std::string hours =
        clock(channel.staffed->from_minute) + "-" + clock(channel.staffed->to_minute) + " UTC";
    return channel.staffed->days == 0x7f ? hours : hours + " " + days;
}

std::string line_words(const ChannelSpec& channel) {
    std::string text = channel.line.up ? "up" : "down";
    if (channel.line.fails) text += ", fails after " + law_words(*channel.line.fails, true);
    if (channel.line.repairs) text += ", repaired after " + law_words(*channel.line.repairs, true);
    return text;
}

std::string channel_remarks(const Spec& spec, const ChannelSpec& channel) {
    const std::string prefix = "channels." + channel.id;
    std::vector<std::string> remarks;
    if (channel.translators > 0)
        remarks.push_back(counted(static_cast<std::uint64_t>(channel.translators), "translator"));
    if (channel.staffed) remarks.push_back("staffed " + staffed_words(channel));
    if (channel.loss > 0)
        remarks.push_back("loses " + number_text(channel.loss) + grade_mark(spec, prefix + ".loss"));
    if (channel.garble > 0)
        remarks.push_back("garbles " + number_text(channel.garble) + grade_mark(spec, prefix + ".garble"));
    if (std::isfinite(channel.patience.ms)) {
        remarks.push_back("silence counts as an answer after " + format_duration(channel.patience) +
                          grade_mark(spec, prefix + ".patience"));
    }
    if (channel.meets)
        remarks.push_back("consultations every " + law_words(*channel.meets, true) +
                          grade_mark(spec, prefix + ".meets.every"));
    return joined(remarks, "; ");
}

std::string message_remarks(const Spec& spec, const MessageSpec& message) {
    const std::string prefix = std::string("messages.") + message_name(message.kind);
    std::vector<std::string> remarks;
    if (message.clarifies_posture)
        remarks.emplace_back("the receiver may come to read the sender's posture correctly");
    if (message.image != 1)
        remarks.push_back("odds of being aggressive times " + number_text(message.image) +
                          grade_mark(spec, prefix + ".image"));
    if (message.garbled != MessageKind::none)
        remarks.push_back(std::string("garbled, it reads as ") + message_name(message.garbled));
    if (!message.source.empty()) {
        remarks.push_back("carries " + counted(static_cast<std::uint64_t>(message.reports), "report") +
                          " of " + message.source);
    }
    return joined(remarks, "; ");
}

}  // namespace

std::string grade_mark(const Spec& spec, std::string_view path) { return section_mark(spec, path, path); }

std::string section_mark(const Spec& spec, std::string_view path, std::string_view section) {
    const ProvenanceSpec* found = provenance_of(spec.provenance, path);
    const std::string letter = found == nullptr ? "" : grade_letter(found->grade);
    if (letter.empty()) return {};
    const std::string ranges = range_words(spec, section);
    return " [" + letter + (ranges.empty() ? "" : ", " + ranges) + "]";
}

std::string entry_range_words(const ProvenanceSpec& entry) {
    const std::string words =
        range_words(*entry.range) + (entry.range->independent ? ", each number for itself" : "");
    return entry.label.empty() ? words : words + " (" + printable(entry.label, 120) + ")";
}

answer::Table ladder_table(const Spec& spec) {
    answer::Table table{"Ladder, highest rung first", {{Kind::id, ""}, "rung", "id", ""}};
    for (std::size_t i = spec.ladder.size(); i-- > 0;) {
        const RungSpec& rung = spec.ladder[i];
        table.rows.push_back({std::uint64_t{i}, printable(rung.name), rung.id, rung_marks(spec, rung)});
        if (!rung.firebreak.empty())
            table.rows.push_back({"", "---- firebreak: " + printable(rung.firebreak) + " ----", "", ""});
    }
    return table;
}

answer::Table causes_table(const Spec& spec) {
    answer::Table table{"Causes", {"cause", {Kind::number, "hostility"}}};
    for (const CauseSpec& cause : spec.causes) {
        table.rows.push_back(
            {labelled(cause.id, cause.name),
             number_text(cause.hostility) + grade_mark(spec, "causes." + cause.id + ".hostility")});
    }
    return table;
}

answer::Table incidents_table(const Spec& spec) {
    answer::Table table{"Incidents", {"incident", "happens to", "when", "cause", "severity", ""}};
    for (const IncidentSpec& incident : spec.incidents) {
        table.rows.push_back(
            {labelled(incident.id, incident.label), listed(incident.targets),
             occurrence_words(spec, incident), weights_words(incident.causes),
             law_words(incident.severity, false) + grade_mark(spec, "incidents." + incident.id + ".severity"),
             incident_remarks(spec, incident)});
    }
    return table;
}

answer::Table evidence_table(const Spec& spec) {
    answer::Table table{"Evidence", {"evidence", "a report every", "accuracy", "believed", ""}};
    for (const EvidenceSpec& evidence : spec.evidence) {
        const std::string prefix = "evidence." + evidence.id;
        std::vector<std::string> remarks;
        for (const auto& [cause, row] : evidence.confusion)
            remarks.push_back(cause + " taken for " + weights_words(row) +
                              grade_mark(spec, prefix + ".confusion." + cause));
        if (std::string condition = measure_condition_words(evidence.needs, evidence.unless);
            !condition.empty())
            remarks.push_back(condition);
        table.rows.push_back({labelled(evidence.id, evidence.label),
                              format_duration(evidence.every) + grade_mark(spec, prefix + ".every"),
                              number_text(evidence.accuracy) + grade_mark(spec, prefix + ".accuracy"),
                              evidence.believed
                                  ? number_text(*evidence.believed) + grade_mark(spec, prefix + ".believed")
                                  : "the same",
                              joined(remarks, "; ")});
    }
    return table;
}

answer::Table channels_table(const Spec& spec) {
    answer::Table table{"Channels, stage by stage",
                        {"channel", "line", "link", "translation", "delivery", "credibility", ""}};
    for (const ChannelSpec& channel : spec.channels) {
        const std::string prefix = "channels." + channel.id;
        table.rows.push_back({labelled(channel.id, channel.label),
                              line_words(channel) + grade_mark(spec, prefix + ".up"),
                              law_words(channel.link, true) + grade_mark(spec, prefix + ".link"),
                              law_words(channel.translate, true) + grade_mark(spec, prefix + ".translate"),
                              law_words(channel.deliver, true) + grade_mark(spec, prefix + ".deliver"),
                              number_text(channel.credibility) + grade_mark(spec, prefix + ".credibility"),
                              channel_remarks(spec, channel)});
    }
    return table;
}

answer::Table messages_table(const Spec& spec) {
    answer::Table table{"Messages", {"message", "likelihood that a side says so if the cause is", ""}};
    for (const MessageSpec& message : spec.messages) {
        const std::string prefix = std::string("messages.") + message_name(message.kind);
        std::string likelihoods;
        for (const auto& [cause, likelihood] : message.likelihood) {
            likelihoods += (likelihoods.empty() ? "" : ", ") + cause + " " + number_text(likelihood);
        }
        if (!likelihoods.empty())
            likelihoods += section_mark(spec, prefix + ".likelihood." + message.likelihood.front().first,
                                        prefix + ".likelihood");
        table.rows.push_back({labelled(message_name(message.kind), message.label), likelihoods,
                              message_remarks(spec, message)});
    }
    return table;
}

answer::Table moves_table(const Spec& spec) {
    answer::Table table{"Moves", {"move", "", "what it does"}};
    for (const MoveSpec& move : spec.moves) {
        const std::string label = move.label == move.id ? std::string() : printable(move.label);
        table.rows.push_back({move.id, label, move_words(spec, move) + grade_mark(spec, "moves." + move.id)});
    }
    return table;
}

answer::Table measures_table(const Spec& spec) {
    answer::Table table{"Measures", {"measure", "", "what it changes"}};
    for (const MeasureSpec& measure : spec.measures) {
        const std::string prefix = "measures." + measure.id;
        std::vector<std::string> changes;
        for (const SetSpec& set : measure.set) {
            changes.push_back(set.path + " = " + value_words(spec, set) +
                              grade_mark(spec, prefix + ".set." + set.path));
        }
        for (const ScaleSpec& scale : measure.scale) {
            changes.push_back(scale.path + " times " + number_text(scale.factor) +
                              grade_mark(spec, prefix + ".scale." + scale.path));
        }
        if (changes.empty())
            changes.push_back("nothing itself; other entries depend on it" + grade_mark(spec, prefix));
        if (measure.in_force)
            changes.push_back("in force " + format_duration(*measure.in_force) + " after the start" +
                              grade_mark(spec, prefix + ".in_force"));
        for (std::size_t i = 0; i < changes.size(); ++i) {
            const std::string label = measure.label == measure.id ? std::string() : printable(measure.label);
            table.rows.push_back(
                {i == 0 ? measure.id : std::string(), i == 0 ? label : std::string(), changes[i]});
        }
    }
    return table;
}

namespace {

void add_sources(answer::Blocks& blocks, const Spec& spec) {
    if (spec.sources.empty() && spec.provenance.empty()) return;
    blocks.emplace_back(answer::Heading{"Where the numbers come from"});
    answer::List list;
    for (const ProvenanceSpec& entry : spec.provenance) {
        std::string line = entry.grade;
        if (!entry.source.empty()) line += ", " + printable(entry.source);
        if (entry.range) line += "; " + entry_range_words(entry);
        if (!entry.note.empty()) line += "; " + prose(entry.note);
        list.items.push_back({printable(entry.path) + ":", line});
    }
    for (const auto& [id, source] : spec.sources) list.items.push_back({"[" + id + "]", prose(source)});
    blocks.emplace_back(std::move(list));
}

}  // namespace

Answer scenario_answer(const Spec& spec) {
    Answer answer;
    answer.title = printable(spec.title.empty() ? spec.id : spec.title) + " (" + spec.id + ")";
    answer.question = prose(spec.question);
    if (!spec.summary.empty()) answer.blocks.emplace_back(answer::Paragraph{prose(spec.summary, 5000)});
    answer.blocks.emplace_back(answer::Paragraph{"From " + format_date(spec.clock.start) + " for " +
                                                 format_duration(spec.clock.horizon) +
                                                 grade_mark(spec, "clock.horizon") + "."});
    answer.blocks.emplace_back(ladder_table(spec));
    for (const ActorSpec& actor : spec.actors) {
        for (answer::Block& block : actor_blocks(spec, actor)) answer.blocks.push_back(std::move(block));
    }
    for (const auto table : {causes_table, incidents_table, evidence_table, channels_table, messages_table,
                             moves_table, measures_table})
        answer.blocks.emplace_back(table(spec));
    for (answer::Block& block : asked_blocks(spec)) answer.blocks.push_back(std::move(block));
    add_sources(answer.blocks, spec);
    answer.caveat = grades_in_words(count_grades(spec));
    if (!spec.provenance.empty())
        answer.identity = "Marks: [s] sourced, [d] fitted to data, [a] assumed, [t] structural.";
    const bool ranges = std::any_of(spec.provenance.begin(), spec.provenance.end(),
                                    [](const ProvenanceSpec& entry) { return entry.range.has_value(); });
    if (ranges) answer.identity += " Tried: by `firebreak uncertainty`, in place of the number.";
    return answer;
}

}  // namespace firebreak::report
