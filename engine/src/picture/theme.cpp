#include <firebreak/picture.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>

#include <firebreak/text.hpp>
#include <nlohmann/json.hpp>

namespace firebreak {
namespace {

using Json = nlohmann::ordered_json;

struct Entry {
    const char* key;
    Colour Theme::*member;
};

constexpr Entry kEntries[] = {
    {"background", &Theme::background},
    {"panel", &Theme::panel},
    {"raised", &Theme::raised},
    {"border", &Theme::border},
    {"text", &Theme::text},
    {"muted", &Theme::muted},
    {"accent", &Theme::accent},
    {"accent_text", &Theme::accent_text},
    {"focus", &Theme::focus},
    {"warning", &Theme::warning},
    {"actor_a", &Theme::actor_a},
    {"actor_b", &Theme::actor_b},
    {"nature", &Theme::nature},
    {"crisis", &Theme::crisis},
    {"settled", &Theme::settled},
    {"unresolved", &Theme::unresolved},
    {"war", &Theme::war},
};

struct Scale {
    const char* key;
    std::array<Colour, 5> Theme::*member;
};

constexpr Scale kScales[] = {{"sequence", &Theme::sequence}, {"difference", &Theme::difference}};

constexpr Colour rgb(unsigned value) {
    return {static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8),
            static_cast<std::uint8_t>(value), 255};
}

constexpr std::array<Colour, 5> five(unsigned a, unsigned b, unsigned c, unsigned d, unsigned e) {
    return {rgb(a), rgb(b), rgb(c), rgb(d), rgb(e)};
}

// Hues are those of Okabe and Ito, darkened or lightened to 3:1 against the background; the sequences follow
// viridis and ColorBrewer's PuOr, moved so far that people who see no red or no green tell their colours
// apart (tests/viz/colour_sight_test.cpp).
Theme make_light() {
    return {"light",
            rgb(0xf7f7f5),
            rgb(0xffffff),
            rgb(0xe6e8ea),
            rgb(0x8a9096),
            rgb(0x1b1f23),
            rgb(0x565d64),
            rgb(0x1f5fa8),
            rgb(0xffffff),
            rgb(0xb04a00),
            rgb(0xa33a00),
            rgb(0x0b62a0),
            rgb(0xb05a00),
            rgb(0x6a6a6a),
            rgb(0xc44a00),
            rgb(0x0b62a0),
            rgb(0x7d7d7d),
            rgb(0x3d0a4f),
            five(0x789a00, 0x0b9753, 0x278582, 0x2a6595, 0x440051),
            five(0x0d65ad, 0x4996bc, 0x8d8f87, 0xc57b51, 0xb15600)};
}

Theme make_dark() {
    return {"dark",
            rgb(0x15181c),
            rgb(0x1d2126),
            rgb(0x2d333a),
            rgb(0x6d757e),
            rgb(0xe8eaed),
            rgb(0xa9b0b8),
            rgb(0x7db8f0),
            rgb(0x0c1116),
            rgb(0xffb454),
            rgb(0xffa45c),
            rgb(0x6cb6ee),
            rgb(0xf0a13c),
            rgb(0xa3a3a3),
            rgb(0xf07a3a),
            rgb(0x5aa9e6),
            rgb(0x9a9a9a),
            rgb(0xffcaff),
            five(0x7f6092, 0x008dd4, 0x3bada6, 0x72bf62, 0xe0e04d),
            five(0x4a88c6, 0x83bbdc, 0x6d7472, 0xe3ad70, 0xd97f0b)};
}

Theme make_contrast() {
    return {"contrast",
            rgb(0x000000),
            rgb(0x000000),
            rgb(0x1c1c1c),
            rgb(0xffffff),
            rgb(0xffffff),
            rgb(0xe0e0e0),
            rgb(0xffe14d),
            rgb(0x000000),
            rgb(0x00ffff),
            rgb(0xffb000),
            rgb(0x6cc4ff),
            rgb(0xffa53d),
            rgb(0xc8c8c8),
            rgb(0xff8a4a),
            rgb(0x6cc4ff),
            rgb(0xbdbdbd),
            rgb(0xd570c3),
            five(0x6d51be, 0x4fa0ff, 0x3acfbf, 0x9ee762, 0xffed41),
            five(0x4aa0ff, 0x9fd0ff, 0xffffff, 0xffc48a, 0xff8c1a)};
}

bool read_colour(const Json& value, Colour& colour) {
    if (!value.is_string()) return false;
    const auto& text = value.get_ref<const std::string&>();
    if ((text.size() != 7 && text.size() != 9) || text.front() != '#') return false;
    std::array<std::uint8_t, 4> parts{0, 0, 0, 255};
    for (std::size_t i = 0; 1 + 2 * i < text.size(); ++i) {
        const char* first = text.data() + 1 + 2 * i;
        if (std::from_chars(first, first + 2, parts[i], 16).ptr != first + 2) return false;
    }
    colour = {parts[0], parts[1], parts[2], parts[3]};
    return true;
}

std::string write_colour(Colour colour) {
    std::string text = "#";
    for (const unsigned part : {colour.red, colour.green, colour.blue, colour.alpha}) {
        text += "0123456789abcdef"[part / 16 % 16];
        text += "0123456789abcdef"[part % 16];
    }
    return colour.alpha == 255 ? text.substr(0, 7) : text;
}

class Parser {
public:
    Parser(const std::string& file, ParsedTheme& out) : file_(file), out_(out) {}

    void read(const Json& json) {
        for (const auto& [key, value] : json.items()) read_entry(key, value);
    }

    void fault(const std::string& message) { out_.faults.push_back(printable(file_) + ": " + message); }

private:
    void read_entry(const std::string& key, const Json& value) {
        if (key == "name" && value.is_string()) {
            out_.theme.name = value.get<std::string>();
        } else if (const auto* entry = std::find_if(std::begin(kEntries), std::end(kEntries),
                                                    [&](auto& e) { return e.key == key; });
                   entry != std::end(kEntries)) {
            if (!read_colour(value, out_.theme.*(entry->member)))
                expected(key, "a colour such as \"#1f5fa8\"", value);
        } else if (const auto* scale = std::find_if(std::begin(kScales), std::end(kScales),
                                                    [&](auto& s) { return s.key == key; });
                   scale != std::end(kScales)) {
            read_scale(key, value, out_.theme.*(scale->member));
        } else {
            unknown(key);
        }
    }

    void read_scale(const std::string& key, const Json& value, std::array<Colour, 5>& colours) {
        if (!value.is_array() || value.size() != colours.size())
            return expected(key, "a list of five colours", value);
        for (std::size_t i = 0; i < colours.size(); ++i) {
            if (!read_colour(value[i], colours[i])) expected(key, "a list of five colours", value[i]);
        }
    }

    void expected(const std::string& key, const char* what, const Json& found) {
        fault(key + ": expected " + what + ", found " +
              printable(found.dump(-1, ' ', true, Json::error_handler_t::replace), 60));
    }

    void unknown(const std::string& key) {
        std::vector<std::string_view> names{"name"};
        for (const Entry& entry : kEntries) names.push_back(entry.key);
        for (const Scale& scale : kScales) names.push_back(scale.key);
        const std::string_view near = nearest_name(key, names);
        fault("unknown key '" + printable(key, 60) + "'" +
              (near.empty() ? "" : "; did you mean '" + std::string(near) + "'?"));
    }

    const std::string& file_;
    ParsedTheme& out_;
};

double linear(std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Colour colour) {
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

}  // namespace

const Theme& builtin_theme(std::string_view name) {
    static const Theme kLight = make_light(), kDark = make_dark(), kContrast = make_contrast();
    return name == "dark" ? kDark : name == "contrast" ? kContrast : kLight;
}

std::span<const char* const> theme_names() {
    static constexpr const char* kNames[] = {"light", "dark", "contrast"};
    return kNames;
}

ParsedTheme parse_theme(std::string_view text, const std::string& file, const Theme& base) {
    ParsedTheme parsed{base, {}};
    Parser parser(file, parsed);
    const Json json = Json::parse(text.begin(), text.end(), nullptr, false, true);
    if (json.is_discarded() || !json.is_object()) {
        parser.fault(json.is_discarded() ? "this is not JSON" : "expected an object of colours");
        return parsed;
    }
    parser.read(json);
    return parsed;
}

std::string write_theme(const Theme& theme) {
    Json json;
    json["name"] = theme.name;
    for (const Entry& entry : kEntries) json[entry.key] = write_colour(theme.*(entry.member));
    for (const Scale& scale : kScales) {
        for (const Colour& colour : theme.*(scale.member)) json[scale.key].push_back(write_colour(colour));
    }
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

Colour colour_of(const Theme& theme, Ink ink) {
    switch (ink) {
        case Ink::given: return {0, 0, 0, 0};
        case Ink::panel: return theme.panel;
        case Ink::raised: return theme.raised;
        case Ink::border: return theme.border;
        case Ink::text: return theme.text;
        case Ink::muted: return theme.muted;
        case Ink::warning: return theme.warning;
        case Ink::actor_a: return theme.actor_a;
        case Ink::actor_b: return theme.actor_b;
        case Ink::nature: return theme.nature;
        case Ink::crisis: return theme.crisis;
        case Ink::settled: return theme.settled;
        case Ink::unresolved: return theme.unresolved;
        default: break;
    }
    const auto place = static_cast<std::size_t>(ink) - static_cast<std::size_t>(Ink::sequence);
    return theme.sequence[std::min(place, theme.sequence.size() - 1)];
}

double contrast(Colour a, Colour b) {
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

Colour words_on(Colour ground) {
    const Colour white{255, 255, 255, 255}, black{0, 0, 0, 255};
    return contrast(ground, white) >= contrast(ground, black) ? white : black;
}

}  // namespace firebreak
