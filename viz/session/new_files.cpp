#include "session/new_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <system_error>

#include <firebreak/text.hpp>

namespace firebreak::viz {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestShown = 400;

std::string because(const char* what, int error) {
    return std::string(what) + " (" + std::generic_category().message(error) + ")";
}

// What a link leads to, whether it is there yet or not; otherwise the path itself.
fs::path real_path(const std::string& path) {
    constexpr int kMostLinks = 40;
    fs::path real = path;
    std::error_code error;
    for (int i = 0; i < kMostLinks && fs::is_symlink(fs::symlink_status(real, error)); ++i) {
        const fs::path next = fs::read_symlink(real, error);
        real = next.is_absolute() ? next : real.parent_path() / next;
    }
    return real;
}

// Of the file that is there, or what the person's mask leaves of `mode`.
mode_t permissions_of(const fs::path& path, unsigned mode) {
    struct stat there {};
    if (::stat(path.c_str(), &there) == 0) return there.st_mode & 07777U;
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return static_cast<mode_t>(mode) & ~mask;
}

// Makes an empty file beside `path`, hidden, of the same ending, for its owner alone, and opens it; below 0
// (and errno) if it cannot.
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

struct Fault {
    const char* what;
    int error;  // errno
};

// Writes a file beside `path`, under a name of its own and with the permissions that it is to have; leaves
// none behind if it cannot.
std::optional<Fault> write_beside(const fs::path& path, std::string_view bytes, unsigned mode,
                                  std::string& name) {
    std::error_code error;
    if (fs::is_symlink(fs::symlink_status(path, error)))
        return Fault{"its links lead back to themselves", ELOOP};
    if (::access(path.c_str(), F_OK) == 0 && ::access(path.c_str(), W_OK) != 0)
        return Fault{"the file is protected against writing", errno};
    const int file = make_beside(path, name);
    if (file < 0) return Fault{"the folder cannot be written to", errno};
    std::optional<Fault> fault;
    if (!write_all(file, bytes)) fault = Fault{"it could not be written completely", errno};
    else if (::fchmod(file, permissions_of(path, mode)) != 0)
        fault = Fault{"its permissions could not be kept", errno};
    ::close(file);
    if (fault) ::unlink(name.c_str());
    return fault;
}

}  // namespace

std::string write_new_file(const std::string& path, std::string_view bytes, unsigned mode) {
    const fs::path real = real_path(path);
    std::error_code error;
    if (fs::exists(real, error) && !fs::is_regular_file(real, error))
        return "something that is not a file has this name";
    std::string name;
    if (const auto fault = write_beside(real, bytes, mode, name)) return because(fault->what, fault->error);
    if (std::rename(name.c_str(), real.c_str()) == 0) return {};
    const std::string fault = because("it could not be renamed", errno);
    ::unlink(name.c_str());
    return fault;
}

NewFiles::~NewFiles() {
    for (const File& file : files_) std::remove(file.temporary.c_str());
}

std::string NewFiles::begin(const std::string& path) {
    return add(path, {}) ? files_.back().temporary : std::string();
}

bool NewFiles::add(const std::string& path, std::string_view bytes) {
    const fs::path real = real_path(path);
    std::string temporary;
    if (const auto fault = write_beside(real, bytes, 0666, temporary)) {
        fail(path, fault->error);
        return false;
    }
    files_.push_back({temporary, real.string()});
    return true;
}

bool NewFiles::finish() {
    // The commonest reason why a name cannot be taken is found before the first one is.
    for (const File& file : files_) {
        std::error_code error;
        if (fs::is_directory(fs::symlink_status(file.path, error))) fail(file.path, EISDIR);
    }
    for (std::size_t i = 0; i < files_.size() && error_.empty(); ++i) {
        if (std::rename(files_[i].temporary.c_str(), files_[i].path.c_str()) != 0)
            fail(files_[i].path, errno);
    }
    return error_.empty();
}

void NewFiles::fail(const std::string& path, int error) {
    if (error_.empty())
        error_ = printable(path, kLongestShown) + " cannot be written: " + std::strerror(error) + ".";
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
    if (access(name.c_str(), W_OK | X_OK) != 0)
        return "You are not allowed to write into the folder " + shown + ".";
    return {};
}

}  // namespace firebreak::viz
