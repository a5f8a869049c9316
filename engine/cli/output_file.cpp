#include "output_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <ostream>

#include <firebreak/program.hpp>
#include <firebreak/run.hpp>
#include <firebreak/text.hpp>

#include "command_line.hpp"
#include "put_stream.hpp"
#include "terminal.hpp"

namespace firebreak::cli {
namespace {

std::string shown(const std::string& path) { return printable(path, 1000); }

// A file that stops taking what is written once the program is interrupted.
class StoppableFile final : public std::filebuf {
protected:
    std::streamsize xsputn(const char* text, std::streamsize size) override {
        return interrupted() ? 0 : std::filebuf::xsputn(text, size);
    }
    int_type overflow(int_type c) override {
        return interrupted() ? traits_type::eof() : std::filebuf::overflow(c);
    }
};

// Writes to a file of that name; the errno of the first failure, EINTR if the program was interrupted, or 0.
int fill(const std::string& name, const std::function<void(std::ostream&)>& write) {
    errno = 0;
    StoppableFile file;
    if (file.open(name, std::ios::out | std::ios::binary | std::ios::trunc) == nullptr) return errno;
    std::ostream out(&file);
    try {
        write(out);
    } catch (const Stopped&) {
        return EINTR;
    }
    const bool whole = out.good();
    const bool closed = file.close() != nullptr;
    if (whole && closed) return 0;
    if (interrupted()) return EINTR;
    return errno != 0 ? errno : EIO;
}

bool is_special(const std::string& path) {
    struct stat status {};
    return stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

bool is_folder(const std::string& path) {
    struct stat status {};
    return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

// What a new file of that name would be allowed, or what the old one is.
mode_t mode_for(const std::string& path) {
    struct stat status {};
    if (stat(path.c_str(), &status) == 0) return status.st_mode & 07777;
    const mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

// Makes an empty file beside the target, which does not outlive the program even if a signal ends it. Its
// name; empty (and errno) if it cannot.
std::string make_temporary(const std::string& target) {
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    std::string name = target + ".XXXXXX";
    const int file = mkstemp(name.data());
    const int error = errno;
    if (file != -1) {
        remove_if_killed(name);
        static_cast<void>(fchmod(file, mode_for(target)));
        close(file);
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    errno = error;
    return file == -1 ? std::string() : name;
}

int replace_whole(const std::string& path, const std::function<void(std::ostream&)>& write) {
    const auto target = behind_links(path);
    if (!target) return ELOOP;
    const std::string temporary = make_temporary(*target);
    if (temporary.empty()) return errno;
    int error = fill(temporary, write);
    if (error == 0 && std::rename(temporary.c_str(), target->c_str()) != 0) error = errno;
    if (error != 0) std::remove(temporary.c_str());
    remove_if_killed({});
    return error;
}

// The errno of the first failure, EINTR if the program was interrupted, or 0.
int write_one(const Output& output) {
    if (interrupted()) return EINTR;
    if (output.path != "-")
        return is_special(output.path) ? fill(output.path, output.write)
                                       : replace_whole(output.path, output.write);
    PutStream out;
    try {
        output.write(out);
    } catch (const Stopped&) {
        return EINTR;
    }
    return 0;
}

// An existing file that is not a pipe or device, or one that is yet to be.
bool takes_place(const Output& output) {
    return !output.path.empty() && output.path != "-" && !is_special(output.path);
}

}  // namespace

std::vector<std::string> output_faults(const std::vector<Output>& outputs,
                                       const std::vector<std::string>& inputs) {
    std::vector<std::string> faults;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        if (!takes_place(outputs[i])) continue;
        const std::string& path = outputs[i].path;
        const auto same = [&](const std::string& other) {
            return same_file(path, other == "-" ? "/dev/stdin" : other);
        };
        std::string fault;
        if (is_folder(path)) fault = "is a folder";
        else if (!behind_links(path)) fault = "is a link that leads back to itself";
        else if (std::any_of(inputs.begin(), inputs.end(), same))
            fault = "is an input file; choose another name";
        for (std::size_t k = 0; k < i && fault.empty(); ++k) {
            if (takes_place(outputs[k]) && same_file(path, outputs[k].path))
                fault = "is also the file of " + outputs[k].option + "; each needs its own";
        }
        if (!fault.empty()) faults.push_back(outputs[i].option + " " + shown(path) + ": " + fault);
    }
    return faults;
}

int write_outputs(const std::string& command, const std::vector<Output>& outputs) {
    int status = kDone;
    for (const Output& output : outputs) {
        if (output.path.empty()) continue;
        const int error = write_one(output);
        if (error == 0) continue;
        if (status != kFailed) status = error == EINTR ? kInterrupted : kFailed;
        const std::string name = output.path == "-" ? output.option + " -" : shown(output.path);
        complain("firebreak " + command + ": " +
                 (error == EINTR ? "interrupted; " + name + " was not written"
                                 : name + ": " + std::strerror(error)));
    }
    return status;
}

}  // namespace firebreak::cli
