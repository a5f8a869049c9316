#include "render/svg.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>
#include <tuple>

#include <firebreak/text.hpp>

namespace firebreak::viz {
namespace {

// Of a font such as DejaVu Sans: what the height of a line is made of.
constexpr float kEm = 0.86F;
constexpr float kBaseline = 0.797F;
constexpr float kLetter = 0.56F;  // width of a letter, for breaking captions

// At scale 1.
constexpr float kMargin = 12;
constexpr float kTitle = 18;  // height of letters
constexpr float kCaption = 12;
constexpr float kLine = 1.4F;  // of the height of letters

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

std::string paint(const char* what, Colour colour) {
    constexpr const char* kDigits = "0123456789abcdef";
    std::string words = "#";
    for (const unsigned part : {colour.red, colour.green, colour.blue}) {
        words += kDigits[part / 16];
        words += kDigits[part % 16];
    }
    std::string text = attribute(what, words);
    if (colour.alpha < 255)
        text += attribute((std::string(what) + "-opacity").c_str(), static_cast<float>(colour.alpha) / 255);
    return text;
}

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

class Writer {
public:
    Writer(const Drawing& drawing, const Rect& area, const Theme& theme, const SvgFrame& frame)
        : drawing_(drawing),
          area_(area),
          theme_(theme),
          frame_(frame),
          margin_(kMargin * frame.scale),
          title_size_(kTitle * frame.scale),
          caption_size_(kCaption * frame.scale) {
        const float room = std::max(area.width() - 2 * margin_, 100.0F);
        const auto break_up = [&](const std::string& words, float size, std::vector<std::string>& lines) {
            const auto most =
                std::max<std::size_t>(static_cast<std::size_t>(room / (kLetter * kEm * size)), 10);
            for (std::string& line : broken(words, most)) lines.push_back(std::move(line));
        };
        break_up(frame.title, title_size_, titles_);
        for (const std::string& caption : frame.captions) break_up(caption, caption_size_, captions_);
        head_ = 2 * margin_ + kLine * title_size_ * static_cast<float>(titles_.size());
        foot_ = 2 * margin_ + kLine * caption_size_ * static_cast<float>(captions_.size());
    }

    std::string write() {
        const float width = area_.width(), height = head_ + area_.height() + foot_;
        clip(area_);
        for (const Shape& shape : drawing_) write(shape);
        std::string text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
            "version=\"1.1\"";
        text += attribute("width", width) + attribute("height", height);
        text += attribute("viewBox", "0 0 " + number(width) + " " + number(height));
        text += " font-family=\"sans-serif\" style=\"white-space:pre\" xml:space=\"preserve\">\n<title>" +
                escape_markup(frame_.title) + "</title>\n<desc>";
        for (const std::string& caption : frame_.captions) text += escape_markup(caption) + "\n";
        text += "</desc>\n<rect" + attribute("width", width) + attribute("height", height) +
                paint("fill", theme_.panel) + "/>\n";
        text += lines(titles_, margin_, title_size_, theme_.text);
        text += defs();
        text +=
            "<g" +
            attribute("transform", "translate(" + number(-area_.x0) + " " + number(head_ - area_.y0) + ")") +
            ">\n";
        text += body_ + "</g>\n</g>\n";
        return text + lines(captions_, head_ + area_.height() + margin_, caption_size_, theme_.muted) +
               "</svg>\n";
    }

private:
    static std::string words_at(float x, float y, float size, Colour colour, const std::string& more,
                                const std::string& words) {
        return "<text" + attribute("x", x) + attribute("y", y + kBaseline * size) +
               attribute("font-size", kEm * size) + paint("fill", colour) + more + ">" +
               escape_markup(words) + "</text>\n";
    }

    [[nodiscard]] std::string lines(const std::vector<std::string>& lines, float y, float size,
                                    Colour colour) const {
        std::string text;
        for (const std::string& line : lines) {
            text += words_at(margin_, y, size / kEm, colour, "", line);
            y += kLine * size;
        }
        return text;
    }

    [[nodiscard]] std::string defs() const {
        std::string text = "<defs>\n";
        for (const auto& [rect, id] : clips_) {
            const auto& [x0, y0, x1, y1] = rect;
            text += "<clipPath" + attribute("id", "clip" + std::to_string(id)) + "><rect" +
                    attribute("x", x0) + attribute("y", y0) + attribute("width", std::max(x1 - x0, 0.0F)) +
                    attribute("height", std::max(y1 - y0, 0.0F)) + "/></clipPath>\n";
        }
        return text + "</defs>\n";
    }

    // Groups are not put into each other: what holds is the last.
    void clip(const Rect& rect) {
        const auto [place, added] = clips_.try_emplace({rect.x0, rect.y0, rect.x1, rect.y1}, clips_.size());
        if (!body_.empty()) body_ += "</g>\n";
        body_ += "<g" + attribute("clip-path", "url(#clip" + std::to_string(place->second) + ")") + ">\n";
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
            case ShapeKind::polygon: return path(shape);
            case ShapeKind::words: return words(shape);
            case ShapeKind::clip:
                held_.push_back({std::max(points[0].x, area_.x0), std::max(points[0].y, area_.y0),
                                 std::min(points[1].x, area_.x1), std::min(points[1].y, area_.y1)});
                return clip(held_.back());
            case ShapeKind::unclip:
                if (!held_.empty()) held_.pop_back();
                return clip(held_.empty() ? area_ : held_.back());
        }
    }

    static std::string drawn(const Shape& shape) {
        if (shape.width <= 0) return paint("fill", shape.colour);
        return attribute("fill", "none") + paint("stroke", shape.colour) +
               attribute("stroke-width", shape.width);
    }

    void rectangle(const Shape& shape) {
        const Point a = shape.points[0], b = shape.points[1];
        body_ += "<rect" + attribute("x", std::min(a.x, b.x)) + attribute("y", std::min(a.y, b.y)) +
                 attribute("width", std::abs(b.x - a.x)) + attribute("height", std::abs(b.y - a.y));
        if (shape.radius > 0) body_ += attribute("rx", shape.radius);
        body_ += drawn(shape) + "/>\n";
    }

    void path(const Shape& shape) {
        const bool closed = shape.kind == ShapeKind::polygon;
        std::string places;
        for (const Point& point : shape.points)
            places += (places.empty() ? "" : " ") + number(point.x) + "," + number(point.y);
        body_ += std::string(closed ? "<polygon" : "<polyline") + attribute("points", places) + drawn(shape) +
                 "/>\n";
    }

    void words(const Shape& shape) {
        std::string more;
        if (shape.length > 0)
            more += attribute("textLength", shape.length) + " lengthAdjust=\"spacingAndGlyphs\"";
        if (shape.bold) more += " font-weight=\"bold\"";
        body_ += words_at(shape.points[0].x, shape.points[0].y, shape.size, shape.colour, more, shape.words);
    }

    const Drawing& drawing_;
    Rect area_;
    const Theme& theme_;
    const SvgFrame& frame_;
    std::vector<std::string> titles_, captions_;
    float margin_, title_size_, caption_size_;
    float head_ = 0, foot_ = 0;
    std::map<std::tuple<float, float, float, float>, std::size_t> clips_;
    std::vector<Rect> held_;
    std::string body_;
};

}  // namespace

std::string svg_of(const Drawing& drawing, const Rect& area, const Theme& theme, const SvgFrame& frame) {
    return Writer(drawing, area, theme, frame).write();
}

}  // namespace firebreak::viz
