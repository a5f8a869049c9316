// The file in which the program remembers from one start to the next what the person chose.
#pragma once

#include <string>
#include <vector>

#include "app/saved_state.hpp"

namespace firebreak::viz {

// firebreak/state.json in the person's folder of states (XDG_STATE_HOME, or ~/.local/state); empty if there
// is no such folder to be known.
[[nodiscard]] std::string own_state_path();

// Without a path it remembers nothing and touches no disk.
class StateFile {
public:
    explicit StateFile(std::string path) : path_(std::move(path)) {}

    [[nodiscard]] bool in_use() const { return !path_.empty(); }
    // What the file holds; of a broken one nothing, and then a remark is added. The file itself is left
    // alone.
    [[nodiscard]] SavedState read(std::vector<std::string>& remarks);

    // What the program would have written at its start: only what differs from it later is written.
    void begin(const SavedState& state) { before_ = state; }
    // A scenario was opened: among the recent files from now on. Standard input is none.
    void opened(const std::string& path);
    [[nodiscard]] const std::vector<std::string>& recent() const { return recent_; }

    [[nodiscard]] bool differs(const SavedState& now) const {
        return in_use() && (!opened_.empty() || !(now == before_));
    }
    // Writes what differs into the file, beside what another program wrote there meanwhile. That it cannot be
    // written is remarked once.
    void save(const SavedState& now, std::vector<std::string>& remarks);

private:
    std::string path_;
    SavedState before_;
    std::vector<std::string> opened_;  // since the file was written, the last at the end
    std::vector<std::string> recent_;
    bool failed_ = false;
};

}  // namespace firebreak::viz
