#include "session/headline.hpp"

#include <algorithm>
#include <optional>

#include <firebreak/paths.hpp>
#include <firebreak/river_picture.hpp>
#include <firebreak/text.hpp>

#include "session/count_words.hpp"
#include "session/filter.hpp"
#include "session/reading_law.hpp"
#include "session/run_words.hpp"

namespace firebreak::viz {
namespace {

constexpr const char* kNotForASide = "No side can see what happens in many runs.";

std::string of_these(std::uint64_t count, std::uint64_t of) {
    return count == of ? "all of these" : count == 0 ? "none of these" : of_hundred(count, of) + " of these";
}

// The filter stands in no bar here, so it is said; of which runs the rest of the sentence is. Empty without a
// filter.
std::string shown_sentence(const Session& session) {
    const auto& filter = session.state().filter;
    if (filter.empty()) return {};
    const Readout& readout = session.bench().readout();
    const std::string words = shown_words(filter, readout.shown, readout.all);
    const bool said = words.find("the filter") == std::string::npos && readout.shown < readout.all;
    return said ? words + "." : words + ": " + filter_words(session.spec(), filter) + ".";
}

std::string river_headline(Session& session) {
    session.bench().look(session.state());
    const Readout& readout = session.bench().readout();
    if (readout.shown == 0) return "No run passes the filter.";
    const std::string shown = shown_sentence(session);
    if (fixes_ends(session.spec(), session.state().filter)) return shown;
    std::string words = of_hundred(readout.crises, readout.shown) + " runs end in crisis (" +
                        interval_words(readout.crises, readout.shown) + ")";
    if (readout.crises > 0)
        words += "; " + of_these(readout.inadvertent, readout.crises) + " are inadvertent";
    return (shown.empty() ? "" : shown + " Of these ") + words + ".";
}

// What is done or noticed at the cursor, as this view has it.
std::string timeline_headline(const Session& session) {
    const ToldRun& run = session.told();
    const Seen* shown = session.selected ? &run.lines[*session.selected] : nullptr;
    for (const Seen& line : run.lines) {
        if (session.selected || line.time > session.cursor) break;
        if (line.kind != SeenKind::report && line.kind != SeenKind::deliberation &&
            line.kind != SeenKind::started)
            shown = &line;
    }
    const std::string now = date_words(session.spec(), session.cursor);
    if (shown == nullptr) return now + ": nothing has happened yet.";
    const std::string when = date_words(session.spec(), shown->time);
    return (when == now ? when : now + ". Last, on " + when) + ": " + line_words(run, *shown) + ".";
}

std::string reading_headline(const Session& session) {
    const Spec& spec = session.spec();
    std::string words;
    for (std::size_t reader = 0; reader < kActors; ++reader) {
        const auto range = reading_range_at(session.told(), reader, session.cursor);
        if (!range) continue;
        words += (words.empty() ? "" : " ") + side_words(spec, reader) + " thinks " +
                 side_words(spec, 1 - reader) + " is at " + rung_words(spec, RungId{range->reading});
        const auto* truth =
            session.sees_truth() ? at(session.told().posture[1 - reader], session.cursor) : nullptr;
        if (truth != nullptr && truth->value.valid())
            words += truth->value.index() == range->reading ? ", rightly"
                     : news_on_its_way(session.told(), reader, session.cursor)
                         ? ", not having heard yet of " + rung_words(spec, truth->value)
                         : ", but it is at " + rung_words(spec, truth->value);
        words += ".";
    }
    return words.empty() ? "Nobody has read the other side yet." : words;
}

// Of the first limit of the ladder, or of the crisis where there is none.
std::string ladder_headline(Session& session) {
    const Spec& spec = session.spec();
    session.bench().look(session.state());
    const PathTable& paths = session.bench().results().paths;
    auto rung = std::find_if(spec.ladder.begin(), spec.ladder.end(),
                             [](const RungSpec& r) { return !r.firebreak.empty(); });
    const std::string limit =
        rung == spec.ladder.end() ? std::string() : "cross '" + printable(rung->firebreak, 60) + "'";
    if (rung == spec.ladder.end())
        rung = std::find_if(spec.ladder.begin(), spec.ladder.end(),
                            [&](const RungSpec& r) { return r.id == spec.endings.crisis; });
    const auto place = static_cast<std::size_t>(rung - spec.ladder.begin());
    clause::Highest above;
    above.lowest = RungId{place};
    above.highest = RungId{spec.ladder.size() - 1};
    const RunMask mask = select(paths, {{{above, false}}});
    const RunMask& shown = session.bench().mask();
    std::uint64_t all = 0, crossed = 0, crises = 0;
    for (std::size_t run = 0; run < mask.size(); ++run) {
        if (!shown.empty() && shown[run] == 0) continue;
        ++all;
        if (mask[run] == 0) continue;
        ++crossed;
        crises += paths.crisis(run) ? 1 : 0;
    }
    if (all == 0) return "No run passes the filter.";
    const std::string sentence = shown_sentence(session);
    if (fixes_ends(spec, session.state().filter)) return sentence;
    std::string words = of_hundred(crossed, all) + " runs " +
                        (limit.empty() ? "reach " + rung_words(spec, RungId{place}) : limit) + " (" +
                        interval_words(crossed, all) + ")";
    if (crossed > 0) words += "; " + of_these(crises, crossed) + " end in crisis";
    return (sentence.empty() ? "" : sentence + " Of these ") + words + ".";
}

std::string compare_headline(Session& session) {
    const auto& previous = session.bench().previous();
    if (!previous || !session.has_runs())
        return "Nothing to compare yet: run, switch a measure, and run again.";
    const Results& results = session.bench().results();
    if (previous->settings.seed != results.settings.seed || previous->paths.rungs != results.paths.rungs)
        return "These two sets of runs are not paired.";
    const PairTotals crisis = crisis_pairs(previous->paths, results.paths);
    const PairedWords words =
        paired_words(crisis.n11, crisis.n10, crisis.n01, crisis.n11 + crisis.n10 + crisis.n01 + crisis.n00);
    return words.counts + " " + words.difference;
}

std::string sweep_headline(const Session& session) {
    if (!session.sees_truth()) return kNotForASide;
    const SweepReading* reading = session.sweep().reading();
    if (reading != nullptr) return reading->answer_words();
    return session.sweep().fault().empty() ? "The sweep is being read." : "The sweep cannot be read.";
}

}  // namespace

std::string headline(Session& session) {
    if (session.screen == ScreenId::sweep && session.sweep().is_open()) return sweep_headline(session);
    if (!session.has_scenario())
        return session.path().empty() ? "No scenario is open." : "The scenario cannot be used.";
    if (session.screen == ScreenId::sweep) return "No sweep is open.";
    if (session.screen == ScreenId::timeline)
        return session.has_run() ? timeline_headline(session) : "No run is open.";
    if (session.screen == ScreenId::ladder && session.has_run()) return reading_headline(session);
    if (!session.sees_truth()) return kNotForASide;
    if (!session.has_runs()) return "No runs yet.";
    if (session.screen == ScreenId::river) return river_headline(session);
    return session.screen == ScreenId::ladder ? ladder_headline(session) : compare_headline(session);
}

}  // namespace firebreak::viz
