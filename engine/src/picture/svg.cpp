#include <firebreak/picture.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <tuple>

#include <firebreak/text.hpp>

namespace firebreak {
namespace {

// Of a font such as DejaVu Sans: what the height of a line is made of.
constexpr float kEm = 0.86F;
constexpr float kBaseline = 0.797F;
constexpr float kLetter = 0.62F;  // width of a letter, for breaking captions: wide fonts take as much

// At scale 1.
constexpr float kMargin = 12;
constexpr float kTitle = 18;  // height of letters
constexpr float kCaption = 12;
constexpr float kLine = 1.4F;  // of the height of letters

constexpr float kFilled = 3;  // a strand at least this high is filled, another drawn as a line
constexpr float kThinnest = 0.7F;

// With two decimals at most; a point whatever the language of the machine.
std::string number(float value) {
    constexpr float kMost = 1e6F;  // beyond it is no picture, and not a number is 0
    const long hundredths = std::isfinite(value) ? std::lround(std::clamp(value, -kMost, kMost) * 100) : 0;
    const long whole = std::labs(hundredths) / 100, rest = std::labs(hundredths) % 100;
    std::string text = hundredths < 0 ? "-" : "";
    text += std::to_string(whole);
    if (rest == 0) return text;
    text += rest < 10 ? ".0" : ".";
    text += rest % 10 == 0 && rest >= 10 ? std::to_string(rest / 10) : std::to_string(rest);
    return text;
}

std::string attribute(const char* name, const std::string& value) {
    return std::string(" ") + name + "=\"" + value + '"';
}
std::string attribute(const char* name, float value) { return attribute(name, number(value)); }

// Line for line, broken between words where that is possible.
std::vector<std::string> broken(const std::string& words, std::size_t most) {
    std::vector<std::string> lines;
    std::size_t from = 0;
    while (words.size() - from > most) {
        std::size_t end = words.rfind(' ', from + most);
        if (end == std::string::npos || end <= from) end = from + most;
        // Not within a letter of several bytes.
        while (end > from + 1 && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) --end;
        lines.push_back(words.substr(from, end - from));
        from = end + (words[end] == ' ' ? 1 : 0);
    }
    lines.push_back(words.substr(from));
    return lines;
}

// --- Colours, as attributes

// What a page calls a colour, and what it is where the page does not say.
struct PageInk {
    Ink ink;
    const char* name;
    const char* value;
};
constexpr PageInk kPageInks[] = {{Ink::panel, "panel", "var(--paper,#fff)"},
                                 {Ink::raised, "raised", "var(--rule,#d3d8dd)"},
                                 {Ink::border, "border", "var(--rule,#d3d8dd)"},
                                 {Ink::text, "text", "var(--ink,currentColor)"},
                                 {Ink::muted, "muted", "var(--soft,#545d66)"},
                                 {Ink::warning, "warning", "var(--ink,currentColor)"},
                                 {Ink::actor_a, "side-a", "var(--side-a,#1f6fb4)"},
                                 {Ink::actor_b, "side-b", "var(--side-b,#d9822b)"},
                                 {Ink::nature, "nobody", "var(--nobody,#7d7d7d)"},
                                 {Ink::crisis, "crisis", "var(--crisis,#c8401a)"},
                                 {Ink::settled, "settled", "var(--settled,#2f6fae)"},
                                 {Ink::unresolved, "unresolved", "var(--unresolved,#8d9299)"}};

std::string page_name(Ink ink) {
    const auto* found = std::find_if(std::begin(kPageInks), std::end(kPageInks),
                                     [&](const PageInk& known) { return known.ink == ink; });
    return found == std::end(kPageInks) ? "muted" : found->name;
}

std::string paint(const char* what, Colour colour, float opacity = 1) {
    constexpr const char* kDigits = "0123456789abcdef";
    std::string words = "#";
    for (const unsigned part : {colour.red, colour.green, colour.blue}) {
        words += kDigits[part / 16];
        words += kDigits[part % 16];
    }
    std::string text = attribute(what, words);
    const float shown = opacity * static_cast<float>(colour.alpha) / 255;
    if (shown < 1) text += attribute((std::string(what) + "-opacity").c_str(), shown);
    return text;
}

// Writes colours as they are in a theme, or as classes and patterns of a page.
class Paints {
public:
    explicit Paints(const Theme& theme) : theme_(&theme) {}
    explicit Paints(std::string page_id) : id_(std::move(page_id)) {}

    [[nodiscard]] bool page() const { return theme_ == nullptr; }
    [[nodiscard]] std::string fill(const Shape& shape) {
        if (theme_ != nullptr) return paint("fill", colour(shape), shape.opacity);
        if (!shape.hatched)
            return attribute("class", "f-" + page_name(shape.ink)) + faint("fill", shape.opacity);
        patterns_[page_name(shape.ink)] = true;
        return attribute("fill", "url(#" + id_ + "-" + page_name(shape.ink) + ")") +
               faint("fill", shape.opacity);
    }
    [[nodiscard]] std::string stroke(const Shape& shape, float width) const {
        std::string text =
            theme_ != nullptr
                ? attribute("fill", "none") + paint("stroke", colour(shape), shape.opacity)
                : attribute("class", "s-" + page_name(shape.ink)) + faint("stroke", shape.opacity);
        return text + attribute("stroke-width", width);
    }
    [[nodiscard]] std::string patterns() const {
        std::string text;
        for (const auto& [name, used] : patterns_) {
            text += "<pattern" + attribute("id", id_ + "-" + name) + attribute("width", 5) +
                    attribute("height", 5) +
                    " patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"5\" "
                    "height=\"5\" class=\"f-" +
                    name + "\"/><rect width=\"1.4\" height=\"5\" class=\"grain\"/></pattern>\n";
        }
        return text;
    }

private:
    [[nodiscard]] Colour colour(const Shape& shape) const {
        return shape.ink == Ink::given ? shape.colour : colour_of(*theme_, shape.ink);
    }
    static std::string faint(const std::string& what, float opacity) {
        return opacity < 1 ? attribute((what + "-opacity").c_str(), opacity) : "";
    }

    const Theme* theme_ = nullptr;
    std::string id_;
    std::map<std::string, bool> patterns_;
};

// --- Shapes

class Body {
public:
    Body(const Rect& area, Paints paints, std::string id)
        : area_(area), paints_(std::move(paints)), id_(std::move(id)) {}

    void write(const Drawing& drawing) {
        clip(area_);
        for (const Shape& shape : drawing) write(shape);
        end_mark();
        body_ += "</g>\n";
    }
    [[nodiscard]] std::string text(float down) const {
        return defs() + "<g" +
               attribute("transform",
                         "translate(" + number(-area_.x0) + " " + number(down - area_.y0) + ")") +
               ">\n" + body_ + "</g>\n";
    }

    static std::string words_at(float x, float y, float size, const std::string& more,
                                const std::string& words) {
        return "<text" + attribute("x", x) + attribute("y", y + kBaseline * size) +
               attribute("font-size", kEm * size) + more + ">" + escape_markup(words) + "</text>\n";
    }

private:
    [[nodiscard]] std::string defs() const {
        std::string text = "<defs>\n";
        for (const auto& [rect, number] : clips_) {
            const auto& [x0, y0, x1, y1] = rect;
            text += "<clipPath" + attribute("id", clip_id(number)) + "><rect" + attribute("x", x0) +
                    attribute("y", y0) + attribute("width", std::max(x1 - x0, 0.0F)) +
                    attribute("height", std::max(y1 - y0, 0.0F)) + "/></clipPath>\n";
        }
        return text + paints_.patterns() + "</defs>\n";
    }
    [[nodiscard]] std::string clip_id(std::size_t number) const {
        return id_ + "clip" + std::to_string(number);
    }

    // Groups are not put into each other: what holds is the last.
    void clip(const Rect& rect) {
        end_mark();
        const auto [place, added] = clips_.try_emplace({rect.x0, rect.y0, rect.x1, rect.y1}, clips_.size());
        if (!body_.empty()) body_ += "</g>\n";
        body_ += "<g" + attribute("clip-path", "url(#" + clip_id(place->second) + ")") + ">\n";
    }

    void write(const Shape& shape) {
        const auto& points = shape.points;
        switch (shape.kind) {
            case ShapeKind::rectangle: return rectangle(shape);
            case ShapeKind::circle:
                body_ += "<circle" + attribute("cx", points[0].x) + attribute("cy", points[0].y) +
                         attribute("r", shape.radius) + drawn(shape) + "/>\n";
                return;
            case ShapeKind::polyline:
            case ShapeKind::polygon:
            case ShapeKind::area: return path(shape);
            case ShapeKind::words: return words(shape);
            case ShapeKind::strand: return strand(shape);
            case ShapeKind::clip:
                held_.push_back({std::max(points[0].x, area_.x0), std::max(points[0].y, area_.y0),
                                 std::min(points[1].x, area_.x1), std::min(points[1].y, area_.y1)});
                return clip(held_.back());
            case ShapeKind::unclip:
                if (!held_.empty()) held_.pop_back();
                return clip(held_.empty() ? area_ : held_.back());
            case ShapeKind::mark: return mark(shape);
            case ShapeKind::unmark: return end_mark();
        }
    }

    std::string drawn(const Shape& shape) {
        return shape.width <= 0 ? paints_.fill(shape) : paints_.stroke(shape, shape.width);
    }

    void rectangle(const Shape& shape) {
        const Point a = shape.points[0], b = shape.points[1];
        body_ += "<rect" + attribute("x", std::min(a.x, b.x)) + attribute("y", std::min(a.y, b.y)) +
                 attribute("width", std::abs(b.x - a.x)) + attribute("height", std::abs(b.y - a.y));
        if (shape.radius > 0) body_ += attribute("rx", shape.radius);
        body_ += drawn(shape) + "/>\n";
    }

    void path(const Shape& shape) {
        const bool closed = shape.kind != ShapeKind::polyline;
        std::string places;
        for (const Point& point : shape.points)
            places += (places.empty() ? "" : " ") + number(point.x) + "," + number(point.y);
        body_ += std::string(closed ? "<polygon" : "<polyline") + attribute("points", places) + drawn(shape);
        if (shape.dash > 0)
            body_ += attribute("stroke-dasharray", number(shape.dash) + " " + number(0.6F * shape.dash));
        body_ += "/>\n";
    }

    // An S from one point to another; " C..." after a place.
    static std::string curve(const Point& from, const Point& to) {
        const float third = (to.x - from.x) / 3;
        return "C" + number(from.x + third) + " " + number(from.y) + " " + number(to.x - third) + " " +
               number(to.y) + " " + number(to.x) + " " + number(to.y);
    }

    void strand(const Shape& shape) {
        const Point &a = shape.points[0], &b = shape.points[1], &c = shape.points[2], &d = shape.points[3];
        const float height = std::max(b.y - a.y, d.y - c.y);
        if (height >= kFilled) {
            body_ += "<path" +
                     attribute("d", "M" + number(a.x) + " " + number(a.y) + curve(a, c) + "L" + number(d.x) +
                                        " " + number(d.y) + curve(d, b) + "Z") +
                     paints_.fill(shape) + "/>\n";
            return;
        }
        const Point left{a.x, (a.y + b.y) / 2}, right{c.x, (c.y + d.y) / 2};
        body_ += "<path" + attribute("d", "M" + number(left.x) + " " + number(left.y) + curve(left, right)) +
                 paints_.stroke(shape, std::max(height, kThinnest)) + "/>\n";
    }

    void words(const Shape& shape) {
        std::string more = paints_.fill(shape);
        if (shape.right) more += attribute("text-anchor", "end");
        if (shape.length > 0)
            more += attribute("textLength", shape.length) + " lengthAdjust=\"spacingAndGlyphs\"";
        if (shape.bold) more += " font-weight=\"bold\"";
        body_ += words_at(shape.points[0].x, shape.points[0].y, shape.size, more, shape.words);
    }

    // Tool tips are for pages.
    void mark(const Shape& shape) {
        if (!paints_.page() || shape.words.empty()) return;
        end_mark();
        body_ += "<g class=\"mark\"><title>" + escape_markup(shape.words) + "</title>\n";
        marked_ = true;
    }
    void end_mark() {
        if (marked_) body_ += "</g>\n";
        marked_ = false;
    }

    Rect area_;
    Paints paints_;
    std::string id_;
    std::map<std::tuple<float, float, float, float>, std::size_t> clips_;
    std::vector<Rect> held_;
    std::string body_;
    bool marked_ = false;
};

// Words around a picture, line under line.
class Lines {
public:
    Lines(const std::vector<std::string>& paragraphs, float size, float room, std::string paint)
        : size_(size), paint_(std::move(paint)) {
        const auto most = std::max<std::size_t>(static_cast<std::size_t>(room / (kLetter * kEm * size)), 10);
        for (const std::string& paragraph : paragraphs) {
            for (std::string& line : broken(paragraph, most)) lines_.push_back(std::move(line));
        }
    }
    [[nodiscard]] float height() const { return kLine * size_ * static_cast<float>(lines_.size()); }
    [[nodiscard]] std::string text(float x, float y) const {
        std::string text;
        for (const std::string& line : lines_) {
            text += Body::words_at(x, y, size_ / kEm, paint_, line);
            y += kLine * size_;
        }
        return text;
    }

private:
    float size_;
    std::string paint_;
    std::vector<std::string> lines_;
};

}  // namespace

std::string svg_of(const Drawing& drawing, const Rect& area, const Theme& theme, const SvgFrame& frame) {
    const float margin = kMargin * frame.scale, width = area.width(),
                room = std::max(width - 2 * margin, 100.0F);
    const Lines title({frame.title}, kTitle * frame.scale, room, paint("fill", theme.text));
    const Lines captions(frame.captions, kCaption * frame.scale, room, paint("fill", theme.muted));
    const float head = 2 * margin + title.height(), foot = 2 * margin + captions.height();
    const float height = head + area.height() + foot;
    Body body(area, Paints(theme), "");
    body.write(drawing);
    std::string text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
        "version=\"1.1\"";
    text += attribute("width", width) + attribute("height", height);
    text += attribute("viewBox", "0 0 " + number(width) + " " + number(height));
    text += " font-family=\"sans-serif\" style=\"white-space:pre\" xml:space=\"preserve\">\n<title>" +
            escape_markup(frame.title) + "</title>\n<desc>";
    for (const std::string& caption : frame.captions) text += escape_markup(caption) + "\n";
    text += "</desc>\n<rect" + attribute("width", width) + attribute("height", height) +
            paint("fill", theme.panel) + "/>\n";
    return text + title.text(margin, margin) + body.text(head) +
           captions.text(margin, head + area.height() + margin) + "</svg>\n";
}

std::string svg_element(const Drawing& drawing, const Rect& area, const SvgElement& element) {
    const std::string id = escape_markup(element.id);
    const float gap = 10;
    const Lines captions(element.captions, 11, area.width(), attribute("class", "f-muted"));
    Body body(area, Paints(id), id + "-");
    body.write(drawing);
    std::string text = "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"drawing\"";
    text += attribute("viewBox",
                      "0 0 " + number(area.width()) + " " + number(area.height() + gap + captions.height()));
    text += " role=\"img\"" + attribute("aria-labelledby", id + "-title " + id + "-desc") + ">\n<title" +
            attribute("id", id + "-title") + ">" + escape_markup(element.title) + "</title>\n<desc" +
            attribute("id", id + "-desc") + ">" + escape_markup(element.description) + "</desc>\n";
    return text + body.text(0) + captions.text(0, area.height() + gap) + "</svg>\n";
}

std::string svg_style() {
    std::string text =
        ".drawing{min-width:720px;height:auto;font-family:system-ui,sans-serif}\n"
        ".drawing .grain{fill:var(--paper,#fff);fill-opacity:.55}\n"
        ".drawing .mark:hover path{fill-opacity:1;stroke-opacity:1}\n";
    for (const PageInk& known : kPageInks) {
        text += std::string(".drawing .f-") + known.name + "{fill:" + known.value + "}.drawing .s-" +
                known.name + "{fill:none;stroke:" + known.value + "}\n";
    }
    return text;
}

}  // namespace firebreak
