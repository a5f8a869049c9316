#include "report/paths_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <firebreak/text.hpp>

#include "report/study_text.hpp"

namespace firebreak::report {
namespace {

constexpr std::size_t kMostRows = 6;  // of a table; the rest is in the files

std::string actor_words(const Spec& spec, std::size_t actor) {
    const ActorSpec& side = spec.actors[actor];
    return printable(side.name.empty() ? side.id : side.name);
}

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

std::string share_words(const Proportion& proportion) {
    return percent(proportion.share(), percent_decimals(proportion.bounds));
}

std::string interval_words(const Proportion& proportion) {
    return percent_range(proportion.bounds, percent_decimals(proportion.bounds));
}

std::string path_table(const Spec& spec, const PathsAnswer& answer, const std::vector<GraphPath>& paths,
                       const Page& page) {
    const auto right = Table::Align::right;
    Table table(
        {{"runs", right}, {"share", right}, {"95 %\ninterval", right}, {"by the\ngraph", right}, {"path"}});
    for (const GraphPath& path : paths) {
        const Proportion exact = proportion(path.count, path.counted);
        const bool counted = path.counted > 0;
        const int decimals = counted ? percent_decimals(exact.bounds) : 1;
        table.add({counted ? with_commas(path.count) : "", counted ? share_words(exact) : "",
                   counted ? interval_words(exact) : "", percent(path.share, decimals),
                   path_words(spec, answer.graph, path)});
    }
    return table.text(page);
}

std::string heading(const std::string& text, const Page& page) { return "\n" + headline(text, page); }

std::string reading_note(const Spec& spec, const PathsAnswer& answer) {
    const GraphOptions& options = answer.graph.options;
    const std::string steps = options.path.steps == PathOptions::Steps::acts
                                  ? "A step is a decision that takes a posture or strikes, or an accident. "
                                  : "A step is any decision, or an accident. ";
    return steps + "Before each stands in brackets where " + actor_words(spec, 0) + " | " +
           actor_words(spec, 1) + " truly stand" +
           (options.by_under_way ? ", and after > where a side is on its way to. " : ". ") +
           (options.path.past_crisis
                ? "Paths go on after a crisis to the end of the run."
                : "A path ends where the crisis rung is reached, and is named by what the run came to.");
}

std::string paths_part(const Spec& spec, const PathsAnswer& answer, const Page& page) {
    std::string text =
        heading("The commonest paths", page) + path_table(spec, answer, answer.commonest, page);
    if (answer.graph.crises == 0) return text + "\nNo run reaches a crisis, so no path leads to one.\n";
    text += heading("The likeliest paths to crisis", page) + path_table(spec, answer, answer.to_crisis, page);
    return text + paragraph(
                      "Runs: those that took exactly this path. By the graph: the product of the shares of "
                      "its steps, as if what comes next depended on nothing but the situation.",
                      page.width);
}

std::string every_path(const Spec& spec, const PathsAnswer& answer, const Page& page) {
    const PathGraph& graph = answer.timeless;
    if (answer.passages.empty()) {
        return paragraph("No situation and no decision lies on every path to crisis.", page.width);
    }
    std::string text = "Every path to crisis passes, in this order:\n";
    for (std::size_t i = 0; i < answer.passages.size(); ++i) {
        const Passage& passage = answer.passages[i];
        const bool more = i + 1 < answer.passages.size() && answer.passages[i + 1].is_decision;
        // The decision that follows names its situation.
        if (!passage.is_decision && more &&
            graph.decisions[answer.passages[i + 1].index].from == passage.index)
            continue;
        text += paragraph(passage.is_decision ? decision_words(spec, graph, passage.index)
                                              : place_words(spec, graph.nodes[passage.index].situation) +
                                                    " (by any decision)",
                          page.width, 2, 4);
    }
    return text;
}

// A row of how much of crisis goes through a place, and how much of what goes through it ends in crisis.
std::vector<std::string> passing_row(const PassCounts& counts, std::uint64_t crises,
                                     const std::string& what) {
    const Proportion passing = proportion(counts.crises, crises);
    const Proportion after = proportion(counts.crises, counts.runs);
    return {with_commas(counts.crises),
            share_words(passing),
            interval_words(passing),
            with_commas(counts.runs),
            share_words(after),
            interval_words(after),
            what};
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

std::string passing_part(const Spec& spec, const PathsAnswer& answer, const Page& page) {
    const PathGraph& graph = answer.timeless;
    const auto right = Table::Align::right;
    const auto table = [&](const char* what) {
        return Table({{"runs to\ncrisis", right},
                      {"of all\ncrises", right},
                      {"95 %\ninterval", right},
                      {"runs\nwith it", right},
                      {"of these\nto crisis", right},
                      {"95 %\ninterval", right},
                      {what}});
    };
    Table anywhere = table("what they pass, in any situation");
    for (const std::uint32_t i : towards_crisis(graph.acts, graph)) {
        anywhere.add(passing_row(graph.acts[i].counts, graph.crises, act_words(spec, graph.acts[i].act)));
    }
    Table somewhere = table("in one situation");
    for (const std::uint32_t i : towards_crisis(graph.decisions, graph)) {
        somewhere.add(passing_row(graph.decisions[i].counts, graph.crises, decision_words(spec, graph, i)));
    }
    std::string text = heading("What paths to crisis pass", page) + every_path(spec, answer, page);
    if (anywhere.empty() && somewhere.empty()) return text;
    text += paragraph("Passed by a larger part of the runs to crisis than of the others:", page.width) + "\n";
    return text + (anywhere.empty() ? "" : anywhere.text(page) + "\n") +
           (somewhere.empty() ? "" : somewhere.text(page));
}

std::string cut_table(const Spec& spec, const PathGraph& graph, const Cut& cut, const Page& page) {
    const auto right = Table::Align::right;
    Table table({{"runs", right}, {"to crisis", right}, {"situations", right}, {"decision"}});
    for (const ActGroup& group : grouped_by_act(graph, cut.decisions)) {
        const bool single = group.decisions.size() == 1;
        table.add(
            {with_commas(group.runs), with_commas(group.crises), with_commas(group.decisions.size()),
             single ? decision_words(spec, graph, group.decisions.front()) : act_words(spec, group.act)});
    }
    return table.text(page);
}

std::string cuts_part(const Spec& spec, const PathsAnswer& answer, const Page& page) {
    std::string text = heading("Firebreaks: the cheapest cuts between the start and crisis", page);
    if (!answer.fewest_runs.possible) return text + "Runs start in a crisis: no decision stands before it.\n";
    text += paragraph(
                "Without these decisions no path leads to crisis. Of all such sets this one touches the "
                "fewest runs: at most " +
                    with_commas(answer.fewest_runs.cost) + ", to stop the " +
                    with_commas(answer.graph.crises) + " to crisis.",
                page.width) +
            cut_table(spec, answer.timeless, answer.fewest_runs, page);
    text += "\n" +
            paragraph(
                "The fewest decisions without which no path leads to crisis, a decision counting once in "
                "each situation: " +
                    with_commas(answer.fewest_decisions.cost) + ".",
                page.width) +
            cut_table(spec, answer.timeless, answer.fewest_decisions, page);
    return text + paragraph(
                      "A cut of the graph is no promise: a side that is kept from one move may make another, "
                      "and what follows then is not in these runs. firebreak causes tests single changes on "
                      "twins of the runs.",
                      page.width);
}

std::string closing_points(const Spec& spec, const PathsAnswer& answer, const Page& page) {
    std::vector<std::string> places;
    for (const GraphPath& path : answer.to_crisis) {
        const auto last = last_way_down(answer.graph, path);
        if (!last) continue;
        const std::string place =
            decision_words(spec, answer.graph, answer.graph.edges[path.edges[*last]].decision);
        if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
    }
    if (places.empty()) return {};
    std::string text = paragraph(
        "On the likeliest paths to crisis the way down closes with these decisions, the last before which "
        "the sides are down or one run in ten still comes down:",
        page.width);
    for (const std::string& place : places) text += paragraph(place, page.width, 2, 4);
    return text;
}

std::string closed_situations(const Spec& spec, const PathsAnswer& answer, const Page& page) {
    if (answer.ramps.closed.empty()) return {};
    std::string text = paragraph("Situations that " + std::to_string(kEnoughRuns) +
                                     " runs or more pass and from which none came down:",
                                 page.width);
    Table table({{"runs", Table::Align::right}, {"to crisis", Table::Align::right}, {"situation"}});
    for (std::size_t i = 0; i < std::min(kMostRows, answer.ramps.closed.size()); ++i) {
        const GraphNode& node = answer.timeless.nodes[answer.ramps.closed[i]];
        table.add({with_commas(node.counts.runs), with_commas(node.counts.crises),
                   place_words(spec, node.situation)});
    }
    return text + table.text(page);
}

std::string ramps_part(const Spec& spec, const PathsAnswer& answer, const Page& page) {
    const PassCounts& start = answer.timeless.nodes[answer.timeless.start].counts;
    std::string text =
        heading("Off-ramps", page) +
        paragraph("In " + proportion_words(proportion(start.came_down, answer.runs)) +
                      " a side goes up and both are later back where they started, before any crisis.",
                  page.width);
    std::vector<ActGroup> groups = grouped_by_act(answer.timeless, answer.ramps.descents);
    std::stable_sort(groups.begin(), groups.end(),
                     [](const ActGroup& a, const ActGroup& b) { return a.runs > b.runs; });
    if (groups.empty()) text += "No decision takes a side down.\n";
    std::vector<std::string> names;
    for (const ActGroup& group : groups) {
        const auto total = std::find_if(answer.timeless.acts.begin(), answer.timeless.acts.end(),
                                        [&](const ActTotal& act) { return act.act == group.act; });
        names.push_back(act_words(spec, group.act) + " (" + counted(total->counts.runs, "run") + ")");
    }
    if (names.size() > kMostRows) names.resize(kMostRows);
    if (!names.empty())
        text += paragraph("Decisions that take a side down: " + listed(names) + ".", page.width);
    return text + closing_points(spec, answer, page) + closed_situations(spec, answer, page);
}

}  // namespace

std::string paths_text(const Spec& spec, const PathsAnswer& answer, const Page& page) {
    std::string text = scenario_heading(spec, page);
    if (!answer.complete) text += partial_note(answer.runs, answer.origin.asked, page);
    if (answer.runs > 0) {
        std::string name = answer.name;
        if (!name.empty() && name.front() >= 'a' && name.front() <= 'z')
            name.front() = static_cast<char>(name.front() - 'a' + 'A');
        text += "\n" +
                paragraph(name + ": " + proportion_words(answer.crisis()) + " reach a crisis.", page.width) +
                paragraph(reading_note(spec, answer), page.width) + paths_part(spec, answer, page);
        if (answer.graph.crises > 0) text += passing_part(spec, answer, page) + cuts_part(spec, answer, page);
        text += ramps_part(spec, answer, page);
    }
    return text + "\n" + closing_lines(spec, "paths", answer.origin, page);
}

}  // namespace firebreak::report
