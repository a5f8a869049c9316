#include "panels/compare_plots.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <imgui.h>
#include <firebreak/model.hpp>
#include <firebreak/text.hpp>

#include "panels/plot_words.hpp"
#include "session/count_words.hpp"

namespace firebreak::viz {
namespace {

float line_height() { return plot_line(); }
void say(const Pen& pen, float x, float y, float end, Colour colour, const std::string& words) {
    plot_words(pen, x, y, end, colour, words);
}

float width_of(const std::string& words) { return ImGui::CalcTextSize(words.c_str()).x; }

void say_centred(const Pen& pen, const Rect& place, float y, Colour colour, const std::string& words) {
    say(pen, std::max(place.x0, std::floor((place.x0 + place.x1 - width_of(words)) / 2)), y, place.x1, colour,
        words);
}

std::string per_thousand(std::uint64_t count, std::uint64_t all) {
    const double value = all == 0 ? 0 : 1000 * static_cast<double>(count) / static_cast<double>(all);
    return with_decimals(value, value > 0 && value < 1 ? 2 : 0);
}

const char* short_name(Outcome outcome) {
    return outcome == Outcome::unresolved ? "no crisis" : outcome_words(outcome);
}

std::string rung_name(const Spec& spec, std::size_t rung) { return Labels(spec, 60).rung(RungId{rung}); }

}  // namespace

// --- Dots ------------------------------------------------------------------

namespace {

struct Dots {
    std::size_t of = 100, filled = 0;
    std::string words;
};

Dots dots_of(std::uint64_t crises, std::uint64_t pairs, std::size_t of) {
    Dots dots{of, 0, {}};
    if (pairs > 0)
        dots.filled = static_cast<std::size_t>(
            std::lround(static_cast<double>(crises * of) / static_cast<double>(pairs)));
    dots.words = with_commas(dots.filled) + " of " + with_commas(of);
    return dots;
}

// Full and empty differ by form too: a crisis is a filled square, any other end a small hollow one.
void draw_dots(Context& context, const Rect& place, const Dots& dots) {
    const Pen pen(context);
    const std::size_t columns = dots.of == 100 ? 10 : 40, rows = dots.of / columns;
    const float cell =
        std::min(place.width() / static_cast<float>(columns), place.height() / static_cast<float>(rows));
    const float inset = std::max(cell * 0.12F, 0.5F);
    for (std::size_t i = 0; i < dots.of; ++i) {
        const ImVec2 low(place.x0 + cell * static_cast<float>(i % columns) + inset,
                         place.y0 + cell * static_cast<float>(i / columns) + inset);
        const ImVec2 high(low.x + cell - 2 * inset, low.y + cell - 2 * inset);
        if (i < dots.filled) pen.fill_rect(low, high, packed(context.theme.crisis));
        else if (dots.of == 100) pen.stroke_rect(low, high, packed(context.theme.unresolved));
        else pen.fill_rect(low, high, packed(context.theme.raised));
    }
}

}  // namespace

void draw_icon_arrays(Context& context, const Rect& place, const Comparison& comparison) {
    const Pen pen(context);
    const std::uint64_t pairs = comparison.paired.pairs, before = comparison.crises_before(),
                        after = comparison.crises_after();
    // Below one in a hundred dots of a hundred would show nothing.
    const std::size_t of = std::min(before, after) * 100 < pairs ? 1000 : 100;
    const float half = place.width() / 2, top = place.y0 + line_height() + context.px(3);
    for (int i = 0; i < 2; ++i) {
        const float left = place.x0 + half * static_cast<float>(i);
        const Dots dots = dots_of(i == 0 ? before : after, pairs, of);
        const std::string words = (i == 0 ? "Before: " : "After: ") + dots.words;
        say(pen, left, place.y0, left + half - context.px(6), context.theme.text, words);
        const Rect room{left, top, left + half - context.px(14), place.y1};
        draw_dots(context, room, dots);
        mark(context, i == 0 ? "compare.dots.before" : "compare.dots.after",
             {left, place.y0, room.x1, place.y1}, words, dots.words + " end in a crisis");
    }
}

// --- Outcomes --------------------------------------------------------------

namespace {

constexpr std::size_t kSize = std::size(kOutcomeOrder);

std::size_t place_of(Outcome outcome) {
    return static_cast<std::size_t>(std::find(std::begin(kOutcomeOrder), std::end(kOutcomeOrder), outcome) -
                                    std::begin(kOutcomeOrder));
}

class Matrix {
public:
    Matrix(Context& context, const Rect& place, const Comparison& comparison,
           const std::optional<OutcomeCell>& chosen)
        : context_(context), pen_(context), comparison_(comparison), chosen_(chosen), place_(place) {
        head_ = width_of("calmed down") + context.px(14);
        cell_w_ = (place.width() - head_) / static_cast<float>(kSize);
        top_ = place.y0 + 2 * line_height();
        cell_h_ = (place.y1 - top_) / static_cast<float>(kSize);
    }

    [[nodiscard]] Rect cell(std::size_t row, std::size_t column) const {
        const float x = place_.x0 + head_ + cell_w_ * static_cast<float>(column),
                    y = top_ + cell_h_ * static_cast<float>(row);
        return {x, y, x + cell_w_ - context_.px(3), y + cell_h_ - context_.px(3)};
    }

    // "Before: crisis; after: no crisis by the end. 58 of 1,000 pairs."
    [[nodiscard]] std::string words(const OutcomeCell& cell) const {
        const std::uint64_t count =
            comparison_.paired
                .outcomes[static_cast<std::size_t>(cell.before)][static_cast<std::size_t>(cell.after)];
        return std::string("Before: ") + outcome_words(cell.before) +
               "; after: " + outcome_words(cell.after) + ". " + with_commas(count) + " of " +
               with_commas(comparison_.paired.pairs) + " pairs.";
    }

    void draw() {
        say(pen_, place_.x0, place_.y0, place_.x0 + head_, context_.theme.muted, "Before \u2193");
        say(pen_, place_.x0 + head_, place_.y0, place_.x1, context_.theme.muted,
            comparison_.paired.pairs == 1'000 ? "After \u2192" : "After \u2192   pairs (per 1,000)");
        for (std::size_t i = 0; i < kSize; ++i) {
            const Rect across = cell(0, i), down = cell(i, 0);
            say_centred(pen_, across, place_.y0 + line_height(), context_.theme.text,
                        short_name(kOutcomeOrder[i]));
            say(pen_, place_.x0, std::floor((down.y0 + down.y1 - line_height()) / 2), place_.x0 + head_ - 2,
                context_.theme.text, short_name(kOutcomeOrder[i]));
            for (std::size_t j = 0; j < kSize; ++j) draw_cell(i, j);
        }
    }

private:
    // What was avoided or caused is what the comparison is for; the diagonal stays quiet.
    void draw_cell(std::size_t row, std::size_t column) {
        const Outcome before = kOutcomeOrder[row], after = kOutcomeOrder[column];
        const std::uint64_t count =
            comparison_.paired.outcomes[static_cast<std::size_t>(before)][static_cast<std::size_t>(after)];
        const bool avoided = is_crisis(before) && !is_crisis(after),
                   caused = !is_crisis(before) && is_crisis(after);
        const Rect rect = cell(row, column);
        const Theme& theme = context_.theme;
        const bool strong = (avoided || caused) && count > 0;
        const Colour ground = !strong ? theme.raised : avoided ? theme.difference[0] : theme.difference[4];
        pen_.fill_rect({rect.x0, rect.y0}, {rect.x1, rect.y1},
                       packed(ground, strong          ? 1.0F
                                      : row == column ? 0.5F
                                                      : 0.8F),
                       2);
        const Colour ink = strong ? words_on(ground) : count > 0 && row != column ? theme.text : theme.muted;
        std::string words = with_commas(count);
        if (comparison_.paired.pairs != 1'000)
            words += " (" + per_thousand(count, comparison_.paired.pairs) + ")";
        const char* name = avoided ? "avoided" : caused ? "caused" : "";
        const std::string full = strong ? words + " " + name : words;
        const bool two = strong && cell_h_ > 2 * line_height() + 6;
        const float y = std::floor((rect.y0 + rect.y1 - line_height() * (two ? 2.0F : 1.0F)) / 2);
        say_centred(pen_, rect, y, ink, two || width_of(full) > rect.width() ? words : full);
        if (two) say_centred(pen_, rect, y + line_height(), ink, name);
        if (chosen_ == OutcomeCell{before, after})
            pen_.stroke_rect({rect.x0, rect.y0}, {rect.x1, rect.y1}, packed(theme.text), context_.px(2.5F),
                             2);
        words += *name != '\0' ? std::string(", ") + name : std::string();
        mark(context_, std::string("compare.cell.") + outcome_name(before) + "." + outcome_name(after), rect,
             words, chosen_ == OutcomeCell{before, after} ? "selected" : "");
    }

    Context& context_;
    Pen pen_;
    const Comparison& comparison_;
    const std::optional<OutcomeCell>& chosen_;
    Rect place_;
    float head_ = 0, cell_w_ = 0, cell_h_ = 0, top_ = 0;
};

void move_cell(const Context& context, std::optional<OutcomeCell>& chosen) {
    if (context.arrow_x == 0 && context.arrow_y == 0) return;
    if (!chosen) {
        chosen = OutcomeCell{Outcome::crisis, Outcome::settled};
        return;
    }
    const auto move = [](Outcome outcome, int by) {
        const int place =
            std::clamp(static_cast<int>(place_of(outcome)) + by, 0, static_cast<int>(kSize) - 1);
        return kOutcomeOrder[static_cast<std::size_t>(place)];
    };
    chosen = OutcomeCell{move(chosen->before, context.arrow_y), move(chosen->after, context.arrow_x)};
}

}  // namespace

bool draw_outcome_matrix(Context& context, const Rect& place, const Comparison& comparison,
                         std::optional<OutcomeCell>& chosen) {
    const Canvas drawn = canvas(context, "compare.matrix",
                                "Outcomes before and after: arrows select, Enter lists the pairs", place);
    bool opened = drawn.focused && chosen && context.has(Action::open_selection);
    if (drawn.focused) move_cell(context, chosen);
    Matrix matrix(context, place, comparison, chosen);
    std::optional<OutcomeCell> under;
    Rect place_under;
    for (std::size_t i = 0; i < kSize && drawn.hovered; ++i) {
        for (std::size_t j = 0; j < kSize; ++j) {
            if (!matrix.cell(i, j).contains(drawn.mouse_x, drawn.mouse_y)) continue;
            under = OutcomeCell{kOutcomeOrder[i], kOutcomeOrder[j]};
            place_under = matrix.cell(i, j);
        }
    }
    if (under && drawn.clicked) {
        chosen = under;
        opened = true;
    }
    matrix.draw();
    if (under)
        tool_tip(context, "compare.tip",
                 matrix.words(*under) + "\nA click lists these pairs; so do the arrows and Enter.",
                 place_under);
    return opened;
}

// --- Highest rungs ---------------------------------------------------------

void draw_slopes(Context& context, const Rect& place, const Comparison& comparison) {
    const Pen pen(context);
    const Spec& spec = context.session.spec();
    const std::size_t rungs = comparison.before->rungs;
    const char* title = "Highest rung (blue: lower after, orange: higher)";
    say(pen, place.x0, place.y0, place.x1, context.theme.text, title);
    mark(context, "compare.slopes", place, title);
    const float names = std::min(place.width() * 0.44F, context.px(230));
    const float left = place.x0 + names + context.px(50), right = place.x1 - context.px(52);
    const float top = place.y0 + 2 * line_height();
    const float row = (place.y1 - top) / static_cast<float>(std::max<std::size_t>(rungs, 1));
    const auto y = [&](std::size_t rung) {
        return top + row * (static_cast<float>(rungs - 1 - rung) + 0.5F);
    };
    say(pen, left - context.px(44), place.y0 + line_height(), right, context.theme.muted, "Before");
    say(pen, right + context.px(6), place.y0 + line_height(), place.x1, context.theme.muted, "After");
    const float thickest = std::max(row * 0.9F, context.px(2));
    for (std::size_t pass = 0; pass < 2; ++pass) {
        for (std::size_t i = 0; i < rungs; ++i) {
            for (std::size_t j = 0; j < rungs; ++j) {
                const std::uint64_t count = comparison.highest[i * rungs + j];
                // What stays the same lies below what changes.
                if (count == 0 || (i == j) != (pass == 0)) continue;
                const float share = static_cast<float>(count) /
                                    static_cast<float>(std::max<std::uint64_t>(comparison.paired.pairs, 1));
                const float thick = std::max(context.px(1), thickest * std::sqrt(share));
                const Colour colour = i == j  ? context.theme.nature
                                      : j > i ? context.theme.difference[4]
                                              : context.theme.difference[0];
                pen.line({left, y(i)}, {right, y(j)}, packed(colour, i == j ? 0.35F : 0.85F), thick);
                mark(context, "compare.slope." + std::to_string(i) + "." + std::to_string(j),
                     {left, std::min(y(i), y(j)) - 2, right, std::max(y(i), y(j)) + 2},
                     rung_name(spec, i) + " \u2192 " + rung_name(spec, j), with_commas(count));
            }
        }
    }
    for (std::size_t i = 0; i < rungs; ++i) {
        std::uint64_t before = 0, after = 0;
        for (std::size_t j = 0; j < rungs; ++j) {
            before += comparison.highest[i * rungs + j];
            after += comparison.highest[j * rungs + i];
        }
        const float line = std::floor(y(i) - line_height() / 2);
        say(pen, place.x0, line, place.x0 + names, context.theme.muted,
            std::to_string(i) + " " + rung_name(spec, i));
        say(pen, left - context.px(44), line, left, context.theme.text, with_commas(before));
        say(pen, right + context.px(6), line, place.x1, context.theme.text, with_commas(after));
        mark(context, "compare.highest." + std::to_string(i),
             {place.x0, line, place.x1, line + line_height()}, std::to_string(i) + " " + rung_name(spec, i),
             with_commas(before) + " \u2192 " + with_commas(after));
    }
}

}  // namespace firebreak::viz
