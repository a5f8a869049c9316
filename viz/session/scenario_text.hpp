// The text of a scenario file while a person edits it: read, checked by the engine's loader as one types, and
// written back.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <firebreak/scenario.hpp>

namespace firebreak::viz {

inline constexpr std::size_t kMostEditedBytes = 200'000;

// Belongs to the interface thread; the checks are made on another.
class ScenarioText {
public:
    ScenarioText();
    ~ScenarioText();
    ScenarioText(const ScenarioText&) = delete;
    ScenarioText& operator=(const ScenarioText&) = delete;

    // Reads a file to be edited, and asks for a check. Returns why it cannot be, "The file is larger than 200
    // kB..."; empty if it can. Then nothing is open. Line ends of Windows and a byte order mark are kept, but
    // are not in `text`.
    [[nodiscard]] std::string read(const std::string& path);
    void close();

    [[nodiscard]] bool is_open() const { return !path_.empty(); }
    [[nodiscard]] const std::string& path() const { return path_; }

    std::string text;  // as it is edited; edited() must follow each change

    void edited();
    // Differs from the file as it was read or written last.
    [[nodiscard]] bool changed() const { return is_open() && text != saved_; }
    void revert();

    // Lets time pass: half a second after the last change the check begins. True when it brought something
    // new.
    [[nodiscard]] bool tick(double seconds);
    [[nodiscard]] bool checking() const { return due_ || job_ != nullptr; }
    // Of the last check that was finished.
    [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
    [[nodiscard]] std::size_t errors() const;

    enum class Saved { yes, changed_on_disk, failed };
    // Writes the text into the file: new, and then renamed. With `anyway` also if the file is another than
    // the one that was read. On failure fault() says why, and the file is as it was.
    [[nodiscard]] Saved save(bool anyway);
    [[nodiscard]] const std::string& fault() const { return fault_; }

private:
    struct Job;

    void forget();

    std::string path_;
    std::string bytes_;  // of the file, as it was read or written last
    std::string saved_;  // the same as text
    bool byte_order_mark_ = false, windows_ = false;
    std::string fault_;
    std::vector<Diagnostic> diagnostics_;
    bool due_ = false;
    double waited_ = 0;
    std::shared_ptr<Job> job_;
    std::vector<std::shared_ptr<Job>> left_;  // of texts that were closed before they were done
};

}  // namespace firebreak::viz
