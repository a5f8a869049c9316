#include "backend/key.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace firebreak::viz {
namespace {

constexpr std::array<const char*, kKeys> kNames{
    "?unknown", "A",      "B",    "C",   "D",      "E",        "F",     "G",     "H",
    "I",        "J",      "K",    "L",   "M",      "N",        "O",     "P",     "Q",
    "R",        "S",      "T",    "U",   "V",      "W",        "X",     "Y",     "Z",
    "0",        "1",      "2",    "3",   "4",      "5",        "6",     "7",     "8",
    "9",        "F1",     "F2",   "F3",  "F4",     "F5",       "F6",    "F7",    "F8",
    "F9",       "F10",    "F11",  "F12", "Escape", "Enter",    "Tab",   "Space", "Backspace",
    "Insert",   "Delete", "Home", "End", "PageUp", "PageDown", "Left",  "Right", "Up",
    "Down",     "Plus",   "-",    "=",   ",",      "Period",   "/",     "?",     ";",
    "'",        "[",      "]",    "\\",  "`",      "Ctrl",     "Shift", "Alt",   "Super"};

bool same(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

Key find_key(std::string_view name) {
    for (std::size_t i = 1; i < kNames.size(); ++i) {
        if (same(name, kNames[i])) return static_cast<Key>(i);
    }
    return Key::unknown;
}

bool* mod_named(Mods& mods, std::string_view name) {
    if (same(name, "Ctrl")) return &mods.ctrl;
    if (same(name, "Shift")) return &mods.shift;
    if (same(name, "Alt")) return &mods.alt;
    if (same(name, "Super")) return &mods.super;
    return nullptr;
}

}  // namespace

const char* key_name(Key key) { return kNames[static_cast<std::size_t>(key)]; }

Key key_of_sign(char32_t sign) {
    if (sign <= U' ' || sign >= 127 || std::isalnum(static_cast<int>(sign)) != 0) return Key::unknown;
    if (sign == U'+') return Key::plus;
    if (sign == U'.') return Key::period;
    const char name = static_cast<char>(sign);
    return find_key({&name, 1});
}

Chord meant(const Chord& pressed, char32_t typed, const DigitRow& row) {
    const auto digit = [](std::size_t number) {
        return static_cast<Key>(static_cast<std::size_t>(Key::num0) + number);
    };
    const bool commanded = pressed.mods.ctrl || pressed.mods.alt || pressed.mods.super;
    if (!commanded && typed >= U'0' && typed <= U'9') return {digit(typed - U'0'), {}};
    if (pressed.mods.ctrl && !pressed.mods.alt && key_of_sign(typed) != Key::unknown) {
        Chord sign{key_of_sign(typed), pressed.mods};
        sign.mods.shift = false;
        return sign;
    }
    if (commanded || pressed.mods.shift || pressed.key <= Key::z) return pressed;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (row[i].key != pressed.key) continue;
        const bool other = typed != 0 && typed == row[i].with_alt_gr;
        return {other ? Key::unknown : digit((i + 1) % 10), {}};
    }
    return pressed;
}

std::optional<Chord> parse_chord(std::string_view text) {
    Chord chord;
    for (std::size_t plus = text.find('+'); plus != std::string_view::npos; plus = text.find('+')) {
        bool* mod = mod_named(chord.mods, text.substr(0, plus));
        if (mod == nullptr || *mod) return std::nullopt;
        *mod = true;
        text.remove_prefix(plus + 1);
    }
    chord.key = find_key(text);
    if (chord.key == Key::unknown) return std::nullopt;
    return chord;
}

std::string chord_text(const Chord& chord) {
    std::string text;
    if (chord.mods.ctrl) text += "Ctrl+";
    if (chord.mods.shift) text += "Shift+";
    if (chord.mods.alt) text += "Alt+";
    if (chord.mods.super) text += "Super+";
    return text + key_name(chord.key);
}

bool edits_text(Key key) { return key >= Key::escape && key <= Key::down && key != Key::space; }

bool is_modifier(Key key) { return key >= Key::ctrl; }

bool is_function_key(Key key) { return key >= Key::f1 && key <= Key::f12; }

}  // namespace firebreak::viz
