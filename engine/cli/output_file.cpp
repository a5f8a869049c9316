#include "output_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <firebreak/diagnostic.hpp>

#include "terminal.hpp"

namespace firebreak::cli {
namespace {

std::string failure(const std::string& path, int error) { return printable(path, 1000) + ": " + std::strerror(error); }

// Writes to an open stream of that name; the errno of the first failure, or 0.
int fill(const std::string& name, const std::function<void(std::ostream&)>& write) {
    errno = 0;
    std::ofstream out(name, std::ios::binary | std::ios::trunc);
    if (out) write(out);
    out.close();
    if (out) return 0;
    return errno != 0 ? errno : EIO;
}

// The file behind symbolic links, so that a link stays one.
std::string target_of(const std::string& path) {
    std::error_code error;
    const auto real = std::filesystem::weakly_canonical(path, error);
    return error ? path : real.string();
}

bool is_special(const std::string& path) {
    struct stat status {};
    return stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode);
}

// What a new file of that name would be allowed, or what the old one is.
mode_t mode_for(const std::string& path) {
    struct stat status {};
    if (stat(path.c_str(), &status) == 0) return status.st_mode & 07777;
    const mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

std::string replace_whole(const std::string& path, const std::function<void(std::ostream&)>& write) {
    const std::string target = target_of(path);
    std::string temporary = target + ".XXXXXX";
    const int file = mkstemp(temporary.data());
    if (file == -1) return failure(path, errno);
    static_cast<void>(fchmod(file, mode_for(target)));
    close(file);
    int error = 0;
    try {
        error = fill(temporary, write);
    } catch (...) {
        std::remove(temporary.c_str());
        throw;
    }
    if (error == 0 && std::rename(temporary.c_str(), target.c_str()) != 0) error = errno;
    if (error == 0) return {};
    std::remove(temporary.c_str());
    return failure(path, error);
}

}  // namespace

std::string write_output(const std::string& path, const std::function<void(std::ostream&)>& write) {
    if (path == "-") {
        std::ostringstream text;
        write(text);
        put(text.str());
        return {};
    }
    if (is_special(path)) {
        const int error = fill(path, write);
        return error == 0 ? std::string() : failure(path, error);
    }
    return replace_whole(path, write);
}

}  // namespace firebreak::cli
