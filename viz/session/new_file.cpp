#include "session/new_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace firebreak::viz {
namespace {

namespace fs = std::filesystem;

std::string because(const char* what, int error) {
    return std::string(what) + " (" + std::generic_category().message(error) + ")";
}

// What a link leads to; otherwise the path itself.
fs::path real_path(const std::string& path) {
    std::error_code error;
    fs::path real = fs::canonical(path, error);
    return error ? fs::path(path) : real;
}

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t done = ::write(file, bytes.data(), bytes.size());
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(done));
    }
    return true;
}

// Of the file that is there, or what the person's mask leaves of `mode`.
mode_t permissions_of(const fs::path& path, unsigned mode) {
    struct stat there {};
    if (::stat(path.c_str(), &there) == 0) return there.st_mode & 07777U;
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return static_cast<mode_t>(mode) & ~mask;
}

}  // namespace

std::string write_new_file(const std::string& path, std::string_view bytes, unsigned mode) {
    const fs::path real = real_path(path);
    struct stat there {};
    if (::stat(real.c_str(), &there) == 0) {
        if (!S_ISREG(there.st_mode)) return "there is something of this name that is no file";
        if (::access(real.c_str(), W_OK) != 0) return because("the file is protected against writing", errno);
    }
    std::string name = (real.parent_path() / ("." + real.filename().string() + ".XXXXXX")).string();
    const int file = ::mkostemp(name.data(), O_CLOEXEC);
    if (file < 0) return because("the folder cannot be written to", errno);
    std::string fault;
    if (!write_all(file, bytes)) fault = because("it could not be written to the end", errno);
    if (fault.empty() && ::fchmod(file, permissions_of(real, mode)) != 0)
        fault = because("its permissions could not be kept", errno);
    if (fault.empty() && ::fsync(file) != 0) fault = because("it could not be written to the disk", errno);
    ::close(file);
    if (fault.empty() && std::rename(name.c_str(), real.c_str()) != 0) fault = because("it could not be given its name", errno);
    if (!fault.empty()) ::unlink(name.c_str());
    return fault;
}

}  // namespace firebreak::viz
