// Lines in few words, for marks, lists and tables; and decisions on a card.
#include <fmt/format.h>

#include "telling/words.hpp"

namespace firebreak {

using namespace seen;

namespace {

class Brief {
public:
    Brief(const Teller& teller, const Seen& line)
        : teller_(teller), labels_(teller.labels()), line_(line), side_(line.side()) {}

    [[nodiscard]] std::string words() const {
        switch (line_.kind) {
            case SeenKind::started: return "The run starts";
            case SeenKind::ended: return "The run ends";
            case SeenKind::consultation: return "Regular consultation";
            case SeenKind::inject: return "Inject";
            case SeenKind::incident: return incident();
            case SeenKind::measure:
                return "In force: " + labels_.measure(line_.seen_as<MeasureInForce>(side_)->measure);
            case SeenKind::line: return line_of_a_channel(*line_.seen_as<LineChanged>(side_));
            default: return of_side();
        }
    }

private:
    [[nodiscard]] std::string of_side() const {
        switch (line_.kind) {
            case SeenKind::case_opened: return notice(*line_.seen_as<Notice>(side_));
            case SeenKind::report: return report(*line_.seen_as<Report>(side_));
            case SeenKind::move: return move(*line_.seen_as<MoveTookEffect>(side_));
            case SeenKind::reading: return reading();
            case SeenKind::deliberation: return who() + " deliberates";
            case SeenKind::decision:
                return who() + ": " + labels_.move(line_.thought_as<Decision>(side_)->move);
            case SeenKind::sent: return who() + " sends " + message_words(line_.seen_as<Sent>(side_)->kind);
            case SeenKind::delivered:
                return who() + " receives " + message_words(line_.seen_as<Received>(side_)->read_as);
            case SeenKind::silence: return who() + " gets no answer";
            default: return seen_kind_name(line_.kind);
        }
    }

    [[nodiscard]] std::string incident() const {
        const auto* truth = line_.true_as<IncidentHappened>();
        if (truth == nullptr)
            return who() +
                   "'s own act: " + teller_.incident(side_, line_.seen_as<OwnIncident>(side_)->incident);
        std::string targets;
        for (std::size_t i = 0; i < kActors; ++i) {
            if (truth->targets[i]) targets += (targets.empty() ? ", hits " : " and ") + labels_.actor(i);
        }
        return fmt::format("{}{}: {}, severity {}{}", capitalised(teller_.incident(kActors, truth->incident)),
                           truth->phantom ? ", a false alarm" : "", labels_.cause(truth->cause),
                           with_decimals(truth->severity, 1), targets);
    }
    [[nodiscard]] std::string line_of_a_channel(const LineChanged& change) const {
        return labels_.channel(change.channel) + (change.up ? ": repaired" : ": down");
    }
    [[nodiscard]] std::string notice(const Notice& notice) const {
        return fmt::format("{} noticed {}, severity {}", who(), teller_.incident(side_, notice.incident),
                           with_decimals(notice.severity, 1));
    }
    [[nodiscard]] std::string report(const Report& report) const {
        return fmt::format("{}: {} names {} as the cause of {}", who(), labels_.evidence(report.source),
                           labels_.cause(report.named), teller_.incident(side_, report.incident));
    }
    [[nodiscard]] std::string move(const MoveTookEffect& move) const {
        return fmt::format("{}: {} takes effect; now at {}", who(),
                           move.accident ? "an accident" : labels_.move(move.move), labels_.rung(move.after));
    }
    [[nodiscard]] std::string reading() const {
        const auto* truth = line_.true_as<TrueReading>();
        const std::string rung = labels_.rung(line_.seen_as<Reading>(side_)->adversary_rung);
        if (truth == nullptr || !truth->misread)
            return fmt::format("{} reads {}'s posture as {}", who(), labels_.actor(1 - side_), rung);
        return fmt::format("{} misreads {}'s posture as {}; it stands at {}", who(), labels_.actor(1 - side_),
                           rung, labels_.rung(truth->adversary_rung));
    }
    [[nodiscard]] std::string who() const { return labels_.actor(side_); }

    const Teller& teller_;
    const Labels& labels_;
    const Seen& line_;
    std::size_t side_;
};

Text thought_words(const Teller& teller, std::size_t actor, const Decision& made, const TrueDecision* truth) {
    Text text;
    if (!made.focal) return text;
    const Labels& labels = teller.labels();
    const CauseId most = most_believed(labels.spec(), made.focal->belief);
    text.add(fmt::format("{} thought the cause of {} was {} ({}).", labels.actor(actor),
                         teller.incident(actor, made.focal->incident), labels.cause(most),
                         percent(made.focal->belief[most.index()])));
    if (truth != nullptr && truth->cause.valid() && truth->cause != most)
        text.add_wrong("It was " + labels.cause(truth->cause) + ".");
    return text;
}

}  // namespace

std::string Teller::brief(const Seen& line) const { return Brief(*this, line).words(); }

Teller::Card Teller::card(const Seen& line) const {
    const std::size_t actor = line.side();
    const auto* made = line.thought_as<Decision>(actor);
    Card card;
    if (made == nullptr) return card;
    const auto* truth = line.true_as<TrueDecision>();
    const bool held = is_hold(labels_.spec(), made->move);
    const std::string who = labels_.actor(actor);
    if (made->scripted)
        card.chosen.add("In this what-if, " + who +
                        (held ? " holds." : " chooses " + labels_.move(made->move) + "."));
    else card.chosen.add(who + " chose " + chosen_words(labels_, *made));
    card.felt.add(capitalised(felt_words(labels_, actor, *made)));
    card.reading = reading_words(labels_, actor, *made, truth);
    card.thought = thought_words(*this, actor, *made, truth);
    return card;
}

}  // namespace firebreak
