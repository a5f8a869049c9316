#include "terminal.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <sys/ioctl.h>

#include <firebreak/text.hpp>
#include <firebreak/values.hpp>

#include "command_line.hpp"

namespace firebreak::cli {
namespace {

constexpr std::size_t kPlainWidth = 120;
constexpr std::size_t kNarrowest = 60;
constexpr std::size_t kWidest = 130;

std::atomic<bool> stop_flag{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler sets it");

int output_error = 0;  // errno of the first write to standard output that failed

// For the signal handler, which can rely on little: a path, and whether it is one.
std::array<char, PATH_MAX> doomed{};
volatile std::sig_atomic_t is_doomed = 0;

void on_signal(int signal) {
    if (!stop_flag.exchange(true) && signal != SIGQUIT) return;
    if (is_doomed != 0) unlink(doomed.data());
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

// Whether a terminal, if there is one, understands escape sequences.
bool obeys_escapes() {
    const char* term = std::getenv("TERM");
    return term != nullptr && std::string_view(term) != "dumb";
}

bool wants_colour() {
    const char* no_colour = std::getenv("NO_COLOR");
    return (no_colour == nullptr || *no_colour == '\0') && obeys_escapes();
}

std::size_t terminal_width() {
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kPlainWidth;
    return std::clamp<std::size_t>(size.ws_col, kNarrowest, kWidest);
}

}  // namespace

void prepare_streams() {
    std::signal(SIGXFSZ, SIG_IGN);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (fcntl(stream, F_GETFD) != -1 || errno != EBADF) continue;
        // Opened so that the intended use of the stream still fails: reading ends at once, writing is
        // refused.
        const int opened = open("/dev/null", O_RDONLY);
        if (opened != -1 && opened != stream) close(opened);
    }
}

void put(std::string_view text) {
    if (output_error != 0) return;
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) output_error = errno;
}

bool output_failed() { return output_error != 0; }

void put(const Answer& answer) {
    const Page page = output_page();
    put(answer_text(answer, page.width, page.style.colour));
}

void flush_output() {
    if (output_error == 0 && std::fflush(stdout) != 0) output_error = errno;
}

int finish_output(int status) {
    if (std::fflush(stdout) != 0 && output_error == 0) output_error = errno;
    if (output_error == 0) return status;
    if (output_error != EPIPE)
        complain(std::string("firebreak: standard output: ") + std::strerror(output_error));
    return status == kDone ? kFailed : status;
}

void complain(const std::string& line) {
    std::fflush(stdout);
    std::fputs((line + "\n").c_str(), stderr);
}

bool watched() { return isatty(STDERR_FILENO) != 0; }

Page output_page() {
    Page page;
    if (isatty(STDOUT_FILENO) == 0) return page;
    page.width = terminal_width();
    page.style.colour = wants_colour();
    return page;
}

const std::atomic<bool>& catch_interrupts() {
    static bool caught = false;
    // to catch them again would keep the second from ending the program
    if (std::exchange(caught, true)) return stop_flag;
    struct sigaction action {};
    action.sa_handler = on_signal;
    action.sa_flags = SA_RESTART;
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
        struct sigaction before {};
        // A shell that starts a job in the background has it ignore SIGINT, and nohup SIGHUP; that stays so.
        if (sigaction(signal, nullptr, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(signal, &action, nullptr);
    }
    return stop_flag;
}

bool interrupted() { return stop_flag.load(); }

void remove_if_killed(const std::string& path) {
    is_doomed = 0;
    std::atomic_signal_fence(std::memory_order_seq_cst);
    if (path.empty() || path.size() >= doomed.size()) return;
    std::memcpy(doomed.data(), path.c_str(), path.size() + 1);
    std::atomic_signal_fence(std::memory_order_seq_cst);
    is_doomed = 1;
}

Progress::Progress(std::string what, bool quiet)
    : what_(std::move(what)), quiet_(quiet), terminal_(watched() && obeys_escapes()), start_(Clock::now()) {
    next_ = start_ + (terminal_ ? std::chrono::milliseconds(500) : std::chrono::milliseconds(30'000));
}

std::function<void(std::uint64_t, std::uint64_t)> Progress::callback() {
    if (quiet_) return {};
    return [this](std::uint64_t done, std::uint64_t total) { show(done, total); };
}

void Progress::show(std::uint64_t done, std::uint64_t total) {
    const auto now = Clock::now();
    if (quiet_ || now < next_ || done >= total) return;
    next_ = now + (terminal_ ? std::chrono::milliseconds(200) : std::chrono::milliseconds(30'000));
    const double part = static_cast<double>(done) / static_cast<double>(total);
    const double spent = std::chrono::duration<double>(now - start_).count();
    std::string line =
        what_ + ": " + with_commas(done) + " of " + with_commas(total) + " (" + percent(part, 0) + ")";
    if (done > 0 && done < total)
        line += ", " + describe_duration(to_millis(1000 * (spent / part - spent) + 999)) + " left";
    std::fputs((terminal_ ? "\r\033[K" + line : line + "\n").c_str(), stderr);
    std::fflush(stderr);
    shown_ = terminal_;
}

void Progress::clear() {
    if (shown_) std::fputs("\r\033[K", stderr);
    shown_ = false;
}

}  // namespace firebreak::cli
