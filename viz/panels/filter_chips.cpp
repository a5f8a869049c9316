// The filter as a row of chips, each with its words; a click takes one away.
#include <string>

#include <imgui.h>

#include "panels/panels.hpp"
#include "panels/widgets.hpp"
#include "session/filter.hpp"

namespace firebreak::viz {

void draw_filter(Context& context) {
    Session& session = context.session;
    const auto& filter = session.state().filter;
    const bool none = filter.empty() || !session.has_scenario();
    flow(context, 24, "Filter: none");
    ImGui::AlignTextToFramePadding();
    // How the runs end is not for a side, and it would tell how the open one does.
    const bool hidden = !none && !session.sees_truth();
    const bool unused = !filter_applies(session.screen);
    text(context, "top.filter",
         none     ? "Filter: none"
         : hidden ? "Filter: hidden from a side"
         : unused ? "Filter, not used on this screen:"
                  : "Filter:",
         {.tone = Tone::muted, .wrapped = false});
    if (none || hidden) return;
    const std::string tip = "Click to remove this part.\nShown are the runs for which this holds: " +
                            filter_words(session.spec(), filter) + ".";
    for (const Chip& chip : chips_of(session.spec(), filter)) {
        // An alternative stands close to what it is an alternative to.
        const std::string label = chip.words + "  \u00d7";
        flow(context, chip.alternative > 0 ? 2 : 6, label);
        std::string id = "top.chip." + std::to_string(chip.part);
        if (chip.alternative > 0) id += "." + std::to_string(chip.alternative);
        if (!button(context, id, label, {.tip = tip})) continue;
        session.remove_clause(chip.part, chip.alternative);
        return;
    }
}

}  // namespace firebreak::viz
