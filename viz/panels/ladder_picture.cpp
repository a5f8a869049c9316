#include "panels/ladder_picture.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <imgui.h>
#include <firebreak/model.hpp>
#include <firebreak/text.hpp>

#include "panels/pen.hpp"
#include "panels/widget_core.hpp"
#include "session/count_words.hpp"
#include "session/filter.hpp"
#include "session/reading_law.hpp"
#include "session/run_words.hpp"

namespace firebreak::viz {
namespace {

float line_height() { return ImGui::GetFontSize() + 1; }
float head_height(const Context& context) { return line_height() + context.px(6); }

// Below a rung that is entered over a limit there is a band for the limit.
std::size_t limits_above(const Spec& spec, std::size_t rung) {
    return static_cast<std::size_t>(
        std::count_if(spec.ladder.begin() + static_cast<std::ptrdiff_t>(rung), spec.ladder.end(),
                      [](const RungSpec& other) { return !other.firebreak.empty(); }));
}

float row_height(const Context& context, const Rect& place) {
    const Spec& spec = context.session.spec();
    const float bands = line_height() * static_cast<float>(limits_above(spec, 0));
    return (place.height() - head_height(context) - bands) /
           static_cast<float>(std::max<std::size_t>(spec.ladder.size(), 1));
}

// The highest rung is at the top.
float row_top(const Context& context, const Rect& place, std::size_t rung) {
    const Spec& spec = context.session.spec();
    return place.y0 + head_height(context) +
           row_height(context, place) * static_cast<float>(spec.ladder.size() - 1 - rung) +
           line_height() * static_cast<float>(limits_above(spec, rung + 1));
}

std::string chance_words(const RungCounts& counts, bool ends_fixed) {
    if (counts.reached == 0) return "no run reaches it";
    if (ends_fixed) return "by the filter, of " + with_commas(counts.reached);
    const std::string words = per_hundred_words(counts.crises, counts.reached);
    return counts.crises == 0 ? words : words + ", of " + with_commas(counts.reached) + " runs";
}

std::string next_words(const Spec& spec, const RungCounts& counts) {
    if (counts.steps == 0) return counts.reached > 0 ? "nothing is done from here" : "";
    const std::string of = ", " + with_commas(counts.next_steps) + " of " + with_commas(counts.steps);
    if (!counts.next.valid()) return "next: an accident" + of;
    return "next: " + Labels(spec, 60).move(counts.next) + of;
}

// Words that are too long for a line, broken between two words where that is possible.
std::pair<std::string, std::string> broken(const std::string& words, float width) {
    std::size_t end = words.size();
    while (label_width(std::string_view(words).substr(0, end)) > width) {
        if (end == 0) return {words, {}};
        end = words.rfind(' ', end - 1);
        if (end == std::string::npos) return {words, {}};
    }
    return {words.substr(0, end), end < words.size() ? words.substr(end + 1) : std::string()};
}

struct Columns {
    float name, tokens, bar, chance, end;  // where each begins
};

class LadderPicture {
public:
    LadderPicture(Context& context, const Rect& place, const LadderView& view)
        : context_(context),
          session_(context.session),
          spec_(context.session.spec()),
          place_(place),
          counts_(view.counts),
          view_(view),
          pen_(context) {
        const float width = place.width();
        const bool tokens = session_.has_run();
        at_.name = place.x0 + context.px(4);
        at_.tokens = place.x0 + width * 0.30F;
        at_.bar = at_.tokens + (tokens ? std::max(width * 0.10F, context.px(104)) : 0);
        at_.chance = place.x0 + width * (tokens ? 0.665F : 0.61F);
        at_.end = place.x1;
        head_ = head_height(context);
        row_ = row_height(context, place);
        crisis_ = rung_place(spec_, spec_.endings.crisis);
        war_ = rung_place(spec_, spec_.endings.war);
    }

    void draw() {
        heads();
        for (std::size_t rung = 0; rung < spec_.ladder.size(); ++rung) row(rung);
        for (std::size_t rung = 0; rung < spec_.ladder.size(); ++rung) firebreak_line(rung, row_of(rung));
        if (session_.has_run()) tokens();
    }

private:
    [[nodiscard]] const Theme& theme() const { return context_.theme; }

    [[nodiscard]] float top_of(std::size_t rung) const { return row_top(context_, place_, rung); }
    [[nodiscard]] Rect row_of(std::size_t rung) const {
        return {place_.x0, top_of(rung), place_.x1, top_of(rung) + row_};
    }

    void say(float x, float y, float end, Colour colour, const std::string& words) const {
        pen_.words({x, y}, packed(colour), fitted(words, end - x));
    }

    void head(const char* id, float x, float end, const std::string& words) {
        say(x, place_.y0, end - context_.px(6), theme().muted, words);
        mark(context_, id, {x, place_.y0, end, place_.y0 + line_height()}, words);
    }

    void heads() {
        head("ladder.head.rung", at_.name, at_.tokens, "Rung");
        if (session_.has_run()) head("ladder.head.tokens", at_.tokens, at_.bar, "Open run");
        if (counts_ == nullptr) return;
        const std::string step = std::to_string(view_.step);
        head("ladder.head.bar", at_.bar, at_.chance,
             view_.whole_run ? "Runs that reach it or go higher" : "Runs there at step " + step);
        head("ladder.head.chance", at_.chance, at_.end, "Of those that reach it: crises; next move from it");
    }

    void row(std::size_t rung) {
        const Rect place = row_of(rung);
        const std::string id = "ladder.rung." + std::to_string(rung);
        const bool selected = view_.rung == rung;
        if (selected)
            pen_.fill_rect({place.x0, place.y0}, {place.x1, place.y1}, packed(theme().accent, 0.14F));
        if (selected)
            pen_.fill_rect({place.x0, place.y0}, {place.x0 + context_.px(3), place.y1},
                           packed(theme().accent));
        if (spec_.ladder[rung].firebreak.empty())
            pen_.line({place.x0, place.y1}, {place.x1, place.y1}, packed(theme().border, 0.35F));
        name(rung, place);
        mark(context_, id, place, std::to_string(rung) + " " + ladder_name(spec_, rung),
             selected ? "selected" : "");
        if (counts_ != nullptr && rung < counts_->rungs.size()) {
            bar(rung, place);
            chance(rung, place);
        } else if (session_.sees_truth()) {
            pen_.fill_rect({at_.bar, place.y0 + context_.px(5)},
                           {at_.chance - context_.px(12), place.y0 + context_.px(17)},
                           packed(theme().raised));
        }
    }

    // The limit lies below its rung: it is crossed by the step up to it.
    void firebreak_line(std::size_t rung, const Rect& place) {
        const std::string& words = spec_.ladder[rung].firebreak;
        if (words.empty()) return;
        const unsigned colour = packed(theme().warning);
        const float gap = context_.px(1.5F), middle = place.y1 + line_height() / 2;
        const std::string name = fitted(printable(words, 80), at_.end - at_.name - context_.px(60));
        const float from = at_.name + context_.px(20), to = from + label_width(name) + context_.px(8);
        pen_.words({from + context_.px(4), std::floor(place.y1) + 1}, colour, name);
        for (const float y : {middle - gap, middle + gap}) {
            pen_.line({place.x0, y}, {from, y}, colour, context_.px(1.2F));
            pen_.line({to, y}, {place.x1, y}, colour, context_.px(1.2F));
        }
        mark(context_, "ladder.firebreak." + std::to_string(rung),
             {place.x0, place.y1, place.x1, place.y1 + line_height()}, printable(words, 80));
    }

    // Its name, then what there is to say of it, as far as there is room: crisis and war, the description.
    void name(std::size_t rung, const Rect& place) {
        const RungSpec& spec = spec_.ladder[rung];
        const float end = at_.tokens - context_.px(8), x = at_.name + context_.px(4),
                    in = x + context_.px(20);
        float y = place.y0 + context_.px(2);
        say(x, y, end, theme().muted, std::to_string(rung));
        const auto [first, more] = broken(ladder_name(spec_, rung), end - in);
        say(in, y, end, theme().text, first);
        const auto under = [&](Colour colour, const std::string& words) {
            if (words.empty() || y + 2 * line_height() > place.y1) return;
            y += line_height();
            say(in, y, end, colour, words);
        };
        under(theme().text, more);
        if (rung == war_) under(theme().war == theme().text ? theme().text : theme().warning, "\u25a0 war");
        else if (rung == crisis_) under(theme().crisis, "\u25b2 crisis from here");
        under(theme().muted, printable(spec.description, 120));
        if (rung == crisis_) mark(context_, "ladder.crisis", place, "crisis from here");
        if (rung == war_) mark(context_, "ladder.war", place, "war");
        if (!spec.description.empty())
            mark(context_, "ladder.rung." + std::to_string(rung) + ".description", place,
                 printable(spec.description, 200));
    }

    // The whole length is all runs shown; the thin line is the interval.
    void bar(std::size_t rung, const Rect& place) {
        const RungCounts& counts = counts_->rungs[rung];
        const std::uint64_t runs = view_.whole_run ? counts.reached : counts.here;
        const float left = at_.bar, width = at_.chance - context_.px(12) - left;
        const float top = place.y0 + context_.px(5), low = top + context_.px(12);
        const auto x = [&](double share) { return left + width * static_cast<float>(share); };
        pen_.fill_rect({left, top}, {left + width, low}, packed(theme().raised));
        const double share =
            counts_->runs == 0 ? 0 : static_cast<double>(runs) / static_cast<double>(counts_->runs);
        const Colour colour = rung >= crisis_ ? theme().crisis : theme().accent;
        pen_.fill_rect({left, top}, {x(share), low}, packed(colour));
        const Bounds bounds = clopper_pearson(runs, counts_->runs);
        const float middle = std::floor((top + low) / 2);
        const bool tautology = by_filter(runs, counts_->runs, view_.ends_fixed);
        if (counts_->runs > 0 && !tautology)
            pen_.line({x(bounds.low), middle}, {x(bounds.high), middle}, packed(theme().text),
                      context_.px(1.5F));
        const std::string words = tautology ? with_commas(runs) + " of " + with_commas(counts_->runs)
                                            : share_words(runs, counts_->runs);
        if (low + line_height() <= place.y1)
            say(left, low + context_.px(2), at_.chance - context_.px(8), theme().text, words);
        mark(context_, "ladder.bar." + std::to_string(rung), {left, top, left + width, low}, words);
    }

    void chance(std::size_t rung, const Rect& place) {
        const RungCounts& counts = counts_->rungs[rung];
        // A path ends in the crisis, so from there on the answer is known before.
        const bool known = rung >= crisis_ && counts.reached > 0 && counts.crises == counts.reached;
        const std::string words = !known ? chance_words(counts, view_.ends_fixed)
                                  : counts.reached == 1
                                      ? std::string("1 run, a crisis")
                                      : "all " + with_commas(counts.reached) + " are crises";
        const std::string next = known ? "" : next_words(spec_, counts);
        say(at_.chance, place.y0 + context_.px(2), at_.end, theme().text, words);
        if (place.y0 + context_.px(2) + 2 * line_height() <= place.y1)
            say(at_.chance, place.y0 + context_.px(2) + line_height(), at_.end, theme().muted, next);
        const std::string id = "ladder.chance." + std::to_string(rung);
        mark(context_, id, {at_.chance, place.y0, at_.end, place.y1}, words, next);
    }

    // --- Of the open run: solid is where a side is, hollow is where the other takes it to be

    [[nodiscard]] ImVec2 slot(std::size_t rung, float share) const {
        return {at_.tokens + (at_.bar - at_.tokens) * share, std::floor(top_of(rung) + row_ / 2)};
    }

    void tokens() {
        const ToldRun& run = session_.told();
        for (std::size_t actor = 0; actor < kActors; ++actor) {
            const auto stands = rung_at(run.posture[actor], session_.cursor);
            const auto taken = reading_range_at(run, 1 - actor, session_.cursor);
            const float column = actor == 0 ? 0.14F : 0.60F;
            if (stands) solid(actor, slot(*stands, column), *stands);
            if (!taken) continue;
            bracket(1 - actor, column + 0.24F, *taken);
            hollow(1 - actor, slot(taken->reading, column + 0.24F), taken->reading);
        }
    }

    void solid(std::size_t actor, ImVec2 at, std::size_t rung) {
        const float half = context_.px(8);
        const char* letter = actor == 0 ? "A" : "B";
        pen_.fill_rect({at.x - half, at.y - half}, {at.x + half, at.y + half},
                       packed(actor == 0 ? theme().actor_a : theme().actor_b));
        const float size = ImGui::GetFontSize() * 0.9F;
        const ImVec2 room = ImGui::GetFont()->CalcTextSizeA(size, 1000, 0, letter);
        pen_.words({at.x - room.x / 2, at.y - room.y / 2}, packed(theme().panel), letter, size);
        mark(context_, std::string("ladder.token.") + (actor == 0 ? "a" : "b"),
             {at.x - half, at.y - half, at.x + half, at.y + half},
             session_.actor_name(actor) + " is at " + ladder_name(spec_, rung));
    }

    void hollow(std::size_t reader, ImVec2 at, std::size_t rung) {
        const float half = context_.px(8), thick = context_.px(2.5F);
        const unsigned colour = packed(reader == 0 ? theme().actor_a : theme().actor_b);
        if (reader == 0) pen_.stroke_circle(at, half, colour, 24, thick);
        else
            pen_.stroke_quad({at.x, at.y - half}, {at.x + half, at.y}, {at.x, at.y + half},
                             {at.x - half, at.y}, colour, thick);
        mark(context_, std::string("ladder.reading.") + (reader == 0 ? "a" : "b"),
             {at.x - half, at.y - half, at.x + half, at.y + half},
             session_.actor_name(reader) + " reads " + session_.actor_name(1 - reader) + "'s posture as " +
                 ladder_name(spec_, rung));
    }

    // Around the rungs that hold the true one in at least four of five readings; none where nothing can be
    // misread.
    void bracket(std::size_t reader, float column, const ReadingRange& range) {
        if (range.exact >= 1) return;
        const float reach = std::min(row_ * 0.4F, context_.px(15)), arm = context_.px(4),
                    side = context_.px(13);
        const float top = slot(range.high, column).y - reach, low = slot(range.low, column).y + reach,
                    x = slot(range.low, column).x;
        const unsigned colour = packed(reader == 0 ? theme().actor_a : theme().actor_b);
        for (const float at : {x - side, x + side}) {
            const float in = at < x ? at + arm : at - arm;
            pen_.line({at, top}, {at, low}, colour, context_.px(1.5F));
            pen_.line({at, top}, {in, top}, colour, context_.px(1.5F));
            pen_.line({at, low}, {in, low}, colour, context_.px(1.5F));
        }
        mark(context_, std::string("ladder.bracket.") + (reader == 0 ? "a" : "b"),
             {x - side, top, x + side, low},
             range.low == range.high
                 ? "rung " + std::to_string(range.low)
                 : "rungs " + std::to_string(range.low) + " to " + std::to_string(range.high));
    }

    Context& context_;
    const Session& session_;
    const Spec& spec_;
    Rect place_;
    const LadderCounts* counts_;
    const LadderView& view_;
    Pen pen_;
    Columns at_{};
    float head_ = 0, row_ = 0;
    std::size_t crisis_ = 0, war_ = 0;
};

}  // namespace

std::string ladder_name(const Spec& spec, std::size_t rung) { return Labels(spec, 80).rung(RungId{rung}); }

std::optional<std::size_t> rung_at(const Track<RungId>& track, Millis time) {
    const auto* since = at(track, time);
    return since != nullptr && since->value.valid() ? std::optional<std::size_t>(since->value.index())
                                                    : std::nullopt;
}

void draw_ladder(Context& context, const Rect& place, const LadderView& view) {
    LadderPicture(context, place, view).draw();
}

std::optional<std::size_t> rung_under(const Context& context, const Rect& place, float y) {
    for (std::size_t rung = 0; rung < context.session.spec().ladder.size(); ++rung) {
        const float top = row_top(context, place, rung);
        if (y >= top && y < top + row_height(context, place)) return rung;
    }
    return {};
}

}  // namespace firebreak::viz
