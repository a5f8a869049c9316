#include "report/scenario_text.hpp"

#include <cmath>

#include <firebreak/text.hpp>

#include "model/parameter_paths.hpp"
#include "report/provenance.hpp"
#include "telling/rule_words.hpp"

namespace firebreak::report {
namespace {

std::string heading(const char* title, const Page& page) { return "\n" + page.style.bold(title) + "\n"; }

std::string section(const char* title, const Table& table, const Page& page) {
    return table.empty() ? std::string() : heading(title, page) + table.text(page);
}

std::string rung_marks(const Spec& spec, const RungSpec& rung) {
    std::vector<std::string> marks;
    if (rung.id == spec.endings.crisis) marks.emplace_back("crisis");
    if (rung.id == spec.endings.war) marks.emplace_back("war, the run ends");
    if (spec.endings.settled && rung.id == spec.endings.settled->at) {
        marks.push_back("settled if no higher for " + format_duration(spec.endings.settled->lasting) +
                        grade_mark(spec, "endings.settled.for"));
    }
    if (rung.accident_every) {
        marks.push_back("accident every " + format_duration(*rung.accident_every) +
                        grade_mark(spec, "ladder." + rung.id + ".accident_every"));
    }
    std::string text;
    for (const std::string& mark : marks) text += (text.empty() ? "" : "; ") + mark;
    if (!rung.description.empty()) text += (text.empty() ? "" : "; ") + prose(rung.description, 400);
    return text;
}

std::string occurrence_words(const Spec& spec, const IncidentSpec& incident) {
    const std::string prefix = "incidents." + incident.id;
    if (incident.every)
        return "every " + law_words(*incident.every, true) + grade_mark(spec, prefix + ".every");
    std::vector<std::string> moments;
    for (std::size_t i = 0; i < incident.at.size() && i < 6; ++i)
        moments.push_back(format_duration(incident.at[i]));
    if (incident.at.size() > 6) moments.push_back(std::to_string(incident.at.size() - 6) + " more");
    return "at " + listed(moments) + grade_mark(spec, entry_path(prefix + ".at", 0));
}

std::string incident_remarks(const IncidentSpec& incident) {
    std::vector<std::string> remarks;
    if (!incident.author.empty()) remarks.push_back("done by " + incident.author);
    if (incident.phantom) remarks.emplace_back("false alarm, nothing happened");
    if (incident.window) remarks.push_back("to be decided within " + format_duration(*incident.window));
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
        remarks.push_back("silence speaks after " + format_duration(channel.patience) +
                          grade_mark(spec, prefix + ".patience"));
    }
    if (channel.meets)
        remarks.push_back("consultations every " + law_words(*channel.meets, true) +
                          grade_mark(spec, prefix + ".meets.every"));
    std::string text;
    for (const std::string& remark : remarks) text += (text.empty() ? "" : "; ") + remark;
    return text;
}

std::string message_remarks(const MessageSpec& message) {
    std::vector<std::string> remarks;
    if (message.clarifies_posture) remarks.emplace_back("the receiver may read the sender's posture right");
    if (message.image != 1) remarks.push_back("odds of being aggressive times " + number_text(message.image));
    if (message.garbled != MessageKind::none)
        remarks.push_back(std::string("garbled it reads as ") + message_name(message.garbled));
    if (!message.source.empty()) {
        remarks.push_back("carries " + counted(static_cast<std::uint64_t>(message.reports), "report") +
                          " of " + message.source);
    }
    std::string text;
    for (const std::string& remark : remarks) text += (text.empty() ? "" : "; ") + remark;
    return text;
}

std::string head(const Spec& spec, const Page& page) {
    std::string text =
        headline(printable(spec.title.empty() ? spec.id : spec.title) + " (" + spec.id + ")", page);
    if (!spec.question.empty()) text += paragraph(prose(spec.question), page.width);
    if (!spec.summary.empty()) text += "\n" + paragraph(prose(spec.summary, 5000), page.width);
    text += "\nFrom " + format_date(spec.clock.start) + " for " + format_duration(spec.clock.horizon) +
            grade_mark(spec, "clock.horizon") + ".\n";
    return text;
}

std::string legend(const Spec& spec, const Page& page) {
    std::string text = "\n" + paragraph(grades_in_words(count_grades(spec)), page.width);
    if (!spec.provenance.empty())
        text += page.style.dim(
            paragraph("Marks: [s] sourced, [d] fitted to data, [a] assumed, [t] structural.", page.width));
    return text;
}

}  // namespace

std::string grade_mark(const Spec& spec, std::string_view path) {
    const ProvenanceSpec* found = provenance_of(spec, path);
    if (found == nullptr) return {};
    if (found->grade == "sourced") return " [s]";
    if (found->grade == "data") return " [d]";
    if (found->grade == "assumed") return " [a]";
    return found->grade == "structural" ? " [t]" : "";
}

std::string ladder_section(const Spec& spec, const Page& page) {
    Table table({{"", Table::Align::right}, {"rung"}, {"id"}, {""}});
    for (std::size_t i = spec.ladder.size(); i-- > 0;) {
        const RungSpec& rung = spec.ladder[i];
        table.add({std::to_string(i), printable(rung.name), rung.id, rung_marks(spec, rung)});
        if (!rung.firebreak.empty())
            table.add({"", "---- firebreak: " + printable(rung.firebreak) + " ----", "", ""});
    }
    return section("Ladder, highest rung first", table, page);
}

std::string causes_section(const Spec& spec, const Page& page) {
    Table table({{"cause"}, {"hostility", Table::Align::right}});
    for (const CauseSpec& cause : spec.causes) {
        table.add({labelled(cause.id, cause.name),
                   number_text(cause.hostility) + grade_mark(spec, "causes." + cause.id + ".hostility")});
    }
    return section("Causes", table, page);
}

std::string incidents_section(const Spec& spec, const Page& page) {
    Table table({{"incident"}, {"happens to"}, {"when"}, {"cause"}, {"severity"}, {""}});
    for (const IncidentSpec& incident : spec.incidents) {
        table.add(
            {labelled(incident.id, incident.label), listed(incident.targets),
             occurrence_words(spec, incident), weights_words(incident.causes),
             law_words(incident.severity, false) + grade_mark(spec, "incidents." + incident.id + ".severity"),
             incident_remarks(incident)});
    }
    return section("Incidents", table, page);
}

std::string evidence_section(const Spec& spec, const Page& page) {
    Table table({{"evidence"}, {"a report every"}, {"accuracy"}, {"believed"}, {""}});
    for (const EvidenceSpec& evidence : spec.evidence) {
        const std::string prefix = "evidence." + evidence.id;
        std::vector<std::string> remarks;
        for (const auto& [cause, row] : evidence.confusion)
            remarks.push_back(cause + " taken for " + weights_words(row));
        if (std::string condition = measure_condition_words(evidence.needs, evidence.unless);
            !condition.empty())
            remarks.push_back(condition);
        std::string remark;
        for (const std::string& part : remarks) remark += (remark.empty() ? "" : "; ") + part;
        table.add({labelled(evidence.id, evidence.label),
                   format_duration(evidence.every) + grade_mark(spec, prefix + ".every"),
                   number_text(evidence.accuracy) + grade_mark(spec, prefix + ".accuracy"),
                   evidence.believed
                       ? number_text(*evidence.believed) + grade_mark(spec, prefix + ".believed")
                       : "as it is",
                   remark});
    }
    return section("Evidence", table, page);
}

std::string channels_section(const Spec& spec, const Page& page) {
    Table table({{"channel"}, {"line"}, {"link"}, {"translation"}, {"delivery"}, {"credibility"}, {""}});
    for (const ChannelSpec& channel : spec.channels) {
        const std::string prefix = "channels." + channel.id;
        table.add({labelled(channel.id, channel.label),
                   line_words(channel) + grade_mark(spec, prefix + ".up"),
                   law_words(channel.link, true) + grade_mark(spec, prefix + ".link"),
                   law_words(channel.translate, true) + grade_mark(spec, prefix + ".translate"),
                   law_words(channel.deliver, true) + grade_mark(spec, prefix + ".deliver"),
                   number_text(channel.credibility) + grade_mark(spec, prefix + ".credibility"),
                   channel_remarks(spec, channel)});
    }
    return section("Channels, stage by stage", table, page);
}

std::string messages_section(const Spec& spec, const Page& page) {
    Table table({{"message"}, {"likelihood that a side says so if the cause is"}, {""}});
    for (const MessageSpec& message : spec.messages) {
        const std::string prefix = std::string("messages.") + message_name(message.kind);
        std::string likelihoods;
        for (const auto& [cause, likelihood] : message.likelihood) {
            likelihoods += (likelihoods.empty() ? "" : ", ") + cause + " " + number_text(likelihood);
        }
        if (!likelihoods.empty())
            likelihoods += grade_mark(spec, prefix + ".likelihood." + message.likelihood.front().first);
        table.add(
            {labelled(message_name(message.kind), message.label), likelihoods, message_remarks(message)});
    }
    return section("Messages", table, page);
}

std::string moves_section(const Spec& spec, const Page& page) {
    Table table({{"move"}, {""}, {"what it does"}});
    for (const MoveSpec& move : spec.moves) {
        const std::string label = move.label == move.id ? std::string() : printable(move.label);
        table.add({move.id, label, move_words(spec, move) + grade_mark(spec, "moves." + move.id)});
    }
    return section("Moves", table, page);
}

std::string measures_section(const Spec& spec, const Page& page) {
    Table table({{"measure"}, {""}, {"what it changes"}});
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
        if (changes.empty()) changes.push_back("what needs it elsewhere" + grade_mark(spec, prefix));
        if (measure.in_force)
            changes.push_back("in force " + format_duration(*measure.in_force) + " after the start" +
                              grade_mark(spec, prefix + ".in_force"));
        for (std::size_t i = 0; i < changes.size(); ++i) {
            const std::string label = measure.label == measure.id ? std::string() : printable(measure.label);
            table.add({i == 0 ? measure.id : "", i == 0 ? label : "", changes[i]});
        }
    }
    return section("Measures", table, page);
}

std::string sources_section(const Spec& spec, const Page& page) {
    if (spec.sources.empty() && spec.provenance.empty()) return {};
    std::string text = heading("Where the numbers come from", page);
    for (const ProvenanceSpec& entry : spec.provenance) {
        std::string line = printable(entry.path) + ": " + entry.grade;
        if (!entry.source.empty()) line += ", " + printable(entry.source);
        if (!entry.note.empty()) line += "; " + prose(entry.note);
        text += paragraph(line, page.width, 2, 4);
    }
    for (const auto& [id, source] : spec.sources)
        text += paragraph("[" + id + "] " + prose(source), page.width, 2, 4);
    return text;
}

std::string scenario_text(const Spec& spec, const Page& page) {
    std::string text = head(spec, page) + ladder_section(spec, page);
    for (const ActorSpec& actor : spec.actors) text += actor_section(spec, actor, page);
    text += causes_section(spec, page) + incidents_section(spec, page) + evidence_section(spec, page) +
            channels_section(spec, page) + messages_section(spec, page) + moves_section(spec, page) +
            measures_section(spec, page) + sources_section(spec, page);
    return text + legend(spec, page);
}

}  // namespace firebreak::report
