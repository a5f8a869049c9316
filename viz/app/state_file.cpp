#include "app/state_file.hpp"

#include <cstdlib>
#include <filesystem>
#include <system_error>

#include <firebreak/text.hpp>

#include "app/settings.hpp"
#include "session/folder_list.hpp"
#include "session/new_files.hpp"

namespace firebreak::viz {
namespace {

namespace fs = std::filesystem;

// Absent is no fault; a pipe or a device in its place would keep the program waiting for ever.
ParsedState read_state(const std::string& path) {
    std::error_code error;
    if (!fs::exists(path, error)) return {};
    if (is_folder(path) || is_odd_file(path)) return {{}, "not a readable file"};
    const auto text = read_file(path);
    return text ? parse_state(*text) : ParsedState{{}, "it cannot be read"};
}

// Folders that are missing are made for the person alone, as the desktop's rules for them want it.
std::string make_folders(const fs::path& folder) {
    std::error_code error;
    if (fs::is_directory(folder, error) || folder.empty()) return {};
    if (const std::string fault = make_folders(folder.parent_path()); !fault.empty()) return fault;
    fs::create_directory(folder, error);
    if (error) return "its folder cannot be made (" + error.message() + ")";
    fs::permissions(folder, fs::perms::owner_all, error);
    return {};
}

}  // namespace

std::string own_state_path() {
    const char* state = std::getenv("XDG_STATE_HOME");
    const char* home = std::getenv("HOME");
    if (state != nullptr && *state == '/') return (fs::path(state) / "firebreak/state.json").string();
    if (home != nullptr && *home == '/')
        return (fs::path(home) / ".local/state/firebreak/state.json").string();
    return {};
}

SavedState StateFile::read(std::vector<std::string>& remarks) {
    if (!in_use()) return {};
    const ParsedState parsed = read_state(path_);
    if (!parsed.fault.empty())
        remarks.push_back(printable(path_) + ": saved settings ignored: " + parsed.fault);
    recent_ = parsed.state.recent;
    return parsed.state;
}

void StateFile::opened(const std::string& path) {
    if (!in_use() || path == "-") return;
    std::error_code error;
    const fs::path whole = fs::absolute(path, error).lexically_normal();
    if (error || !fs::exists(whole, error)) return;
    opened_.push_back(whole.string());
    add_recent(recent_, whole.string());
}

void StateFile::save(const SavedState& now, std::vector<std::string>& remarks) {
    if (!differs(now)) return;
    const SavedState merged = merge_state(read_state(path_).state, before_, now, opened_);
    std::string fault = make_folders(fs::path(path_).parent_path());
    if (fault.empty()) fault = write_new_file(path_, write_state(merged), 0600);
    if (!fault.empty()) {
        if (!failed_) remarks.push_back(printable(path_) + ": what you choose is not remembered: " + fault);
        failed_ = true;
        return;
    }
    before_ = now;
    opened_.clear();
    recent_ = merged.recent;
}

}  // namespace firebreak::viz
