// What a side thinks, in words.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "telling/words.hpp"

namespace firebreak {
namespace {

constexpr std::size_t kCausesShown = 4;
constexpr double kNothingMoved = 0.0005;

// "Impose sanctions; chance 45 %" needs the chance of what was chosen, "also have chosen" those of the
// others.
std::string others_words(const Labels& labels, const seen::Decision& made) {
    std::string others;
    for (const auto& option : made.options) {
        if (option.move == made.move) continue;
        others += (others.empty() ? "" : ", ") + labels.move(option.move) + " " + percent(option.probability);
    }
    return others.empty() ? "" : " It could also have chosen: " + others + ".";
}

std::string why_words(const Labels& labels, const seen::Decision& made) {
    if (made.when == nullptr) return "no rule applied";
    std::string why = fmt::format("rule {}, ", made.rule);
    why += made.when->when.empty() ? "which always applies"
                                   : "when " + condition_words(labels.spec(), *made.when);
    for (const auto& option : made.options) {
        if (option.move == made.move && made.options.size() > 1)
            why += "; chance " + percent(option.probability);
    }
    return why;
}

}  // namespace

std::string speaker(const Labels& labels, std::size_t actor) {
    std::string name = labels.actor(actor);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return name;
}

CauseId most_believed(const Spec& spec, const Belief& belief) {
    const auto end = belief.begin() + static_cast<std::ptrdiff_t>(spec.causes.size());
    return CauseId{static_cast<std::size_t>(std::max_element(belief.begin(), end) - belief.begin())};
}

std::string belief_words(const Labels& labels, const Belief& belief) {
    std::vector<CauseId> causes;
    for (std::size_t i = 0; i < labels.spec().causes.size(); ++i) causes.emplace_back(i);
    std::stable_sort(causes.begin(), causes.end(),
                     [&](CauseId a, CauseId b) { return belief[a.index()] > belief[b.index()]; });
    std::string text;
    double rest = 0;
    for (std::size_t i = 0; i < causes.size(); ++i) {
        const double probability = belief[causes[i].index()];
        if (i > 0 && (i >= kCausesShown || probability < 0.01)) rest += probability;
        else text += (text.empty() ? "" : ", ") + labels.cause(causes[i]) + " " + percent(probability);
    }
    return rest >= 0.01 ? text + ", others " + percent(rest) : text;
}

std::string change_of_mind_words(const Labels& labels, const seen::ChangeOfMind& change) {
    const Belief &before = change.before.belief, &after = change.after.belief;
    std::size_t moved = 0;
    double most = 0;
    for (std::size_t i = 0; i < labels.spec().causes.size(); ++i) {
        const double by = std::fabs(after[i] - before[i]);
        if (by <= most) continue;
        most = by;
        moved = i;
    }
    const CauseId top = most_believed(labels.spec(), after);
    const std::string likeliest =
        fmt::format("the likeliest cause is {}, {}", labels.cause(top), percent(after[top.index()]));
    std::string text;
    if (most < kNothingMoved) text = "no change; " + likeliest + ".";
    else {
        text = fmt::format("{} from {} to {}", labels.cause(CauseId{moved}), percent(before[moved]),
                           percent(after[moved]));
        text += moved == top.index() ? ", the likeliest cause." : "; " + likeliest + ".";
    }
    if (!change.before.concluded && change.after.concluded) text += " The case is concluded.";
    return text;
}

void mark_wrong_cause(const Labels& labels, const Belief& belief, CauseId true_cause, Text& text) {
    if (!true_cause.valid() || most_believed(labels.spec(), belief) == true_cause) return;
    text.add_wrong("Wrong: it was " + labels.cause(true_cause) + ".");
}

std::string chosen_words(const Labels& labels, const seen::Decision& made) {
    std::string why = why_words(labels, made);
    if (made.scripted) why = "a person's decision; the doctrine would have followed " + why;
    return fmt::format("{}{} ({}).{}{}", labels.move(made.move), made.at_once ? ", at once" : "", why,
                       made.trembled ? " It was a slip: chosen without regard to the weights." : "",
                       others_words(labels, made));
}

std::string felt_words(const Labels& labels, std::size_t actor, const seen::Decision& made) {
    return fmt::format("threat felt: {}; own posture: {}; belief that {} is aggressive: {}.",
                       with_decimals(made.threat, 2), labels.rung(made.own_rung), labels.actor(1 - actor),
                       percent(made.image));
}

Text reading_words(const Labels& labels, std::size_t actor, const seen::Decision& made,
                   const seen::TrueDecision* truth) {
    Text text;
    text.add(fmt::format("{} read {}'s posture as {}.", labels.actor(actor), labels.actor(1 - actor),
                         labels.rung(made.adversary_rung)));
    if (truth != nullptr && truth->adversary_rung != made.adversary_rung)
        text.add_wrong("It was " + labels.rung(truth->adversary_rung) + ".");
    return text;
}

}  // namespace firebreak
