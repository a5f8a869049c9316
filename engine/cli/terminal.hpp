// The program's standard streams: whether a person looks at them, colour, progress, and being interrupted.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include <firebreak/answer.hpp>

#include "base/text_layout.hpp"

namespace firebreak::cli {

// To be called first: makes sure that files opened later do not take the place of a standard stream that was
// closed, and that a file that grows too large is an error like any other.
void prepare_streams();

// Writes to standard output. Failures are remembered until finish_output().
void put(std::string_view text);
// The same with an answer, laid out for output_page().
void put(const Answer& answer);
// Whether anything could not be written: no more will be.
[[nodiscard]] bool output_failed();
// Sends off what was written: what is done need not wait for what is not.
void flush_output();
// Flushes standard output; `status`, or kFailed with a complaint if anything could not be written. A reader
// that went away early is no matter for complaint.
[[nodiscard]] int finish_output(int status);

// One line on standard error. The text must be safe for a terminal.
void complain(const std::string& line);

// Whether somebody looks at standard error.
[[nodiscard]] bool watched();

// How to lay out text on standard output: the terminal's width and colour, or plain text 120 columns wide.
[[nodiscard]] Page output_page();

// From now on the first SIGINT, SIGTERM or SIGHUP only sets the flag returned; the second ends the program.
const std::atomic<bool>& catch_interrupts();
[[nodiscard]] bool interrupted();
// The file that is removed if a signal ends the program; empty: none. A path too long for the system is not
// kept.
void remove_if_killed(const std::string& path);

// Shows on standard error how far long work is: a line that renews itself on a terminal that can do that, a
// line each half minute elsewhere, nothing in the first half second and nothing at all when quiet.
class Progress {
public:
    Progress(std::string what, bool quiet);
    ~Progress() { clear(); }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    // To be given to the engine; refers to this.
    [[nodiscard]] std::function<void(std::uint64_t, std::uint64_t)> callback();
    void show(std::uint64_t done, std::uint64_t total);
    // What the next lines are about.
    void rename(std::string what) { what_ = std::move(what); }
    // Takes the line away.
    void clear();

private:
    using Clock = std::chrono::steady_clock;

    std::string what_;
    bool quiet_;
    bool terminal_;
    bool shown_ = false;
    Clock::time_point start_;
    Clock::time_point next_;
};

}  // namespace firebreak::cli
