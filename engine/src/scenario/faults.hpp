// The faults of one load: collected in any order, each once, at most a hundred.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include <firebreak/scenario.hpp>

#include "scenario/node.hpp"

namespace firebreak {

class Place;

class Faults {
public:
    // Names the next file; its index goes into Mark::file.
    int add_file(std::string name);

    void error(const Mark& mark, std::string path, std::string message);
    void warning(const Mark& mark, std::string path, std::string message);

    // At the value, or at the key, of a place in the tree.
    void error(const Place& place, std::string message);
    void error_at_key(const Place& place, std::string message);
    void warning(const Place& place, std::string message);

    // "undefined move 'sanctoin'; did you mean 'sanction'?" and the like, at the value or at the key.
    void unknown(const Place& place, std::string_view what, std::string_view found,
                 const std::vector<std::string_view>& candidates);
    void unknown_key(const Place& place, std::string_view what,
                     const std::vector<std::string_view>& candidates);

    [[nodiscard]] bool any_error() const { return errors_noted_ > 0; }
    // How often an error was noted, repetitions included.
    [[nodiscard]] std::size_t errors_noted() const { return errors_noted_; }
    [[nodiscard]] bool full() const { return errors_.size() >= kMost; }

    // All faults by file, line and column; what did not fit is told in a last one.
    [[nodiscard]] std::vector<Diagnostic> take();

    static constexpr std::size_t kMost = 100;

private:
    struct Fault {
        Mark mark;
        std::string path;
        std::string message;
    };

    bool leave_out();
    void keep(std::vector<Fault>& list, const Mark& mark, std::string path, std::string message);

    std::vector<std::string> files_;
    std::vector<Fault> errors_;
    std::vector<Fault> warnings_;
    // by place and message: a fault that an alias shows again is one fault
    std::unordered_set<std::string> seen_;
    std::size_t errors_noted_ = 0;
    bool left_out_ = false;
};

}  // namespace firebreak
