#include "scenario/write_sections.hpp"

namespace firebreak {
namespace {

void write_incident(SectionWriter& out, const IncidentSpec& incident) {
    out.open(incident.id);
    out.text("label", incident.label);
    out.texts("target", incident.targets);
    out.weights("cause", incident.causes);
    out.text_if_any("author", incident.author);
    out.number_law("severity", incident.severity);
    if (incident.every) out.duration_law("every", *incident.every);
    if (!incident.at.empty()) {
        std::string moments = "[";
        for (const Duration& moment : incident.at) moments.append(moments.size() > 1 ? ", " : "").append(format_duration(moment));
        out.value("at", moments + "]");
    }
    if (incident.window) out.duration("window", *incident.window);
    out.flag("phantom", incident.phantom);
    out.text_if_any("needs", incident.needs);
    out.text_if_any("unless", incident.unless);
    out.close();
}

void write_evidence(SectionWriter& out, const EvidenceSpec& evidence) {
    out.open(evidence.id);
    out.text("label", evidence.label);
    out.duration("every", evidence.every);
    out.number("accuracy", evidence.accuracy);
    if (evidence.believed) out.number("believed", *evidence.believed);
    if (!evidence.confusion.empty()) {
        out.open("confusion");
        for (const auto& [truth, row] : evidence.confusion) out.value(truth, weights_text(row, false));
        out.close();
    }
    out.text_if_any("needs", evidence.needs);
    out.text_if_any("unless", evidence.unless);
    out.close();
}

void write_message(SectionWriter& out, const MessageSpec& message) {
    out.open(message_name(message.kind));
    out.text("label", message.label);
    if (!message.likelihood.empty()) out.weights_apart("likelihood", message.likelihood);
    if (message.clarifies_posture) out.value("clarifies", "posture");
    out.number("image", message.image);
    if (message.garbled != MessageKind::none) out.value("garbled", message_name(message.garbled));
    if (message.kind == MessageKind::evidence) {
        out.text("source", message.source);
        out.value("reports", std::to_string(message.reports));
    }
    out.close();
}

std::string minute_text(int minute) {
    const auto two_digits = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    return two_digits(minute / 60) + ":" + two_digits(minute % 60);
}

void write_staffed(SectionWriter& out, const StaffedSpec& staffed) {
    constexpr const char* kDays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    std::vector<std::string> days;
    for (unsigned day = 0; day < 7; ++day) {
        if (staffed.days >> day & 1u) days.emplace_back(kDays[day]);
    }
    out.open("staffed");
    out.text("hours", minute_text(staffed.from_minute) + "-" + minute_text(staffed.to_minute));
    out.texts("days", days);
    out.close();
}

void write_line(SectionWriter& out, const LineSpec& line) {
    if (!line.fails || !line.repairs) {
        out.flag("up", line.up);
        return;
    }
    out.open("up");
    out.duration_law("fails", *line.fails);
    out.duration_law("repairs", *line.repairs);
    out.value("starts", line.up ? "up" : "down");
    out.close();
}

void write_channel(SectionWriter& out, const ChannelSpec& channel) {
    out.open(channel.id);
    out.text("label", channel.label);
    write_line(out, channel.line);
    out.duration_law("link", channel.link);
    out.duration_law("translate", channel.translate);
    out.duration_law("deliver", channel.deliver);
    out.value("translators", std::to_string(channel.translators));
    if (channel.staffed) write_staffed(out, *channel.staffed);
    else out.value("staffed", "always");
    out.number("loss", channel.loss);
    out.number("garble", channel.garble);
    out.number("credibility", channel.credibility);
    out.duration("patience", channel.patience);
    if (channel.meets) {
        out.open("meets");
        out.duration_law("every", *channel.meets);
        out.close();
    }
    out.close();
}

template <class Entities, class Write>
void write_all(SectionWriter& out, std::string_view section, const Entities& entities, Write write) {
    if (entities.empty()) return;
    out.open(section);
    for (const auto& entity : entities) write(out, entity);
    out.close();
}

}  // namespace

void write_sources_of_events(SectionWriter& out, const Spec& spec) {
    write_all(out, "incidents", spec.incidents, write_incident);
    write_all(out, "evidence", spec.evidence, write_evidence);
}

void write_communication(SectionWriter& out, const Spec& spec) {
    write_all(out, "messages", spec.messages, write_message);
    write_all(out, "channels", spec.channels, write_channel);
}

}  // namespace firebreak
