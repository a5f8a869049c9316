#include "report/paths_sections.hpp"

#include <algorithm>

#include <firebreak/text.hpp>

#include "base/text_layout.hpp"
#include "report/sentences.hpp"
#include "telling/words.hpp"

namespace firebreak::report {
namespace {

using answer::Blocks;
using answer::Heading;
using answer::Paragraph;
using Kind = answer::Column::Kind;

constexpr std::size_t kMostRows = 6;  // of a table; the rest is in the files

// "[routine | inquiry > sanctions]": where both sides stand, and where they are on their way to; then what
// else is known.
std::string place_words(const Spec& spec, const Situation& situation) {
    if (situation.kind == Situation::Kind::outcome) return printable(outcome_title(situation.outcome));
    std::string text = "[";
    for (std::size_t i = 0; i < kActors; ++i) {
        text += (i == 0 ? "" : " | ") + printable(spec.ladder[situation.rungs[i].index()].id);
        if (situation.under_way[i].valid())
            text += " > " + printable(spec.ladder[situation.under_way[i].index()].id);
    }
    if (situation.reading.valid())
        text += "; read as " + printable(spec.ladder[situation.reading.index()].id);
    if (situation.believed.valid())
        text += "; believes " + printable(spec.causes[situation.believed.index()].id);
    return text + "]";
}

std::string act_words(const Spec& spec, const Act& act) { return printable(act_name(spec, act)); }

std::string decision_words(const Spec& spec, const PathGraph& graph, std::uint32_t index) {
    const GraphDecision& decision = graph.decisions[index];
    return place_words(spec, graph.nodes[decision.from].situation) + " " + act_words(spec, decision.act);
}

std::string path_words(const Spec& spec, const PathGraph& graph, const GraphPath& path) {
    std::string text;
    for (const std::uint32_t index : path.edges) {
        const GraphEdge& edge = graph.edges[index];
        const Act& act = graph.decisions[edge.decision].act;
        // A start that stands apart is the first situation over again, unless there is none.
        const bool apart = graph.nodes[graph.from(edge)].situation.kind == Situation::Kind::start;
        if (apart && graph.nodes[edge.to].situation.kind != Situation::Kind::outcome) continue;
        text += place_words(spec, graph.nodes[graph.from(edge)].situation) + " ";
        text += act_words(spec, act) + " -> ";
    }
    return text + printable(outcome_title(graph.nodes[graph.edges[path.edges.back()].to].situation.outcome));
}

answer::Table path_table(const Spec& spec, const PathsAnswer& answer, const std::vector<GraphPath>& paths,
                         const char* caption) {
    answer::Table table{caption,
                        {{Kind::count, "runs"},
                         {Kind::share, "share"},
                         {Kind::interval, "95 % interval"},
                         {Kind::further_share, "by the graph"},
                         {Kind::sentence, "path"}}};
    for (const GraphPath& path : paths) {
        auto& row = table.rows.emplace_back(3);
        if (path.counted > 0) {
            const Proportion exact = proportion(path.count, path.counted);
            row = {path.count, exact, exact};
        }
        row.insert(row.end(), {path.share, path_words(spec, answer.graph, path)});
    }
    return table;
}

std::string reading_note(const Spec& spec, const PathsAnswer& answer) {
    const GraphOptions& options = answer.graph.options;
    const Labels labels(spec);
    const std::string steps = options.path.steps == PathOptions::Steps::acts
                                  ? "A step is a decision that takes a posture or strikes, or an accident. "
                                  : "A step is any decision, or an accident. ";
    return steps + "The brackets before it show where " + labels.actor(0) + " | " + labels.actor(1) +
           " stand" +
           (options.by_under_way ? " and, after >, the rung that a side is on its way to. " : ". ") +
           (options.path.past_crisis
                ? "Paths go on after a crisis to the end of the run."
                : "A path ends where the crisis begins, and is named after the outcome of the run.");
}

void add_paths(Blocks& blocks, const Spec& spec, const PathsAnswer& answer) {
    blocks.emplace_back(path_table(spec, answer, answer.commonest, "The commonest paths"));
    if (answer.graph.crises == 0) {
        blocks.emplace_back(Paragraph{"No run reaches a crisis, so no path leads to one."});
        return;
    }
    blocks.emplace_back(path_table(spec, answer, answer.to_crisis, "The likeliest paths to crisis"));
    blocks.emplace_back(
        Paragraph{"Runs: how many took exactly this path. By the graph: the product of the shares of its "
                  "steps, as if what comes next depended only on where both sides stand.",
                  Paragraph::Kind::note});
}

void add_every_path(Blocks& blocks, const Spec& spec, const PathsAnswer& answer) {
    const PathGraph& graph = answer.timeless;
    blocks.emplace_back(Heading{"What paths to crisis pass through"});
    if (answer.passages.empty()) {
        blocks.emplace_back(Paragraph{"No situation and no decision lies on every path to crisis."});
        return;
    }
    blocks.emplace_back(Paragraph{"Every path to crisis passes through these, in this order:"});
    answer::List list;
    for (std::size_t i = 0; i < answer.passages.size(); ++i) {
        const Passage& passage = answer.passages[i];
        const bool more = i + 1 < answer.passages.size() && answer.passages[i + 1].is_decision;
        // The decision that follows names its situation.
        if (!passage.is_decision && more &&
            graph.decisions[answer.passages[i + 1].index].from == passage.index)
            continue;
        list.items.push_back({{},
                              passage.is_decision ? decision_words(spec, graph, passage.index)
                                                  : place_words(spec, graph.nodes[passage.index].situation) +
                                                        " (by any decision)"});
    }
    blocks.emplace_back(std::move(list));
}

// How much of crisis goes through a place, and how much of what goes through it ends in crisis.
void add_passing(answer::Table& table, const PassCounts& counts, std::uint64_t crises, std::string what) {
    const Proportion passing = proportion(counts.crises, crises);
    const Proportion after = proportion(counts.crises, counts.runs);
    table.rows.push_back({counts.crises, passing, passing, counts.runs, after, after, std::move(what)});
}

// What more of the runs to crisis pass than of the others: most runs to crisis first.
template <class List>
std::vector<std::uint32_t> towards_crisis(const List& list, const PathGraph& graph) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < list.size(); ++i) {
        const PassCounts& counts = list[i].counts;
        const bool more = static_cast<double>(counts.crises) * static_cast<double>(graph.runs) >
                          static_cast<double>(graph.crises) * static_cast<double>(counts.runs);
        if (!list[i].act.nothing() && more) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return list[a].counts.crises > list[b].counts.crises;
    });
    if (order.size() > kMostRows) order.resize(kMostRows);
    return order;
}

answer::Table passing_table(const char* what) {
    return {{},
            {{Kind::count, "runs to crisis"},
             {Kind::share, "of all crises"},
             {Kind::interval, "95 % interval"},
             {Kind::count, "runs with it"},
             {Kind::share, "of these to crisis"},
             {Kind::interval, "95 % interval"},
             {Kind::sentence, what}}};
}

void add_passing_tables(Blocks& blocks, const Spec& spec, const PathsAnswer& answer) {
    const PathGraph& graph = answer.timeless;
    answer::Table anywhere = passing_table("step, in any situation");
    for (const std::uint32_t i : towards_crisis(graph.acts, graph))
        add_passing(anywhere, graph.acts[i].counts, graph.crises, act_words(spec, graph.acts[i].act));
    answer::Table somewhere = passing_table("step, in one situation");
    for (const std::uint32_t i : towards_crisis(graph.decisions, graph))
        add_passing(somewhere, graph.decisions[i].counts, graph.crises, decision_words(spec, graph, i));
    if (anywhere.rows.empty() && somewhere.rows.empty()) return;
    blocks.emplace_back(Paragraph{"Runs to crisis pass through these more often than other runs do:"});
    blocks.emplace_back(std::move(anywhere));
    blocks.emplace_back(std::move(somewhere));
}

answer::Table cut_table(const Spec& spec, const PathGraph& graph, const Cut& cut) {
    answer::Table table{{},
                        {{Kind::count, "runs"},
                         {Kind::count, "to crisis"},
                         {Kind::count, "situations"},
                         {Kind::sentence, "decision"}}};
    for (const ActGroup& group : grouped_by_act(graph, cut.decisions)) {
        const bool single = group.decisions.size() == 1;
        table.rows.push_back(
            {group.runs, group.crises, std::uint64_t{group.decisions.size()},
             single ? decision_words(spec, graph, group.decisions.front()) : act_words(spec, group.act)});
    }
    return table;
}

void add_cuts(Blocks& blocks, const Spec& spec, const PathsAnswer& answer) {
    blocks.emplace_back(Heading{"Firebreaks: the cheapest cuts between the start and crisis"});
    if (!answer.fewest_runs.possible) {
        blocks.emplace_back(Paragraph{"Runs start in a crisis: no decision comes before it."});
        return;
    }
    blocks.emplace_back(
        Paragraph{"Without these decisions no path leads to crisis. Of all such sets this one "
                  "touches the fewest runs: at most " +
                  with_commas(answer.fewest_runs.cost) + ", to stop the " + with_commas(answer.graph.crises) +
                  " that reach a crisis."});
    blocks.emplace_back(cut_table(spec, answer.timeless, answer.fewest_runs));
    blocks.emplace_back(Paragraph{
        "The fewest decisions without which no path leads to crisis, each counted once per situation: " +
        with_commas(answer.fewest_decisions.cost) + "."});
    blocks.emplace_back(cut_table(spec, answer.timeless, answer.fewest_decisions));
    blocks.emplace_back(
        Paragraph{"No promise: a side kept from one move may make another, and what follows then is not in "
                  "these runs. firebreak causes tests single changes by repeating the runs.",
                  Paragraph::Kind::note});
}

void add_closing_points(Blocks& blocks, const Spec& spec, const PathsAnswer& answer) {
    std::vector<std::string> places;
    for (const GraphPath& path : answer.to_crisis) {
        const auto last = last_way_down(answer.graph, path);
        if (!last) continue;
        const std::string place =
            decision_words(spec, answer.graph, answer.graph.edges[path.edges[*last]].decision);
        if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
    }
    if (places.empty()) return;
    blocks.emplace_back(
        Paragraph{"On the likeliest paths to crisis the way down closes with these decisions; "
                  "until then neither side has climbed, or one run in ten still comes down:"});
    answer::List list;
    for (std::string& place : places) list.items.push_back({{}, std::move(place)});
    blocks.emplace_back(std::move(list));
}

void add_closed_situations(Blocks& blocks, const Spec& spec, const PathsAnswer& answer) {
    answer::Table table{
        "Situations that " + std::to_string(kEnoughRuns) + " or more runs pass and from which none came down",
        {{Kind::count, "runs"}, {Kind::count, "to crisis"}, {Kind::sentence, "situation"}}};
    for (std::size_t i = 0; i < std::min(kMostRows, answer.ramps.closed.size()); ++i) {
        const GraphNode& node = answer.timeless.nodes[answer.ramps.closed[i]];
        table.rows.push_back({node.counts.runs, node.counts.crises, place_words(spec, node.situation)});
    }
    blocks.emplace_back(std::move(table));
}

void add_ramps(Blocks& blocks, const Spec& spec, const PathsAnswer& answer) {
    const PassCounts& start = answer.timeless.nodes[answer.timeless.start].counts;
    blocks.emplace_back(Heading{"Off-ramps"});
    blocks.emplace_back(Paragraph{"In " + proportion_words(proportion(start.came_down, answer.runs)) +
                                  " a side goes up and both are later back where they started, before any "
                                  "crisis."});
    std::vector<ActGroup> groups = grouped_by_act(answer.timeless, answer.ramps.descents);
    std::stable_sort(groups.begin(), groups.end(),
                     [](const ActGroup& a, const ActGroup& b) { return a.runs > b.runs; });
    std::vector<std::string> names;
    for (const ActGroup& group : groups) {
        const auto total = std::find_if(answer.timeless.acts.begin(), answer.timeless.acts.end(),
                                        [&](const ActTotal& act) { return act.act == group.act; });
        names.push_back(act_words(spec, group.act) + " (" + counted(total->counts.runs, "run") + ")");
    }
    if (names.size() > kMostRows) names.resize(kMostRows);
    blocks.emplace_back(Paragraph{names.empty() ? std::string("No decision takes a side down.")
                                                : "Decisions that take a side down: " + listed(names) + "."});
    add_closing_points(blocks, spec, answer);
    add_closed_situations(blocks, spec, answer);
}

}  // namespace

Answer paths_report(const Spec& spec, const PathsAnswer& answer) {
    Answer made = framed(spec, "paths", answer.origin, answer.runs, answer.complete);
    if (answer.runs == 0) return made;
    made.blocks = {Paragraph{crises_words(with_measures(spec, answer.arm), answer.crisis()) + "."},
                   Paragraph{reading_note(spec, answer)}};
    add_paths(made.blocks, spec, answer);
    if (answer.graph.crises > 0) {
        add_every_path(made.blocks, spec, answer);
        add_passing_tables(made.blocks, spec, answer);
        add_cuts(made.blocks, spec, answer);
    }
    add_ramps(made.blocks, spec, answer);
    return made;
}

}  // namespace firebreak::report
