#include "session/new_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

#include <firebreak/diagnostic.hpp>

namespace firebreak::viz {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestShown = 400;

std::string because(const char* what, int error) {
    return std::string(what) + " (" + std::generic_category().message(error) + ")";
}

// What a link leads to; otherwise the path itself.
fs::path real_path(const std::string& path) {
    std::error_code error;
    fs::path real = fs::canonical(path, error);
    return error ? fs::path(path) : real;
}

// Of the file that is there, or what the person's mask leaves of `mode`.
mode_t permissions_of(const fs::path& path, unsigned mode) {
    struct stat there {};
    if (::stat(path.c_str(), &there) == 0) return there.st_mode & 07777U;
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return static_cast<mode_t>(mode) & ~mask;
}

// Makes an empty file beside `path`, hidden, of the same ending, for its owner alone, and opens it; below 0 (and errno) if it cannot.
int make_beside(const fs::path& path, std::string& name) {
    const std::string ending = path.extension().string();
    name = (path.parent_path() / ".firebreak-XXXXXX").string() + ending;
    return ::mkostemps(name.data(), static_cast<int>(ending.size()), O_CLOEXEC);
}

// All of them, and on the disk; false (and errno) if not.
bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t done = ::write(file, bytes.data(), bytes.size());
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(done));
    }
    return ::fsync(file) == 0;
}

}  // namespace

std::string write_new_file(const std::string& path, std::string_view bytes, unsigned mode) {
    const fs::path real = real_path(path);
    struct stat there {};
    if (::stat(real.c_str(), &there) == 0) {
        if (!S_ISREG(there.st_mode)) return "there is something of this name that is no file";
        if (::access(real.c_str(), W_OK) != 0) return because("the file is protected against writing", errno);
    }
    std::string name;
    const int file = make_beside(real, name);
    if (file < 0) return because("the folder cannot be written to", errno);
    std::string fault;
    if (!write_all(file, bytes)) fault = because("it could not be written to the end", errno);
    if (fault.empty() && ::fchmod(file, permissions_of(real, mode)) != 0)
        fault = because("its permissions could not be kept", errno);
    ::close(file);
    if (fault.empty() && std::rename(name.c_str(), real.c_str()) != 0) fault = because("it could not be given its name", errno);
    if (!fault.empty()) ::unlink(name.c_str());
    return fault;
}

NewFiles::~NewFiles() {
    for (const File& file : files_) std::remove(file.temporary.c_str());
}

std::string NewFiles::begin(const std::string& path) { return add(path, {}) ? files_.back().temporary : std::string(); }

bool NewFiles::add(const std::string& path, std::string_view bytes) {
    const fs::path real = real_path(path);
    if (::access(real.c_str(), F_OK) == 0 && ::access(real.c_str(), W_OK) != 0) {
        fail(path, errno);
        return false;
    }
    std::string temporary;
    const int file = make_beside(real, temporary);
    if (file < 0) {
        fail(path, errno);
        return false;
    }
    files_.push_back({temporary, real.string()});
    const bool written = write_all(file, bytes) && ::fchmod(file, permissions_of(real, 0666)) == 0;
    if (!written) fail(path, errno);
    ::close(file);
    return written;
}

bool NewFiles::finish() {
    // The commonest reason why a name cannot be taken is found before the first one is.
    for (const File& file : files_) {
        std::error_code error;
        if (fs::is_directory(fs::symlink_status(file.path, error))) fail(file.path, EISDIR);
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
