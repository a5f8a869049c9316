#include "report/page_pictures.hpp"

#include <algorithm>

namespace firebreak::report {

DotScale scale_for(const std::vector<Effect>& effects) {
    DotScale scale{0, 0};
    for (const Effect& effect : effects) {
        scale.low = std::min(scale.low, effect.bounds.low);
        scale.high = std::max(scale.high, effect.bounds.high);
    }
    if (!(scale.high > scale.low)) return {-0.01, 0.01};
    const double margin = (scale.high - scale.low) / 20;
    return {scale.low - margin, scale.high + margin};
}

Markup dot_picture(const DotScale& scale, double value, const Bounds& bounds,
                   const std::string& description) {
    constexpr double kWidth = 120;
    const auto place = [&](double x) {
        return svg_number(kWidth * (x - scale.low) / (scale.high - scale.low));
    };
    const char* kind = bounds.high < 0 ? "fewer" : bounds.low > 0 ? "more" : "same";
    Markup content = element("title", description);
    content += empty_element(
        "line", {{"class", "zero"}, {"x1", place(0)}, {"x2", place(0)}, {"y1", "0"}, {"y2", "20"}});
    content += empty_element("line", {{"class", std::string("bar ") + kind},
                                      {"x1", place(bounds.low)},
                                      {"x2", place(bounds.high)},
                                      {"y1", "10"},
                                      {"y2", "10"}});
    content += empty_element(
        "circle", {{"class", std::string("dot ") + kind}, {"cx", place(value)}, {"cy", "10"}, {"r", "4"}});
    return element("svg",
                   {{"class", "dots"},
                    {"role", "img"},
                    {"aria-label", description},
                    {"viewBox", "0 0 120 20"},
                    {"width", "120"},
                    {"height", "20"}},
                   content);
}

Markup bar_picture(const std::vector<answer::Bar>& bars, const std::string& description) {
    constexpr double kWidth = 300;
    constexpr double kHeight = 8;
    Markup content = element("title", description);
    double top = 0;
    for (const answer::Bar& bar : bars) {
        const double width = kWidth * std::clamp(bar.share, 0.0, 1.0);
        content += empty_element("rect", {{"class", "track"},
                                          {"y", svg_number(top)},
                                          {"width", svg_number(kWidth)},
                                          {"height", svg_number(kHeight)}});
        content += empty_element("rect", {{"class", bar.good ? "good" : "bad"},
                                          {"y", svg_number(top)},
                                          {"width", svg_number(width)},
                                          {"height", svg_number(kHeight)}});
        top += kHeight + 2;
    }
    const std::string box = "0 0 " + svg_number(kWidth) + " " + svg_number(top - 2);
    return element("svg",
                   {{"class", "bars"},
                    {"role", "img"},
                    {"aria-label", description},
                    {"viewBox", box},
                    {"preserveAspectRatio", "none"},
                    {"height", svg_number(top - 2)}},
                   content);
}

}  // namespace firebreak::report
