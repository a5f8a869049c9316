// The river as a picture for a web page: ribbons of runs between the rungs, step by step, with a sentence for
// each as a tool tip.
#pragma once

#include <string>
#include <vector>

#include <firebreak/river.hpp>
#include <firebreak/spec.hpp>

namespace firebreak::report {

struct RiverSvgOptions {
    enum class Colour {
        automatic,  // outcome; mover if all runs shown have the same outcome
        outcome,    // crisis or war, settled, unresolved
        mover       // first actor, second actor, nobody
    };
    Colour colour = Colour::automatic;
    // begins every id in the picture; must differ between the pictures of a page and be a plain word
    std::string id = "river";
    std::string runs = "runs";  // what is shown, for people: "runs that end in crisis"
    // the runs shown were chosen by how they end: their share of crises says nothing and has no interval
    bool ends_fixed = false;
    bool style = true;  // brings its style sheet along; without, the page must hold river_style() once
    std::size_t most_ribbons = 400;  // the ones with the fewest runs are left out, and the picture says so
};

// A complete <svg> element, to stand as it is in an HTML page or in an XML document: no script, nothing
// loaded from elsewhere, all text of the scenario escaped. 960 units wide; its style asks for at least 720
// pixels, so the page should put it into a box that scrolls sideways (overflow-x: auto), where its smallest
// letters stay readable on narrow screens. Colours are the page's custom properties --crisis,
// --settled, --unresolved, --side-a, --side-b, --nobody, --ink and --paper where it sets them.
[[nodiscard]] std::string river_svg(const River& river, const Spec& spec,
                                    const RiverSvgOptions& options = {});
[[nodiscard]] std::string river_style();

// The same in words, for a table beside the picture: the nodes with most runs, by step and then from the
// highest rung down. Plain text.
struct RiverRow {
    std::string step;
    std::string rung;
    std::string runs;    // "4,267"
    std::string share;   // "4.3 %"
    std::string crisis;  // "57 % (55.6 to 58.5)"; "by the filter" where the ends are fixed
    std::string from;    // "Protest 80 %, Routine 20 %"
    std::string to;      // "Routine 55 %, ends here 45 %"
    std::string movers;  // "Washington 61 %, Moscow 33 %, accident 6 %"
};
[[nodiscard]] std::vector<RiverRow> river_rows(const River& river, const Spec& spec,
                                               const RiverSvgOptions& options = {}, std::size_t most = 40);

}  // namespace firebreak::report
