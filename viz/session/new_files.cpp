#include "session/new_files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <firebreak/diagnostic.hpp>

namespace firebreak::viz {
namespace {

constexpr std::size_t kLongestShown = 400;

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

// What a new file may be read and written by; mkstemps() makes one for its owner alone.
void allow_as_usual(int file) {
    const mode_t mask = umask(0);
    umask(mask);
    static_cast<void>(fchmod(file, 0666 & ~mask));
}

}  // namespace

NewFiles::~NewFiles() {
    for (const File& file : files_) std::remove(file.temporary.c_str());
}

std::string NewFiles::begin(const std::string& path) {
    const std::filesystem::path target(path);
    const std::string ending = target.extension().string();
    std::string temporary = (target.parent_path() / ".firebreak-XXXXXX").string() + ending;
    const int file = mkstemps(temporary.data(), static_cast<int>(ending.size()));
    if (file == -1) {
        fail(path, errno);
        return {};
    }
    allow_as_usual(file);
    close(file);
    files_.push_back({temporary, path});
    return temporary;
}

bool NewFiles::add(const std::string& path, std::string_view bytes) {
    const std::string temporary = begin(path);
    if (temporary.empty()) return false;
    std::FILE* file = std::fopen(temporary.c_str(), "wb");
    const bool written = file != nullptr && write_all(fileno(file), bytes);
    const int error = errno;
    const bool closed = file != nullptr && std::fclose(file) == 0;
    if (!written || !closed) fail(path, written ? errno : error);
    return written && closed;
}

bool NewFiles::finish() {
    // The commonest reason why a name cannot be taken is found before the first one is.
    for (const File& file : files_) {
        std::error_code error;
        if (std::filesystem::is_directory(std::filesystem::symlink_status(file.path, error))) fail(file.path, EISDIR);
    }
    for (std::size_t i = 0; i < files_.size() && error_.empty(); ++i) {
        if (std::rename(files_[i].temporary.c_str(), files_[i].path.c_str()) != 0) fail(files_[i].path, errno);
    }
    return error_.empty();
}

void NewFiles::fail(const std::string& path, int error) {
    if (error_.empty()) error_ = printable(path, kLongestShown) + " cannot be written: " + std::strerror(error) + ".";
}

std::string folder_fault(const std::string& folder) {
    const std::string name = folder.empty() ? "." : folder;
    const std::string shown = printable(name, kLongestShown);
    struct stat status {};
    if (stat(name.c_str(), &status) != 0) {
        if (errno == ENOENT) return "The folder " + shown + " does not exist.";
        return "The folder " + shown + " cannot be reached: " + std::strerror(errno) + ".";
    }
    if (!S_ISDIR(status.st_mode)) return shown + " is not a folder.";
    if (access(name.c_str(), W_OK | X_OK) != 0) return "You are not allowed to write into the folder " + shown + ".";
    return {};
}

}  // namespace firebreak::viz
