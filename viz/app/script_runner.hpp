// Carries out a script: pushes its keys and clicks into the input queue, and holds what it expects against
// the registry.
#pragma once

#include <chrono>
#include <set>
#include <string>

#include "app/script.hpp"
#include "backend/input_queue.hpp"
#include "session/registry.hpp"

namespace firebreak::viz {

class ScriptRunner {
public:
    explicit ScriptRunner(Script script);

    // Between two frames: `registry` is that of the last one. Does as many steps as need no frame of their
    // own.
    void step(const Registry& registry, InputQueue& queue);

    [[nodiscard]] bool finished() const { return finished_; }
    // What failed, as file:line: verb: reason; empty: nothing.
    [[nodiscard]] const std::string& failure() const { return failure_; }

    // What the window has to do before the next step; empty or 0: nothing. The caller clears them when it is
    // done.
    std::string shot;
    std::string open;  // a scenario or the folder of a sweep
    int resize_width = 0, resize_height = 0;

    // The window could not do it.
    void fail(const std::string& reason);

private:
    void next(const Registry& registry, InputQueue& queue);
    void point(const Registry& registry, InputQueue& queue, const Command& command);
    void press_keys(InputQueue& queue, const Command& command);
    void expect(const Registry& registry, const Command& command);
    void expect_count(const Registry& registry, const Command& command);
    void expect_dump(const Registry& registry, const Command& command);
    void write_dump(const std::string& shown, const std::string& file);
    void wait_for_text(const Registry& registry, const Command& command);
    void begin_walk(const Registry& registry);
    void walk(const Registry& registry, InputQueue& queue);
    [[nodiscard]] const Item* find(const Registry& registry, const std::string& name);

    Script script_;
    std::size_t at_ = 0;
    int wait_ = 0;  // frames
    bool finished_ = false;
    std::string failure_;
    bool waiting_ = false;
    std::chrono::steady_clock::time_point deadline_;
    std::set<std::string> unreached_;  // while the keyboard walks
    std::size_t steps_left_ = 0;
    bool walking_ = false;
};

}  // namespace firebreak::viz
