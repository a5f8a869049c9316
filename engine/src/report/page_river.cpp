// The river: where runs go on the ladder, step by step; once for all runs and once for those that end in a
// crisis.
#include <utility>

#include <firebreak/river.hpp>
#include <firebreak/river_picture.hpp>
#include <firebreak/text.hpp>

#include "report/page_sections.hpp"

namespace firebreak::report {
namespace {

answer::Table rows_table(const River& river, const Spec& spec, const RiverPageOptions& options,
                         std::string caption) {
    using Kind = answer::Column::Kind;
    answer::Table table{
        std::move(caption),
        {"where",
         {Kind::count, "runs"},
         {Kind::share, "share"},
         {Kind::share, options.ends_fixed ? "of these to a crisis" : "of these to a crisis (95 % interval)"},
         "from",
         "to",
         "moved by"}};
    for (const RiverRow& row : river_rows(river, RiverWords(river, spec, options.ends_fixed, options.runs)))
        table.rows.push_back({"step " + row.step + ": " + row.rung, row.runs, row.share, row.crisis, row.from,
                              row.to, row.movers});
    return table;
}

struct Part {
    const char* id;
    const char* heading;
    std::string runs;  // what is shown
    bool ends_fixed = false;
};

Markup picture(const Spec& spec, const PathTable& paths, const RunMask& mask, const Part& part) {
    const River river = aggregate(paths, fitting(paths, Lane::higher, 24, 0.005, mask), mask);
    Markup content = element("h3", part.heading);
    if (river.runs == 0) return content + element("p", "There is no such run.");
    RiverPageOptions options;
    options.id = part.id;
    options.runs = part.runs;
    options.ends_fixed = part.ends_fixed;
    content += element("div",
                       {{"class", "river-box"},
                        {"role", "region"},
                        {"tabindex", "0"},
                        {"aria-label", std::string(part.heading) + ", can be scrolled"}},
                       Markup::made(river_svg(river, spec, options)));
    return content +
           folded("The same as a table",
                  markup_of({rows_table(river, spec, options,
                                        std::string(part.heading) + ": " + counted(river.runs, "run") +
                                            ", the places with most runs")}));
}

}  // namespace

Markup page_river(const Spec& spec, const Findings& findings) {
    const PathTable& paths = findings.paths;
    const RunMask crises = select(paths, {{end_clause(RiverCurve::crisis, {})}});
    Markup content =
        element("p",
                "Steps run from left to right, rungs from bottom to top; the height is the rung of the more "
                "escalated side. A step is a decision that takes a posture or strikes; a run ends where the "
                "crisis begins. The wider a band, the more runs take it; point at one for its numbers.");
    content += picture(spec, paths, {}, {"river-all", "All runs", "runs", false});
    content += picture(spec, paths, crises,
                       {"river-crises", "Only the runs that reach a crisis, drawn to their own scale",
                        "runs that reach a crisis", true});
    content += command_note("These pictures and their tables:", report_command(findings));
    content += command_note("The same runs as paths, with their firebreaks and the ways back down:",
                            arm_command("paths", findings));
    return section("river", "Where the runs go", content);
}

}  // namespace firebreak::report
