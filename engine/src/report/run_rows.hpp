// A table with a row for each run of a study, made while the runs are.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <firebreak/ensemble.hpp>

#include "report/answers.hpp"

namespace firebreak::report {

// What a row of runs has before the columns of the run itself (sweep/run_row.hpp), after the origin.
inline constexpr const char* kRunKeys[] = {"rep", "measures", "clean"};

// Makes rows in order of replicates, and of each replicate in the order of the arms. An arm that is there
// more than once, such as a twin of an arm whose perception is clean anyway, has one row.
class RunRows final : public RunObserver {
public:
    // Gives the bytes of the file to `write`, one piece after the other. If `compressed`, these are gzip. The
    // last columns are those of what the scenario observes, which the runs must be measured for.
    RunRows(const Spec& spec, const Origin& origin, const std::vector<Model>& arms, bool compressed,
            std::function<void(std::string_view)> write);

    // The names of the columns; to be called before the runs begin.
    void write_names() const;

    [[nodiscard]] std::string prepare(const RunBlock& block) const override;
    void take(const RunBlock&, const std::string& prepared) override { write_(prepared); }

private:
    struct Arm {
        std::size_t index;
        std::string words;  // ",hotline,both,"
    };

    [[nodiscard]] std::string packed(std::string text) const;

    std::string origin_;  // of every row, with a comma after it
    std::vector<Arm> arms_;
    std::vector<std::string> observed_;  // names of columns
    bool compressed_;
    std::function<void(std::string_view)> write_;
};

}  // namespace firebreak::report
