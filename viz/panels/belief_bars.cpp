// What each side believes at the cursor: bars of a fixed order on a fixed scale, with what it believed before
// and what is true.

#include <algorithm>
#include <optional>
#include <string>

#include <imgui.h>

#include <firebreak/text.hpp>

#include "panels/panels.hpp"
#include "panels/pen.hpp"
#include "panels/widget_core.hpp"
#include "session/run_words.hpp"
#include "session/timeline_picture.hpp"

namespace firebreak::viz {
namespace {

struct Bar {
    std::string id, name;
    double prior = 0, now = 0;
    std::optional<double> decides;
    std::optional<bool> truth;  // only where the view has it
};

// Outline: at first. Hatched: now. A tick below: at the last decision. A solid mark: the truth.
void draw_bar(Context& context, const Bar& bar, Colour colour) {
    const float width = ImGui::GetContentRegionAvail().x, font = ImGui::GetFontSize(),
                height = font + context.px(6);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::Dummy(ImVec2(width, height));
    const Pen pen(context);
    const Theme& theme = context.theme;
    const float number = label_width("over 99 %") + context.px(6), names = width * 0.4F,
                sign = context.px(16);
    const float x0 = at.x + names, x1 = at.x + width - number - sign, top = at.y + context.px(2),
                bottom = at.y + height - context.px(4);
    const auto place = [&](double share) {
        return x0 + static_cast<float>(std::clamp(share, 0.0, 1.0)) * (x1 - x0);
    };
    pen.words({at.x, at.y + context.px(1)}, packed(theme.text), fitted(bar.name, x0 - context.px(4) - at.x));
    pen.fill_rect(ImVec2(x0, top), ImVec2(x1, bottom), packed(theme.background));
    pen.clip(ImVec2(x0, top), ImVec2(place(bar.now), bottom));
    for (float x = x0 - (bottom - top); x < place(bar.now); x += context.px(4))
        pen.line(ImVec2(x, bottom), ImVec2(x + bottom - top, top), packed(colour), context.px(1.3F));
    pen.unclip();
    pen.stroke_rect(ImVec2(x0, top), ImVec2(std::max(place(bar.now), x0 + 1), bottom), packed(colour),
                    context.px(1));
    pen.line(ImVec2(place(bar.prior), top - context.px(1)), ImVec2(place(bar.prior), bottom + context.px(1)),
             packed(theme.muted), context.px(2));
    if (bar.decides) {
        const float x = place(*bar.decides), side = context.px(4);
        pen.fill_triangle(ImVec2(x, bottom - side), ImVec2(x - side, bottom + side),
                          ImVec2(x + side, bottom + side), packed(theme.text));
    }
    pen.words({x1 + context.px(6), at.y + context.px(1)}, packed(theme.text), percent(bar.now));
    if (bar.truth && *bar.truth) {
        const float side = context.px(5), x = at.x + width - side - context.px(3), y = (top + bottom) / 2;
        pen.fill_rect(ImVec2(x - side, y - side), ImVec2(x + side, y + side), packed(theme.crisis));
    }
}

void show_bar(Context& context, const Bar& bar, Colour colour) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_bar(context, bar, colour);
    std::string value = "now " + percent(bar.now) + ", at first " + percent(bar.prior);
    if (bar.decides) value += ", when it decided " + percent(*bar.decides);
    if (bar.truth) value += *bar.truth ? ", true: yes" : ", true: no";
    const ImVec2 end = ImGui::GetItemRectMax();
    if (ImGui::IsItemHovered())
        tool_tip(context, bar.id + ".tip", bar.name + ": " + value, Rect{at.x, at.y, end.x, end.y});
    mark(context, bar.id + ".bar", {at.x, at.y, end.x, end.y}, bar.name, value);
}

class Beliefs {
public:
    Beliefs(Context& context, std::size_t actor)
        : context_(context),
          run_(context.session.told()),
          spec_(run_.model->spec()),
          actor_(actor),
          prefix_(std::string("side.belief.") + (actor == 0 ? "a" : "b")) {}

    void draw() {
        const auto* now = at(run_.opinions[actor_], context_.session.cursor);
        const std::string who = std::string(actor_ == 0 ? "\u25cf " : "\u25c6 ") + side_words(spec_, actor_);
        if (spec_.causes.size() < 2) {
            text(context_, prefix_, who);
            return image();
        }
        if (now == nullptr) {
            text(context_, prefix_, who + " has noticed no incident yet.", {.tone = Tone::muted});
        } else {
            text(context_, prefix_,
                 who + ": what was behind " + run_.teller->incident(actor_, now->value.incident) + "?");
            causes(now->value);
            text(context_, prefix_ + ".confidence", confidence(now->value), {.tone = Tone::muted});
        }
        image();
        if (now != nullptr) last_signal(now->value.incident);
    }

private:
    void causes(const CaseView& now) {
        const CaseView& first = first_of(now.incident);
        const CaseView* decided = decided_on(now.incident);
        const CauseId truth = true_cause(now.incident);
        for (std::size_t i = 0; i < spec_.causes.size(); ++i) {
            Bar bar{prefix_ + '.' + spec_.causes[i].id,
                    cause_words(spec_, CauseId{i}),
                    first.belief[i],
                    now.belief[i],
                    {},
                    {}};
            if (decided != nullptr) bar.decides = decided->belief[i];
            if (truth.valid()) bar.truth = truth.index() == i;
            show_bar(context_, bar, colour());
        }
    }

    void image() {
        const auto* now = at(run_.image[actor_], context_.session.cursor);
        const double first = spec_.actors[actor_].image.hostile;
        Bar bar{prefix_ + ".image", "Other aggressive", first, now == nullptr ? first : now->value, {}, {}};
        for (const ToldDecision& decision : run_.decisions) {
            if (decision.time > context_.session.cursor) break;
            if (decision.actor.index() == actor_) bar.decides = decision.image;
        }
        show_bar(context_, bar, colour());
    }

    void last_signal(std::uint32_t incident) {
        const Seen* last = nullptr;
        for (const Seen& line : run_.lines) {
            if (line.time > context_.session.cursor) break;
            const auto* report = line.seen_as<seen::Report>(actor_);
            if (report != nullptr && report->incident == incident) last = &line;
        }
        if (last == nullptr) return;
        const RecordId line = last->id;
        const std::string age = describe_duration(context_.session.cursor - last->time);
        if (list_item(context_, prefix_ + ".signal",
                      "Last signal: " + line_words(run_, *last) + ", " + age + " old",
                      {.tip = "Select it in the timeline"}))
            context_.session.select_line(line);
    }

    [[nodiscard]] std::string confidence(const CaseView& now) const {
        const auto most = std::max_element(now.belief.begin(), now.belief.end()) - now.belief.begin();
        return "Likeliest cause: " + cause_words(spec_, CauseId{static_cast<std::size_t>(most)}) +
               ", confidence " + percent(now.confidence) + "; expected hostility " + percent(now.hostility) +
               (now.concluded ? "; concluded" : "");
    }

    [[nodiscard]] const CaseView& first_of(std::uint32_t incident) const {
        const auto& track = run_.opinions[actor_];
        return std::find_if(track.begin(), track.end(),
                            [&](const auto& since) { return since.value.incident == incident; })
            ->value;
    }

    [[nodiscard]] const CaseView* decided_on(std::uint32_t incident) const {
        const CaseView* found = nullptr;
        for (const ToldDecision& decision : run_.decisions) {
            if (decision.time > context_.session.cursor) break;
            if (decision.actor.index() == actor_ && decision.focal && decision.focal->incident == incident)
                found = &*decision.focal;
        }
        return found;
    }

    // Only a line with a ledger of the truth says it; the numbers of incidents are then the true ones.
    [[nodiscard]] CauseId true_cause(std::uint32_t incident) const {
        for (const Seen& line : run_.lines) {
            const auto* happened = line.true_as<IncidentHappened>();
            if (happened != nullptr && happened->incident == incident) return happened->cause;
        }
        return {};
    }

    [[nodiscard]] Colour colour() const {
        return actor_ == 0 ? context_.theme.actor_a : context_.theme.actor_b;
    }

    Context& context_;
    const ToldRun& run_;
    const Spec& spec_;
    std::size_t actor_;
    std::string prefix_;
};

}  // namespace

void draw_belief_bars(Context& context) {
    if (!context.session.has_run()) return;
    gap(context, 4);
    text(context, "side.belief", "Beliefs at the cursor", {.heading = true});
    text(context, "side.belief.legend",
         context.session.sees_truth()
             ? "Hatched: now. Stroke: at first. \u25b2: at the last decision. \u25a0: the truth."
             : "Hatched: now. Stroke: at first. \u25b2: at the last decision.",
         {.tone = Tone::muted});
    const Spec& spec = context.session.told().model->spec();
    if (spec.causes.size() < 2) {
        const ToldRun& run = context.session.told();
        text(context, "side.belief.nothing",
             always_right(run, 0) && always_right(run, 1)
                 ? "Nothing was hidden in this run."
                 : "Incidents have only one cause in this scenario.");
    }
    for (std::size_t i = 0; i < kActors; ++i) {
        if (context.session.told().reading[i].empty()) continue;
        Beliefs(context, i).draw();
        gap(context, 4);
    }
}

}  // namespace firebreak::viz
