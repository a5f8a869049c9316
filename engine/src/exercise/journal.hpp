// The journal of a session: a file with one line for each thing that people did. It alone brings a session
// back. Each line names the digest of the one before, so that nobody changes one without a trace.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <firebreak/exercise.hpp>

#include "trace/seen_json.hpp"

namespace firebreak {

inline constexpr int kJournalVersion = 1;
// What the acts of a journal do to a run. A program with other rules would bring back another session.
inline constexpr int kRulesVersion = 1;

// What a session starts from.
struct JournalHead {
    std::string scenario;         // id
    std::string scenario_sha256;  // of its files
    NoiseKey key;
    ArmSpec arm;
    std::vector<std::string> set;  // "path=value"
};

struct JournalLine {
    std::uint64_t number = 0;  // from 1
    std::string wall;          // when it was written, "2026-11-30T17:41:38Z"
    std::string kind;  // "act", "inject", "overrule", "advance", "rewind", or of what only people read
    Fields body;       // an object
};

// One line of text, without a line end, and the digest that the next one names.
struct ChainedLine {
    std::string text;
    std::string chain;
};
[[nodiscard]] ChainedLine head_line(const Spec& spec, const JournalHead& head);
[[nodiscard]] ChainedLine journal_line(const JournalLine& line, const std::string& chain);

// A journal as it was read. A last line without its line end was never finished and does not count.
struct ReadJournal {
    JournalHead head;
    std::vector<JournalLine> lines;
    std::string chain;         // of the last line
    std::uint64_t length = 0;  // bytes of the finished lines
    std::string error;         // in words, "line 7: ..."; empty: success, and only then is the rest of use
};
// Checks every line and the chain.
[[nodiscard]] ReadJournal read_journal(const std::string& text, const Spec& spec);

// --- What people did, as bodies of lines

[[nodiscard]] JournalLine act_line(const Spec& spec, const ScriptedAct& act);
[[nodiscard]] JournalLine inject_line(const Spec& spec, const ScriptedInject& inject);
[[nodiscard]] JournalLine overrule_line(const Correction& correction);
// With the digest of the run so far, by which a replay knows that it is the same.
[[nodiscard]] JournalLine advance_line(const Session& session);
// Back to where the session stood after line `number`; 0: at the start. What was left stays in the journal.
[[nodiscard]] JournalLine rewind_line(std::uint64_t number);

// The session after all lines, or after the first so many. After a fault the session stands where it stood
// before the line that is wrong.
struct Replayed {
    Session session;
    std::string error;  // "line 7: the journal says digest ..., the run gives ..."; empty: success
};
[[nodiscard]] Replayed replay_journal(const Model& model, const ReadJournal& journal);

// A journal on disk, open for more. One process at a time.
class JournalFile {
public:
    // A new file; an older one of this name is a fault. `error` says what is wrong, in words.
    [[nodiscard]] static JournalFile create(const std::string& path, const Spec& spec,
                                            const JournalHead& head, std::string& error);
    // One that exists. What is behind its last finished line is cut off.
    [[nodiscard]] static JournalFile open(const std::string& path, const Spec& spec, ReadJournal& read,
                                          std::string& error);
    JournalFile() = default;
    JournalFile(JournalFile&& other) noexcept;
    JournalFile& operator=(JournalFile&& other) noexcept;
    ~JournalFile();

    // Writes the line, with number and time, and waits until it is on the disk. What is wrong, in words; then
    // the journal ends before this line.
    [[nodiscard]] std::string append(JournalLine line);
    [[nodiscard]] std::uint64_t lines() const { return lines_; }

private:
    [[nodiscard]] std::string write(const std::string& text);

    int descriptor_ = -1;
    std::string path_;
    std::string chain_;
    std::uint64_t lines_ = 0;
    std::uint64_t length_ = 0;
};

}  // namespace firebreak
