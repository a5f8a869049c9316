// The journal on disk: every line is there before anybody is told that it was taken.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <utility>

#include <fmt/chrono.h>

#include <firebreak/text.hpp>

#include "exercise/journal.hpp"

namespace firebreak {
namespace {

constexpr std::uint64_t kLongestJournal = std::uint64_t{256} << 20;

std::string failed(const std::string& what, const std::string& path) {
    return printable(path, 1000) + ": " + what + ": " + std::strerror(errno);
}

// A new file is only safe once its folder knows it.
void keep_name(const std::string& path) {
    const std::filesystem::path folder = std::filesystem::absolute(path).parent_path();
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

std::string read_all(int descriptor, std::string& text) {
    struct stat status {};
    if (::fstat(descriptor, &status) != 0) return std::strerror(errno);
    if (!S_ISREG(status.st_mode)) return "not a file";
    if (static_cast<std::uint64_t>(status.st_size) > kLongestJournal) return "more than 256 MiB long";
    text.resize(static_cast<std::size_t>(status.st_size));
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t got =
            ::pread(descriptor, text.data() + done, text.size() - done, static_cast<off_t>(done));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return std::strerror(errno);
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    text.resize(done);
    return {};
}

}  // namespace

JournalFile::JournalFile(JournalFile&& other) noexcept { *this = std::move(other); }

JournalFile& JournalFile::operator=(JournalFile&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    std::swap(path_, other.path_);
    std::swap(chain_, other.chain_);
    std::swap(lines_, other.lines_);
    std::swap(length_, other.length_);
    return *this;
}

JournalFile::~JournalFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

JournalFile JournalFile::create(const std::string& path, const Spec& spec, const JournalHead& head,
                                std::string& error) {
    JournalFile file;
    file.path_ = path;
    file.descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file.descriptor_ < 0) {
        error = failed("cannot be made", path);
        return file;
    }
    ::flock(file.descriptor_, LOCK_EX | LOCK_NB);
    const ChainedLine line = head_line(spec, head);
    file.chain_ = line.chain;
    error = file.write(line.text);
    keep_name(path);
    return file;
}

JournalFile JournalFile::open(const std::string& path, const Spec& spec, ReadJournal& read,
                              std::string& error) {
    JournalFile file;
    file.path_ = path;
    file.descriptor_ = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK);
    if (file.descriptor_ < 0) {
        error = failed("cannot be opened", path);
        return file;
    }
    if (::flock(file.descriptor_, LOCK_EX | LOCK_NB) != 0) {
        error = printable(path, 1000) + ": another program has this journal open";
        return file;
    }
    std::string text;
    if (const std::string fault = read_all(file.descriptor_, text); !fault.empty()) {
        error = printable(path, 1000) + ": " + fault;
        return file;
    }
    read = read_journal(text, spec);
    if (!read.error.empty()) {
        error = printable(path, 1000) + ": " + read.error;
        return file;
    }
    file.chain_ = read.chain;
    file.lines_ = read.lines.size();
    file.length_ = read.length;
    if (read.length < text.size() && ::ftruncate(file.descriptor_, static_cast<off_t>(read.length)) != 0)
        error = failed("its last line is unfinished and cannot be cut off", path);
    return file;
}

std::string JournalFile::write(const std::string& text) {
    const std::string line = text + "\n";
    std::size_t done = 0;
    while (done < line.size()) {
        const ssize_t put =
            ::pwrite(descriptor_, line.data() + done, line.size() - done, static_cast<off_t>(length_ + done));
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) break;
        done += static_cast<std::size_t>(put);
    }
    if (done == line.size() && ::fsync(descriptor_) == 0) {
        length_ += line.size();
        return {};
    }
    std::string fault = failed("cannot be written", path_);
    // What is there of the line must not be taken for one.
    if (::ftruncate(descriptor_, static_cast<off_t>(length_)) != 0)
        fault += "; nor can what is there of the line be cut off";
    return fault;
}

std::string JournalFile::append(JournalLine line) {
    line.number = lines_ + 1;
    const auto now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    line.wall = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(now)));
    const ChainedLine chained = journal_line(line, chain_);
    std::string fault = write(chained.text);
    if (!fault.empty()) return fault;
    chain_ = chained.chain;
    ++lines_;
    return {};
}

}  // namespace firebreak
