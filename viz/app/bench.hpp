// Measures the program at work, for --bench: every screen with many runs, clicks, the opening of a scenario,
// changes of size, memory.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "backend/input_queue.hpp"
#include "panels/context.hpp"

namespace firebreak::viz {

// What a frame took, in milliseconds.
struct FrameCost {
    double session = 0;  // taking over what was finished in the background, and what the view makes of it
    double parts = 0;    // keys, panels and all that follows from them, up to the list of triangles
    // handing the triangles to OpenGL; without a graphics card most of the drawing itself
    double drawing = 0;
    double showing = 0;  // waiting for the display
    double after = 0;    // what is carried out between two frames, such as another size of text
    int vertices = 0;

    [[nodiscard]] double all() const { return session + parts + drawing + showing + after; }
    // What the interface thread does itself before it listens to the next key.
    [[nodiscard]] double slice() const { return session + parts + drawing + after; }
};

// What the program lends to the bench.
struct BenchStage {
    Context& context;
    InputQueue& queue;
    std::function<FrameCost()> frame;                // draws one
    std::function<double(const std::string&)> open;  // a scenario; milliseconds
    double start = 0;                                // from main() to the first frame, milliseconds
};

// Plays its part from beginning to end on the interface thread; what it presses and clicks goes through the
// input queue.
class Bench {
public:
    Bench(BenchStage stage, std::uint64_t runs) : stage_(std::move(stage)), runs_(runs) {}

    // Prints tables to standard output. False, with a word on standard error, if something does not come
    // within its time.
    [[nodiscard]] bool run(const std::string& scenario);

private:
    struct Row {
        std::string name;
        std::vector<FrameCost> frames;
    };
    struct Time {
        std::string name;
        std::vector<double> taken;  // milliseconds
    };

    void still(const std::string& name, int frames);
    void press(Key key, Mods mods = {});
    void settle();
    [[nodiscard]] bool wait(const std::string& name, double seconds, const std::function<bool()>& until);
    [[nodiscard]] bool opened(const std::string& scenario);
    void interrupted(const std::string& scenario);
    [[nodiscard]] bool ran(const std::string& name);
    void visit_screens();
    void visit_run();
    void click(const std::string& name, const std::string& prefix,
               const std::function<std::uint64_t()>& changes, bool undone);
    void switch_screens();
    void change_size();
    [[nodiscard]] bool compared();
    void big_river();
    void move_big_river();
    void frames_until(const std::function<bool()>& until, int most);
    void print() const;
    Row& row(const std::string& name);
    void time(const std::string& name, double taken);
    FrameCost frame(const std::string& name);

    BenchStage stage_;
    std::uint64_t runs_;
    std::vector<Row> rows_;
    std::vector<Time> times_;
    double memory_ = 0;  // most that was resident, MB
};

}  // namespace firebreak::viz
