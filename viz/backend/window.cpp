#include "backend/window.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <iterator>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <utility>

#include <imgui.h>
#include <SFML/Graphics/Image.hpp>
#include <SFML/OpenGL.hpp>
#include <SFML/System/Err.hpp>
#include <SFML/Window.hpp>

#include "backend/display.hpp"

namespace firebreak::viz {
namespace {

using SfKey = sf::Keyboard;

struct KeyPair {
    SfKey::Key sfml;
    Key ours;
};
constexpr KeyPair kKeyPairs[] = {{SfKey::Escape, Key::escape},
                                 {SfKey::Enter, Key::enter},
                                 {SfKey::Tab, Key::tab},
                                 {SfKey::Space, Key::space},
                                 {SfKey::Backspace, Key::backspace},
                                 {SfKey::Insert, Key::insert},
                                 {SfKey::Delete, Key::del},
                                 {SfKey::Home, Key::home},
                                 {SfKey::End, Key::end},
                                 {SfKey::PageUp, Key::page_up},
                                 {SfKey::PageDown, Key::page_down},
                                 {SfKey::Left, Key::left},
                                 {SfKey::Right, Key::right},
                                 {SfKey::Up, Key::up},
                                 {SfKey::Down, Key::down},
                                 {SfKey::Add, Key::plus},
                                 {SfKey::Subtract, Key::minus},
                                 {SfKey::Hyphen, Key::minus},
                                 {SfKey::Equal, Key::equal},
                                 {SfKey::Comma, Key::comma},
                                 {SfKey::Period, Key::period},
                                 {SfKey::Slash, Key::slash},
                                 {SfKey::Divide, Key::slash},
                                 {SfKey::Semicolon, Key::semicolon},
                                 {SfKey::Quote, Key::quote},
                                 {SfKey::LBracket, Key::left_bracket},
                                 {SfKey::RBracket, Key::right_bracket},
                                 {SfKey::Backslash, Key::backslash},
                                 {SfKey::Tilde, Key::grave},
                                 {SfKey::LControl, Key::ctrl},
                                 {SfKey::RControl, Key::ctrl},
                                 {SfKey::LShift, Key::shift},
                                 {SfKey::RShift, Key::shift},
                                 {SfKey::LAlt, Key::alt},
                                 {SfKey::RAlt, Key::alt},
                                 {SfKey::LSystem, Key::super},
                                 {SfKey::RSystem, Key::super}};

Key offset(Key first, int by) { return static_cast<Key>(static_cast<int>(first) + by); }

Key key_of(SfKey::Key key) {
    if (key >= SfKey::A && key <= SfKey::Z) return offset(Key::a, key - SfKey::A);
    if (key >= SfKey::Num0 && key <= SfKey::Num9) return offset(Key::num0, key - SfKey::Num0);
    if (key >= SfKey::Numpad0 && key <= SfKey::Numpad9) return offset(Key::num0, key - SfKey::Numpad0);
    if (key >= SfKey::F1 && key <= SfKey::F12) return offset(Key::f1, key - SfKey::F1);
    const auto* pair = std::find_if(std::begin(kKeyPairs), std::end(kKeyPairs),
                                    [&](const KeyPair& p) { return p.sfml == key; });
    return pair == std::end(kKeyPairs) ? Key::unknown : pair->ours;
}

// Dear ImGui's order of buttons; the others are not used.
int button_of(sf::Mouse::Button button) {
    switch (button) {
        case sf::Mouse::Left: return 0;
        case sf::Mouse::Right: return 1;
        case sf::Mouse::Middle: return 2;
        default: return -1;
    }
}

Chord chord_of(const sf::Event::KeyEvent& key) {
    return {key_of(key.code), {key.control, key.shift, key.alt, key.system}};
}

// Control characters are keys, not text.
void push_text(char32_t character, InputQueue& queue) {
    if (character >= 32 && character != 127) queue.text(character);
}

void push_button(const sf::Event& event, InputQueue& queue) {
    const int button = button_of(event.mouseButton.button);
    if (button < 0) return;
    queue.mouse_move(static_cast<float>(event.mouseButton.x), static_cast<float>(event.mouseButton.y));
    queue.button(button, event.type == sf::Event::MouseButtonPressed);
}

void push_wheel(const sf::Event& event, InputQueue& queue) {
    const float delta = event.mouseWheelScroll.delta;
    if (event.mouseWheelScroll.wheel == sf::Mouse::HorizontalWheel) {
        queue.wheel(delta, 0);
    } else {
        queue.wheel(0, delta);
    }
}

void push_input(const sf::Event& event, InputQueue& queue) {
    switch (event.type) {
        case sf::Event::KeyReleased: return queue.key_up(key_of(event.key.code));
        case sf::Event::TextEntered: return push_text(event.text.unicode, queue);
        case sf::Event::MouseMoved:
            return queue.mouse_move(static_cast<float>(event.mouseMove.x),
                                    static_cast<float>(event.mouseMove.y));
        case sf::Event::MouseButtonPressed:
        case sf::Event::MouseButtonReleased: return push_button(event, queue);
        case sf::Event::MouseWheelScrolled: return push_wheel(event, queue);
        case sf::Event::MouseLeft: return queue.mouse_move(kNowhere, kNowhere);
        // The release of what is held goes to another window now.
        case sf::Event::LostFocus: return queue.focus_lost();
        default: return;
    }
}

// Asks for 3.2 without the core profile: with it the old functions, which SFML's own drawing needs, are gone.
sf::ContextSettings wanted_context() {
    sf::ContextSettings settings;
    settings.majorVersion = 3;
    settings.minorVersion = 2;
    return settings;
}

sf::Cursor::Type cursor_type(int cursor) {
    switch (cursor) {
        case ImGuiMouseCursor_TextInput: return sf::Cursor::Text;
        case ImGuiMouseCursor_ResizeAll: return sf::Cursor::SizeAll;
        case ImGuiMouseCursor_ResizeNS: return sf::Cursor::SizeVertical;
        case ImGuiMouseCursor_ResizeEW: return sf::Cursor::SizeHorizontal;
        case ImGuiMouseCursor_ResizeNESW: return sf::Cursor::SizeBottomLeftTopRight;
        case ImGuiMouseCursor_ResizeNWSE: return sf::Cursor::SizeTopLeftBottomRight;
        case ImGuiMouseCursor_Hand: return sf::Cursor::Hand;
        case ImGuiMouseCursor_NotAllowed: return sf::Cursor::NotAllowed;
        default: return sf::Cursor::Arrow;
    }
}

// SFML complains of a missing vertical synchronisation that nobody asked for. Everything else that it says is
// passed on, unless it is told to be silent.
class QuietSfml {
public:
    QuietSfml() : before_(sf::err().rdbuf(said_.rdbuf())) {}
    ~QuietSfml() {
        sf::err().rdbuf(before_);
        for (std::string line; !silent_ && std::getline(said_, line);) {
            if (line.find("vertical sync") == std::string::npos) sf::err() << line << std::endl;
        }
    }
    QuietSfml(const QuietSfml&) = delete;
    QuietSfml& operator=(const QuietSfml&) = delete;

    void silence() { silent_ = true; }

private:
    std::stringstream said_;
    std::streambuf* before_;
    bool silent_ = false;
};

// Of the context that is current; a computer may have a display and no OpenGL, and SFML goes on without.
bool has_opengl_2_1() {
    const auto* version = reinterpret_cast<const char*>(glGetString(GL_VERSION));
    int major = 0, minor = 0;
    return version != nullptr && std::sscanf(version, "%d.%d", &major, &minor) == 2 &&
           (major > 2 || (major == 2 && minor >= 1));
}

Size at_least(Size size) { return {std::max(size.width, kLeastWidth), std::max(size.height, kLeastHeight)}; }

}  // namespace

struct Window::Impl {
    // What fails is looked for afterwards. SFML makes a first context of its own before it is asked for a
    // window.
    struct Attempt {
        QuietSfml said;
        NoErrorsOfX errors;
    };
    std::optional<Attempt> attempt{std::in_place};
    std::string title;
    // Before the window, which sets its last pointer once more when it is closed.
    std::array<std::unique_ptr<sf::Cursor>, ImGuiMouseCursor_COUNT> cursors;
    sf::Window window;
    bool full = false;
    Size normal;
    int cursor = ImGuiMouseCursor_Arrow;
    std::optional<Chord> pressed;  // a key whose letter, if it writes one, comes as the next event
    DigitRow digits{};

    // What a key means is known when its letter is.
    void push(const sf::Event& event, InputQueue& queue) {
        if (pressed) {
            const bool writes = event.type == sf::Event::TextEntered;
            const Chord chord = meant(*pressed, writes ? event.text.unicode : 0, digits);
            const bool commanded = pressed->mods.ctrl && !pressed->mods.alt;
            pressed.reset();
            queue.key_down(chord.key, chord.mods);
            if (writes && commanded) return;
        }
        // The person may have chosen another layout elsewhere.
        if (event.type == sf::Event::GainedFocus) digits = Display().digit_row();
        if (event.type == sf::Event::KeyPressed) pressed = chord_of(event.key);
        else push_input(event, queue);
    }

    void create() {
        if (!attempt) attempt.emplace();
        const auto mode =
            full ? sf::VideoMode::getDesktopMode()
                 : sf::VideoMode(static_cast<unsigned>(normal.width), static_cast<unsigned>(normal.height));
        window.create(mode, sf::String::fromUtf8(title.begin(), title.end()),
                      full ? static_cast<sf::Uint32>(sf::Style::Fullscreen)
                           : static_cast<sf::Uint32>(sf::Style::Default),
                      wanted_context());
        if (!window.isOpen() || !has_opengl_2_1()) {
            attempt->said.silence();
            throw std::runtime_error(
                "there is no OpenGL 2.1 on this display; try LIBGL_ALWAYS_SOFTWARE=1, or the machine's own "
                "screen; the program `firebreak` needs no screen");
        }
        attempt.reset();
        window.setKeyRepeatEnabled(true);
        const Display display;
        digits = display.digit_row();
        if (!full)
            display.settle(window.getSystemHandle(), normal.width, normal.height, kLeastWidth, kLeastHeight);
        cursor = ImGuiMouseCursor_Arrow;
    }
};

Window::Window(const std::string& title, Size size) : impl_(std::make_unique<Impl>()) {
    impl_->title = title;
    impl_->normal = at_least(size);
    impl_->create();
}

Window::~Window() = default;

WindowEvents Window::pump(InputQueue& queue, bool deaf) {
    WindowEvents events;
    sf::Event event{};
    while (impl_->window.pollEvent(event)) {
        events.any = true;
        events.closed = events.closed || event.type == sf::Event::Closed;
        if (!deaf) impl_->push(event, queue);
    }
    if (impl_->pressed) impl_->push(sf::Event{}, queue);
    return events;
}

Size Window::size() const {
    const sf::Vector2u size = impl_->window.getSize();
    return {std::max(static_cast<int>(size.x), 1), std::max(static_cast<int>(size.y), 1)};
}

Size Window::asked_size() const { return impl_->normal; }
Size Window::normal_size() const { return impl_->full ? impl_->normal : size(); }

Size screen_size() {
    const sf::VideoMode mode = sf::VideoMode::getDesktopMode();
    return at_least({static_cast<int>(mode.width), static_cast<int>(mode.height)});
}

void Window::resize(Size size) {
    impl_->normal = at_least(size);
    impl_->window.setSize(
        {static_cast<unsigned>(impl_->normal.width), static_cast<unsigned>(impl_->normal.height)});
}

void Window::set_full_screen(bool full) {
    if (full == impl_->full) return;
    if (full) impl_->normal = size();
    impl_->full = full;
    impl_->create();
}

bool Window::full_screen() const { return impl_->full; }
unsigned long Window::handle() const { return static_cast<unsigned long>(impl_->window.getSystemHandle()); }
void Window::show() { impl_->window.display(); }

void Window::set_title(const std::string& title) {
    if (title == impl_->title) return;
    impl_->title = title;
    impl_->window.setTitle(sf::String::fromUtf8(title.begin(), title.end()));
}

void Window::set_cursor(int cursor) {
    if (cursor == impl_->cursor || cursor < 0 || cursor >= ImGuiMouseCursor_COUNT) return;
    impl_->cursor = cursor;
    auto& shape = impl_->cursors[static_cast<std::size_t>(cursor)];
    if (!shape) {
        auto made = std::make_unique<sf::Cursor>();
        // A theme of pointers need not have them all; then the last one stays.
        if (!made->loadFromSystem(cursor_type(cursor))) return;
        shape = std::move(made);
    }
    impl_->window.setMouseCursor(*shape);
}

bool Window::save_picture(const std::string& path) const {
    const Size size = this->size();
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(size.width) *
                                     static_cast<std::size_t>(size.height) * 4);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, size.width, size.height, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
    for (std::size_t i = 3; i < pixels.size(); i += 4) pixels[i] = 255;
    sf::Image image;
    image.create(static_cast<unsigned>(size.width), static_cast<unsigned>(size.height), pixels.data());
    image.flipVertically();
    return image.saveToFile(path);
}

void connect_clipboard() {
    ImGuiIO& io = ImGui::GetIO();
    io.SetClipboardTextFn = [](void*, const char* text) {
        sf::Clipboard::setString(sf::String::fromUtf8(text, text + std::char_traits<char>::length(text)));
    };
    io.GetClipboardTextFn = [](void*) -> const char* {
        // Dear ImGui wants text that outlives the call.
        static std::string kept;
        const auto bytes = sf::Clipboard::getString().toUtf8();
        kept.assign(bytes.begin(), bytes.end());
        return kept.c_str();
    };
}

}  // namespace firebreak::viz
