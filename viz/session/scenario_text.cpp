#include "session/scenario_text.hpp"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <optional>
#include <thread>

#include <firebreak/scenario.hpp>

#include "session/folder_list.hpp"
#include "session/new_files.hpp"

namespace firebreak::viz {
namespace {

constexpr double kSecondsToCheck = 0.5;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// One byte more than may be edited is enough to see that it is too much.
std::optional<std::string> bytes_of(const std::string& path) {
    if (!why_not_openable(path).empty()) return {};
    std::ifstream in(path, std::ios::binary);
    if (!in) return {};
    std::string bytes(kMostEditedBytes + 1, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
}

bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80                   ? 1
                                   : lead >= 0xC2 && lead < 0xE0 ? 2
                                   : lead >= 0xE0 && lead < 0xF0 ? 3
                                   : lead >= 0xF0 && lead < 0xF5 ? 4
                                                                 : 0;
        if (length == 0 || i + length > text.size()) return false;
        for (std::size_t k = 1; k < length; ++k) {
            if ((static_cast<unsigned char>(text[i + k]) & 0xC0U) != 0x80U) return false;
        }
        i += length;
    }
    return true;
}

// Every line ends as on Windows; a file of mixed ends is left as it is.
bool has_windows_ends(std::string_view text) {
    const auto lines = std::count(text.begin(), text.end(), '\n');
    std::ptrdiff_t pairs = 0;
    for (std::size_t at = text.find("\r\n"); at != std::string_view::npos; at = text.find("\r\n", at + 2))
        ++pairs;
    return lines > 0 && pairs == lines && std::count(text.begin(), text.end(), '\r') == pairs;
}

std::string with_windows_ends(std::string_view text) {
    std::string out;
    for (const char c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return out;
}

}  // namespace

struct ScenarioText::Job {
    LoadedScenario loaded;
    std::atomic<bool> done = false;
    std::jthread thread;
};

ScenarioText::ScenarioText() = default;
ScenarioText::~ScenarioText() = default;

void ScenarioText::forget() {
    std::erase_if(left_, [](const auto& job) { return job->done.load(); });
    if (job_ && !job_->done) left_.push_back(job_);
    job_.reset();
    diagnostics_.clear();
    fault_.clear();
    due_ = false;
}

void ScenarioText::close() {
    forget();
    path_.clear();
    bytes_.clear();
    saved_.clear();
    text.clear();
}

std::string ScenarioText::read(const std::string& path) {
    close();
    const auto bytes = bytes_of(path);
    if (!bytes) return "The file cannot be read. " + why_not_openable(path);
    if (bytes->size() > kMostEditedBytes)
        return "The file is larger than 200 kB, which is the most that can be edited here. Use another "
               "program for it: the scenario is read again when the file changes.";
    if (bytes->find('\0') != std::string::npos || !is_utf8(*bytes)) return "The file is not text in UTF-8.";
    path_ = path;
    bytes_ = text = *bytes;
    byte_order_mark_ = text.starts_with(kByteOrderMark);
    if (byte_order_mark_) text.erase(0, kByteOrderMark.size());
    windows_ = has_windows_ends(text);
    if (windows_) std::erase(text, '\r');
    saved_ = text;
    due_ = true;
    waited_ = kSecondsToCheck;
    return {};
}

void ScenarioText::edited() {
    due_ = is_open();
    waited_ = 0;
}

void ScenarioText::revert() {
    text = saved_;
    edited();
}

bool ScenarioText::tick(double seconds) {
    if (job_ && job_->done) {
        diagnostics_ = std::move(job_->loaded.diagnostics);
        job_.reset();
        return true;
    }
    if (!due_ || job_) return false;
    waited_ += seconds;
    if (waited_ < kSecondsToCheck) return false;
    due_ = false;
    job_ = std::make_shared<Job>();
    job_->thread = std::jthread([job = job_.get(), checked = text, path = path_] {
        job->loaded = load_scenario_text(checked, path);
        job->done = true;
    });
    return true;
}

std::size_t ScenarioText::errors() const {
    return static_cast<std::size_t>(
        std::count_if(diagnostics_.begin(), diagnostics_.end(),
                      [](const Diagnostic& line) { return line.severity == Diagnostic::Severity::error; }));
}

ScenarioText::Saved ScenarioText::save(bool anyway) {
    fault_.clear();
    std::string bytes = byte_order_mark_ ? std::string(kByteOrderMark) : std::string();
    bytes += windows_ ? with_windows_ends(text) : text;
    if (bytes.size() > kMostEditedBytes) {
        fault_ = "the text is larger than 200 kB, which is the most that can be edited here";
        return Saved::failed;
    }
    if (!anyway && bytes_of(path_) != bytes_) return Saved::changed_on_disk;
    fault_ = write_new_file(path_, bytes);
    if (!fault_.empty()) return Saved::failed;
    bytes_ = bytes;
    saved_ = text;
    return Saved::yes;
}

}  // namespace firebreak::viz
