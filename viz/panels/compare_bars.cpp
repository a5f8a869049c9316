// Two plots of pairs: how much lower or higher they climb, and where they first differ.
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

#include "panels/compare_plots.hpp"
#include "panels/plot_words.hpp"
#include "session/comparison_words.hpp"
#include "session/count_words.hpp"

namespace firebreak::viz {
namespace {

constexpr std::size_t kMostBars = 30;
constexpr int kLeastReach = 2;  // rungs to either side that are shown in any case

// --- Differences of the highest rung ---------------------------------------

// Pairs by difference, [difference + rungs - 1].
std::vector<std::uint64_t> by_difference(const Comparison& comparison) {
    const std::size_t rungs = comparison.before->rungs;
    std::vector<std::uint64_t> counts(rungs == 0 ? 1 : 2 * rungs - 1);
    for (std::size_t i = 0; i < rungs; ++i) {
        for (std::size_t j = 0; j < rungs; ++j)
            counts[j + rungs - 1 - i] += comparison.highest[i * rungs + j];
    }
    return counts;
}

std::string signed_words(int difference) {
    return difference > 0   ? "+" + std::to_string(difference)
           : difference < 0 ? "\u2212" + std::to_string(-difference)
                            : std::string("0");
}

class Dots {
public:
    Dots(Context& context, const Rect& place, const Comparison& comparison)
        : context_(context),
          pen_(context),
          pairs_(comparison.paired.pairs),
          counts_(by_difference(comparison)),
          place_(place) {
        middle_ = static_cast<int>(counts_.size() / 2);
        for (int i = -middle_; i <= middle_; ++i) {
            if (i != 0) most_ = std::max(most_, count(i));
            if (count(i) > 0) reach_ = std::max(reach_, std::abs(i));
        }
        reach_ = std::min(std::max(reach_, kLeastReach), std::max(middle_, 1));
        column_ = place.width() / static_cast<float>(2 * reach_ + 1);
        top_ = place.y0 + 4 * plot_line();
        bottom_ = place.y1 - plot_line();
        dot_ = std::clamp(std::min(column_ * 0.8F, (bottom_ - top_ - plot_line()) / 12), context.px(3),
                          context.px(9));
        rows_ = std::max<std::uint64_t>(
            1, static_cast<std::uint64_t>(std::max(0.0F, bottom_ - top_ - plot_line()) / dot_));
        each_ = std::max<std::uint64_t>(1, (most_ + rows_ - 1) / rows_);
    }

    void draw() {
        words();
        std::vector<std::string> labels;
        std::vector<float> middles;
        for (int difference = -reach_; difference <= reach_; ++difference) {
            column(difference);
            labels.push_back(signed_words(difference));
            middles.push_back(middle_of(difference));
        }
        plot_axis(pen_, place_, bottom_ + 1, context_.theme.muted, labels, middles, context_.px(4));
        pen_.line({place_.x0, bottom_}, {place_.x1, bottom_}, packed(context_.theme.border));
    }

private:
    [[nodiscard]] float middle_of(int difference) const {
        return place_.x0 + column_ * (static_cast<float>(difference + reach_) + 0.5F);
    }
    [[nodiscard]] std::uint64_t count(int difference) const {
        const int place = difference + middle_;
        return place < 0 || place >= static_cast<int>(counts_.size())
                   ? 0
                   : counts_[static_cast<std::size_t>(place)];
    }

    void words() {
        const char* title = "Difference in highest rung";
        plot_words(pen_, place_.x0, place_.y0, place_.x1, context_.theme.text, title);
        std::uint64_t lower = 0, higher = 0;
        for (int i = 1; i <= middle_; ++i) {
            lower += count(-i);
            higher += count(i);
        }
        const std::string sums = with_commas(lower) + " lower, " + with_commas(higher) + " higher";
        const std::string rest = with_commas(count(0)) + " the same, of " + with_commas(pairs_) + " pairs";
        const std::string key =
            each_ == 1 ? "A dot is a pair." : "A dot is " + with_commas(each_) + " pairs.";
        float y = place_.y0;
        for (const std::string& words : {sums, rest, key})
            plot_words(pen_, place_.x0, y += plot_line(), place_.x1, context_.theme.muted, words);
        mark(context_, "compare.differences", place_, title, sums + ", " + rest + ". " + key);
    }

    // Those that stay the same would dwarf the rest: their column is cut, and their number stands among the
    // words.
    void column(int difference) {
        const std::uint64_t pairs = count(difference);
        const float x = middle_of(difference);
        const std::uint64_t all = (pairs + each_ - 1) / each_, dots = std::min(all, rows_);
        const Colour colour = difference < 0   ? context_.theme.difference[0]
                              : difference > 0 ? context_.theme.difference[4]
                                               : context_.theme.nature;
        for (std::uint64_t i = 0; i < dots; ++i) {
            const ImVec2 at(x, bottom_ - dot_ * (static_cast<float>(i) + 0.5F));
            if (difference == 0) pen_.stroke_circle(at, dot_ * 0.36F, packed(colour), 10, 1);
            else pen_.fill_circle(at, dot_ * 0.42F, packed(colour), 10);
        }
        const std::string number = difference == 0 ? "" : with_commas(pairs);
        const float half = label_width(number) / 2;
        float y = bottom_ - dot_ * static_cast<float>(dots) - plot_line();
        // Above the number beside it, if they would run into each other.
        if (pairs > 0 && difference != 0) {
            if (x - half < last_.x1 + context_.px(3) && std::abs(y - last_.y0) < plot_line())
                y = last_.y0 - plot_line();
            last_ = {x - half, y, x + half, y + plot_line()};
        }
        if (pairs > 0) plot_words(pen_, x - half, y, place_.x1 + half, context_.theme.text, number);
        mark(context_, "compare.difference." + std::to_string(difference),
             {x - column_ / 2, y, x + column_ / 2, bottom_}, signed_words(difference), with_commas(pairs));
    }

    Context& context_;
    Pen pen_;
    std::uint64_t pairs_;
    std::vector<std::uint64_t> counts_;
    Rect place_;
    int middle_ = 0, reach_ = 0;
    float column_ = 0, top_ = 0, bottom_ = 0, dot_ = 0;
    std::uint64_t most_ = 0, rows_ = 1, each_ = 1;
    Rect last_;  // where the number of the column before stands
};

// --- Where pairs part ------------------------------------------------------

class Partings {
public:
    Partings(Context& context, const Rect& place, const Comparison& comparison)
        : context_(context), pen_(context), paired_(comparison.paired), place_(place) {
        const std::size_t steps = paired_.parting.size();
        // Bars beyond what is readable become one.
        counts_.resize(std::min(steps, kMostBars));
        for (std::size_t i = 0; i < steps; ++i)
            counts_[std::min(i, counts_.size() - 1)] += paired_.parting[i];
        most_ = counts_.empty() ? 0 : *std::max_element(counts_.begin(), counts_.end());
        top_ = place.y0 + 5 * plot_line();
        bottom_ = place.y1 - plot_line();
        if (!counts_.empty())
            width_ = std::min(place.width() / static_cast<float>(counts_.size()), context.px(40));
    }

    [[nodiscard]] std::size_t size() const { return counts_.size(); }
    [[nodiscard]] PartingBar bar(std::size_t place) const {
        const bool rest = place + 1 == counts_.size();
        return {place, rest ? paired_.parting.size() - 1 : place};
    }
    [[nodiscard]] std::optional<std::size_t> under(float x, float y) const {
        if (counts_.empty() || x < place_.x0 || y < top_ - plot_line() || y > place_.y1) return {};
        const auto found = static_cast<std::size_t>((x - place_.x0) / width_);
        return found < counts_.size() ? std::optional(found) : std::nullopt;
    }

    void draw(const std::optional<PartingBar>& chosen) {
        words();
        std::vector<std::string> labels;
        std::vector<float> middles;
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            draw_bar(i, chosen == bar(i));
            labels.push_back(label_of(i));
            middles.push_back(place_.x0 + width_ * (static_cast<float>(i) + 0.5F));
        }
        plot_axis(pen_, place_, bottom_ + 1, context_.theme.muted, labels, middles, context_.px(6));
        pen_.line({place_.x0, bottom_}, {place_.x0 + width_ * static_cast<float>(counts_.size()), bottom_},
                  packed(context_.theme.border));
    }

private:
    [[nodiscard]] std::string label_of(std::size_t i) const {
        return std::to_string(i) + (bar(i).last > bar(i).first ? "+" : "");
    }

    void words() {
        const char* title = "When the two runs first differ";
        plot_words(pen_, place_.x0, place_.y0, place_.x1, context_.theme.text, title);
        mark(context_, "compare.partings", place_, title);
        const std::string same =
            with_commas(paired_.equal) + " of " + with_commas(paired_.pairs) + " pairs never do.";
        plot_words(pen_, place_.x0, place_.y0 + plot_line(), place_.x1, context_.theme.muted, same);
        mark(context_, "compare.partings.equal",
             {place_.x0, place_.y0, place_.x1, place_.y0 + 2 * plot_line()}, same);
        const auto causes = parted_by_words(context_.session.spec(), paired_, 1);
        if (causes.empty()) return;
        const std::string commonest = "Most often at " + causes.front() + ".";
        const std::string lines = in_lines(commonest, place_.width());
        const std::size_t end = lines.find('\n');
        float y = place_.y0 + 2 * plot_line();
        plot_words(pen_, place_.x0, y, place_.x1, context_.theme.muted, lines.substr(0, end));
        // There is room for two lines; the tip has all of it.
        if (end != std::string::npos) {
            const std::size_t second = lines.find('\n', end + 1);
            const bool cut = second != std::string::npos;
            plot_words(pen_, place_.x0, y += plot_line(), place_.x1, context_.theme.muted,
                       lines.substr(end + 1, cut ? second - end - 1 : second) + (cut ? "..." : ""));
        }
        mark(context_, "compare.partings.by",
             {place_.x0, place_.y0 + 2 * plot_line(), place_.x1, y + plot_line()}, commonest);
    }

    void draw_bar(std::size_t i, bool chosen) {
        const float x = place_.x0 + width_ * static_cast<float>(i);
        const float high = (bottom_ - top_) * static_cast<float>(counts_[i]) /
                           static_cast<float>(std::max<std::uint64_t>(most_, 1));
        const Rect rect{x, bottom_ - high, x + width_ - std::max(1.0F, width_ * 0.15F), bottom_};
        pen_.fill_rect({rect.x0, rect.y0}, {rect.x1, rect.y1}, packed(context_.theme.accent));
        if (chosen)
            pen_.stroke_rect({rect.x0 - 1, rect.y0 - 1}, {rect.x1 + 1, rect.y1}, packed(context_.theme.text),
                             context_.px(2));
        if (counts_[i] == most_ || chosen)
            plot_words(pen_, x, rect.y0 - plot_line(), place_.x1, context_.theme.text,
                       with_commas(counts_[i]));
        mark(context_, "compare.parting." + std::to_string(i),
             {rect.x0, rect.y0, rect.x1, std::max(rect.y1, rect.y0 + 1)}, "Step " + label_of(i),
             with_commas(counts_[i]) + (chosen ? ", selected" : ""));
    }

    Context& context_;
    Pen pen_;
    const Paired& paired_;
    Rect place_;
    std::vector<std::uint64_t> counts_;
    std::uint64_t most_ = 0;
    float width_ = 1, top_ = 0, bottom_ = 0;
};

void move_bar(const Context& context, const Partings& partings, std::optional<PartingBar>& chosen) {
    if (context.arrow_x == 0 || partings.size() == 0) return;
    const auto last = static_cast<std::int64_t>(partings.size()) - 1;
    const std::int64_t from = chosen                ? static_cast<std::int64_t>(chosen->first)
                              : context.arrow_x > 0 ? -1
                                                    : last + 1;
    chosen =
        partings.bar(static_cast<std::size_t>(std::clamp<std::int64_t>(from + context.arrow_x, 0, last)));
}

}  // namespace

std::vector<std::string> parted_by_words(const Spec& spec, const Paired& paired, std::size_t most) {
    std::vector<std::string> list;
    const std::uint64_t parted = paired.pairs - paired.equal;
    for (const PartedBy& by : paired.parted_by) {
        if (list.size() == most) break;
        list.push_back(parter_words(spec, by.who) + " (" + with_commas(by.pairs) + " of " +
                       with_commas(parted) + ")");
    }
    return list;
}

void draw_rung_differences(Context& context, const Rect& place, const Comparison& comparison) {
    Dots(context, place, comparison).draw();
}

bool draw_partings(Context& context, const Rect& place, const Comparison& comparison,
                   std::optional<PartingBar>& chosen) {
    const Canvas board =
        canvas(context, "compare.partings.canvas",
               "When the two runs first differ: arrows select a step, Enter lists its pairs", place);
    Partings partings(context, place, comparison);
    // Without a focus the arrows are the matrix's.
    const bool focused = board.focused && context.focus.is("compare.partings.canvas");
    bool opened = focused && chosen && context.has(Action::open_selection);
    if (focused) move_bar(context, partings, chosen);
    if (board.clicked && board.hovered) {
        if (const auto bar = partings.under(board.mouse_x, board.mouse_y)) {
            chosen = partings.bar(*bar);
            opened = true;
        }
    }
    partings.draw(chosen);
    return opened;
}

}  // namespace firebreak::viz
