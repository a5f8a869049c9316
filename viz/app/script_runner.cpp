#include "app/script_runner.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <span>
#include <sstream>

#include <firebreak/text.hpp>

#include "app/key_table.hpp"

namespace firebreak::viz {
namespace {

// Frames after an input until what it changes has settled: Dear ImGui needs two, asked actions one more.
constexpr int kSettle = 4;
constexpr double kLongestWait = 120;  // seconds, where a script gives none

std::string in_quotes(std::string_view words) { return '"' + printable(words) + '"'; }

std::string near_hint(const Registry& registry, std::string_view words) {
    const std::string near = nearest_label(registry, words);
    return near.empty() ? std::string() : "; the nearest label is " + near;
}

// Both sides of the first line that differs.
std::string first_difference(const std::string& found, const std::string& wanted) {
    std::istringstream a(found), b(wanted);
    std::string x, y;
    for (int line = 1;; ++line) {
        const bool more_a = static_cast<bool>(std::getline(a, x)),
                   more_b = static_cast<bool>(std::getline(b, y));
        if (!more_a && !more_b) return {};
        if (more_a != more_b || x != y) {
            return "line " + std::to_string(line) + " is\n    " + (more_a ? x : "(nothing)") +
                   "\n  and was expected to be\n    " + (more_b ? y : "(nothing)");
        }
    }
}

bool focusable_now(const Registry& registry, const Item& item) {
    int top = 0;
    for (const Item& other : registry.items()) top = std::max(top, other.layer);
    return is_interactive(item.role) && item.enabled && item.layer == top;
}

}  // namespace

ScriptRunner::ScriptRunner(Script script) : script_(std::move(script)), wait_(kSettle) {}

void ScriptRunner::fail(const std::string& reason) {
    const std::size_t at = at_ > 0 ? at_ - 1 : 0;
    std::string place = script_.file;
    if (at < script_.commands.size()) {
        place +=
            ':' + std::to_string(script_.commands[at].line) + ": " + verb_name(script_.commands[at].verb);
    }
    failure_ = place + ": " + reason;
    finished_ = true;
}

void ScriptRunner::step(const Registry& registry, InputQueue& queue) {
    if (finished_) return;
    if (const std::string id = registry.duplicate(); !id.empty())
        return fail("two items have the id " + in_quotes(id));
    if (!queue.empty()) return;
    if (wait_ > 0) {
        --wait_;
        return;
    }
    while (!finished_ && wait_ == 0 && queue.empty() && shot.empty() && open.empty() && resize_width == 0) {
        if (walking_) {
            walk(registry, queue);
        } else if (at_ == script_.commands.size()) {
            finished_ = true;
        } else {
            const std::size_t before = at_;
            next(registry, queue);
            if (at_ == before) return;  // it waits for words to appear
        }
    }
    if (!queue.empty()) wait_ = kSettle;
}

void ScriptRunner::next(const Registry& registry, InputQueue& queue) {
    const Command& command = script_.commands[at_];
    if (command.verb == Verb::wait_until) return wait_for_text(registry, command);
    ++at_;
    switch (command.verb) {
        case Verb::key: return press_keys(queue, command);
        case Verb::click:
        case Verb::double_click:
        case Verb::drag:
        case Verb::wheel:
        case Verb::move: return point(registry, queue, command);
        case Verb::hold: return queue.key_down(parse_chord(command.words[0])->key);
        case Verb::release: return queue.key_up(parse_chord(command.words[0])->key);
        case Verb::wait_frames: wait_ = std::max(static_cast<int>(command.numbers[0]), 1); return;
        case Verb::dump: return write_dump(registry.dump(), command.words[0]);
        case Verb::shot: shot = command.words[0]; return;
        case Verb::open:
            open = command.words[0];
            wait_ = kSettle;
            return;
        case Verb::resize:
            resize_width = static_cast<int>(command.numbers[0]);
            resize_height = static_cast<int>(command.numbers[1]);
            wait_ = kSettle;
            return;
        case Verb::quit: finished_ = true; return;
        case Verb::expect_all_reachable: return begin_walk(registry);
        case Verb::text:
            for (const char32_t character : decode(command.words[0])) queue.text(character);
            return;
        default: return expect(registry, command);
    }
}

void ScriptRunner::press_keys(InputQueue& queue, const Command& command) {
    for (const std::string& word : command.words) {
        const Chord chord = *parse_chord(word);  // the script was judged before
        const std::pair<bool, Key> held[] = {
            {chord.mods.ctrl, Key::ctrl}, {chord.mods.shift, Key::shift}, {chord.mods.alt, Key::alt}};
        for (const auto& [down, key] : held) {
            if (down) queue.key_down(key);
        }
        queue.key_down(chord.key, chord.mods);
        if (const char32_t written = written_by(chord)) queue.text(written);
        queue.key_up(chord.key);
        for (const auto& [down, key] : held) {
            if (down) queue.key_up(key);
        }
    }
}

const Item* ScriptRunner::find(const Registry& registry, const std::string& name) {
    const Found found = find_by_name(registry, name);
    if (found.item == nullptr) fail(found.error);
    return found.item;
}

void ScriptRunner::point(const Registry& registry, InputQueue& queue, const Command& command) {
    const Item* item = find(registry, command.words[0]);
    if (item == nullptr) return;
    const std::string name = in_quotes(command.words[0]);
    if (item->rect.empty()) return fail(name + " is scrolled or cut out of sight");
    if (!item->enabled && command.verb != Verb::move)
        return fail(name + " is greyed: " + printable(item->value));
    const auto number = [&](std::size_t i) {
        return i < command.numbers.size() ? static_cast<float>(command.numbers[i]) : 0.0F;
    };
    const float x = (item->rect.x0 + item->rect.x1) / 2, y = (item->rect.y0 + item->rect.y1) / 2;
    const bool offset = command.verb != Verb::drag && command.verb != Verb::wheel;
    queue.mouse_move(x + (offset ? number(0) : 0), y + (offset ? number(1) : 0));
    if (command.verb == Verb::wheel) return queue.wheel(number(1), number(0));
    if (command.verb == Verb::move) return;
    queue.button(0, true);
    if (command.verb == Verb::drag) {
        constexpr int kSteps = 4;
        for (int i = 1; i <= kSteps; ++i) {
            queue.mouse_move(x + number(0) * static_cast<float>(i) / kSteps,
                             y + number(1) * static_cast<float>(i) / kSteps);
        }
    }
    queue.button(0, false);
    if (command.verb == Verb::double_click) {
        queue.button(0, true);
        queue.button(0, false);
    }
}

void ScriptRunner::wait_for_text(const Registry& registry, const Command& command) {
    const auto now = std::chrono::steady_clock::now();
    const double seconds = command.numbers.empty() ? kLongestWait : command.numbers[0];
    if (!waiting_)
        deadline_ = now + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                              std::chrono::duration<double>(seconds));
    waiting_ = !shows(registry, command.words[0]) && now < deadline_;
    if (waiting_) return;
    ++at_;
    if (!shows(registry, command.words[0])) {
        fail(in_quotes(command.words[0]) + " did not appear in time" + near_hint(registry, command.words[0]));
    }
}

void ScriptRunner::expect(const Registry& registry, const Command& command) {
    const std::string& words = command.words[0];
    if (command.verb == Verb::expect_count) return expect_count(registry, command);
    if (command.verb == Verb::expect_dump) return expect_dump(registry, command);
    if (command.verb == Verb::expect_text || command.verb == Verb::expect_no_text) {
        const bool wanted = command.verb == Verb::expect_text;
        if (shows(registry, words) == wanted) return;
        return fail(in_quotes(words) + (wanted ? " is not shown" + near_hint(registry, words) : " is shown"));
    }
    const Item* item = find(registry, words);
    if (item == nullptr) return;
    if (command.verb == Verb::expect_value && item->value != command.words[1]) {
        fail(in_quotes(words) + " has the value " + in_quotes(item->value) + ", expected " +
             in_quotes(command.words[1]));
    } else if (command.verb == Verb::expect_greyed && item->enabled) {
        fail(in_quotes(words) + " is not greyed");
    } else if (command.verb == Verb::expect_focus && !item->focused) {
        const auto& items = registry.items();
        const auto here =
            std::find_if(items.begin(), items.end(), [](const Item& other) { return other.focused; });
        fail(in_quotes(words) + " is not in focus, but " +
             (here == items.end() ? "nothing" : in_quotes(here->id)));
    }
}

void ScriptRunner::expect_count(const Registry& registry, const Command& command) {
    const std::string& words = command.words[0];
    const auto found = std::count_if(registry.items().begin(), registry.items().end(), [&](const Item& item) {
        return words == role_name(item.role) || item.text == words;
    });
    const auto wanted = static_cast<std::ptrdiff_t>(command.numbers[0]);
    if (found != wanted) {
        fail("found " + std::to_string(found) + " of " + in_quotes(words) + ", expected " +
             std::to_string(wanted) + near_hint(registry, words));
    }
}

void ScriptRunner::write_dump(const std::string& shown, const std::string& file) {
    std::ofstream out(file, std::ios::binary);
    out << shown;
    if (!out.flush()) fail(printable(file) + " cannot be written");
}

// The file lies beside the script. With FIREBREAK_ACCEPT=1 what is shown now is taken as right.
void ScriptRunner::expect_dump(const Registry& registry, const Command& command) {
    const std::string path = (std::filesystem::path(script_.file).parent_path() / command.words[0]).string();
    const std::string shown = registry.dump(std::span(command.words).subspan(1));
    const char* accept = std::getenv("FIREBREAK_ACCEPT");
    if (accept != nullptr && std::string_view(accept) == "1") return write_dump(shown, path);
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail(printable(path) + " cannot be read; FIREBREAK_ACCEPT=1 writes it");
    std::ostringstream wanted;
    wanted << in.rdbuf();
    const std::string difference = first_difference(shown, wanted.str());
    if (!difference.empty()) fail(printable(path) + ": " + difference);
}

void ScriptRunner::begin_walk(const Registry& registry) {
    unreached_.clear();
    for (const Item& item : registry.items()) {
        if (focusable_now(registry, item)) unreached_.insert(item.id);
    }
    if (unreached_.empty()) return fail("there is nothing to reach");
    // Twice round: while runs are under way, items come and go.
    steps_left_ = 2 * unreached_.size() + 20;
    walking_ = true;
}

void ScriptRunner::walk(const Registry& registry, InputQueue& queue) {
    std::erase_if(unreached_, [&](const std::string& id) {
        const Item* item = registry.find(id);
        return item == nullptr || !item->enabled || item->focused;  // what has gone need not be reached
    });
    if (unreached_.empty()) {
        walking_ = false;
    } else if (steps_left_-- > 0) {
        queue.key_down(Key::tab);
        queue.key_up(Key::tab);
    } else {
        walking_ = false;
        std::string list;
        for (const std::string& id : unreached_) list += ' ' + id;
        fail("Tab does not reach:" + list);
    }
}

}  // namespace firebreak::viz
