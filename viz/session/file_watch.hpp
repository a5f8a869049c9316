// Whether files on disk have changed since they were read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace firebreak::viz {

class FileWatch {
public:
    // Remembers how these files and folders are now.
    void watch(const std::vector<std::string>& files);
    // True if one of them has another time or size than at watch(), was made or was removed. Looks at the
    // disk about once a second.
    [[nodiscard]] bool changed(double seconds_passed);

private:
    struct State {
        std::filesystem::file_time_type time{};
        std::uintmax_t size = 0;
        bool there = false;
        bool operator==(const State&) const = default;
    };
    [[nodiscard]] static State state_of(const std::string& file);

    std::vector<std::pair<std::string, State>> files_;
    double waited_ = 0;
};

}  // namespace firebreak::viz
