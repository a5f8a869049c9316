// The river as a picture for a web page.
#include <firebreak/river_picture.hpp>

#include <algorithm>

#include <fmt/format.h>

namespace firebreak {
namespace {

constexpr float kWidth = 960;
constexpr float kLine = 14;
constexpr float kRung = 34;  // height that a lane has on average

// All runs have ended alike, so that colours by outcome would tell nothing.
bool one_outcome(const River& river) {
    KindRuns sum{};
    for (std::size_t rung = 0; rung < river.rungs; ++rung) {
        const KindRuns kinds = kinds_of(river.cell(0, rung), ColourMode::outcome);
        for (std::size_t i = 0; i < kRiverKinds; ++i) sum[i] += kinds[i];
    }
    return std::count_if(sum.begin(), sum.end(), [](double runs) { return runs > 0; }) <= 1;
}

// Of letters whose look the reader decides: about as wide as they are on most machines.
float page_width(std::string_view text) {
    return 0.49F * kLine * static_cast<float>(std::count_if(text.begin(), text.end(), [](char byte) {
               return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
           }));
}

class RiverPage {
public:
    RiverPage(const River& river, const Spec& spec, const RiverPageOptions& options)
        : river_(river),
          options_(options),
          words_(river, spec, options.ends_fixed, options.runs),
          canvas_{0, 0, kWidth, 170 + kRung * static_cast<float>(river.rungs)},
          areas_(areas_of(river, spec, canvas_, kLine, 1, page_width)),
          ends_(ends_of(river)),
          mode_(one_outcome(river) ? ColourMode::mover : ColourMode::outcome),
          picture_(lay_out(river, river, mode_, areas_.lanes, 1)),
          shown_(std::min(picture_.bands.size(), options.most_ribbons)),
          scene_{river,   spec,  picture_, areas_,    ends_, mode_, false, options.ends_fixed,
                 nullptr, kLine, 1,        page_width} {}

    std::string svg() {
        Drawing drawing;
        RiverArtist artist(scene_, drawing);
        artist.ground();
        for (std::size_t i = 0; i < shown_; ++i) {
            const RiverBand& band = picture_.bands[i];
            begin(drawing, {band.column, band.from, band.to});
            artist.ribbon(band);
        }
        for (const RiverNode& node : picture_.nodes) {
            begin(drawing, {node.column, node.rung, {}});
            artist.node(node);
        }
        drawing.push_back({ShapeKind::unmark});
        artist.surroundings();
        return svg_element(drawing, canvas_,
                           {options_.id, "The river of " + words_.runs(), words_.summary(), captions()});
    }

private:
    void begin(Drawing& drawing, const RiverPlace& place) const {
        Shape mark{ShapeKind::mark};
        mark.words = words_.place(place);
        drawing.push_back(std::move(mark));
    }

    [[nodiscard]] std::vector<std::string> captions() const {
        std::vector<std::string> lines{words_.length_sentence()};
        const std::string hidden = hidden_words(picture_, shown_);
        if (!hidden.empty()) lines.push_back(hidden + " The table has the places with most runs.");
        return lines;
    }

    const River& river_;
    const RiverPageOptions& options_;
    RiverWords words_;
    Rect canvas_;
    RiverAreas areas_;
    RiverEnds ends_;
    ColourMode mode_;
    RiverPicture picture_;
    std::size_t shown_;
    RiverScene scene_;
};

}  // namespace

std::string river_svg(const River& river, const Spec& spec, const RiverPageOptions& options) {
    if (river.runs == 0) {
        Shape words{ShapeKind::words, {{0, 6}}};
        words.size = kLine;
        words.ink = Ink::text;
        words.words = "There is no such run.";
        return svg_element({words}, {0, 0, kWidth, 40}, {options.id, "No runs to show", "", {}});
    }
    return RiverPage(river, spec, options).svg();
}

}  // namespace firebreak
