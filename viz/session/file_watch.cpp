#include "session/file_watch.hpp"

#include <algorithm>
#include <system_error>

namespace firebreak::viz {
namespace {

constexpr double kSecondsBetweenLooks = 1;

}  // namespace

FileWatch::State FileWatch::state_of(const std::string& file) {
    std::error_code error;
    State state;
    state.time = std::filesystem::last_write_time(file, error);
    if (error) return {};
    // A folder has a time, which changes with the names in it, and no size.
    if (!std::filesystem::is_directory(file, error)) state.size = std::filesystem::file_size(file, error);
    if (error) return {};
    state.there = true;
    return state;
}

void FileWatch::watch(const std::vector<std::string>& files) {
    files_.clear();
    waited_ = 0;
    for (const std::string& file : files) files_.emplace_back(file, state_of(file));
}

bool FileWatch::changed(double seconds_passed) {
    waited_ += seconds_passed;
    if (waited_ < kSecondsBetweenLooks) return false;
    waited_ = 0;
    return std::any_of(files_.begin(), files_.end(),
                       [](const auto& file) { return !(state_of(file.first) == file.second); });
}

}  // namespace firebreak::viz
