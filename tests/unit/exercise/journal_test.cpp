// The journal: what people did, on disk, and the session that it brings back.
#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "exercise/journal.hpp"

#include "support/scenarios.hpp"

using namespace firebreak;
using namespace firebreak::test;

namespace {

constexpr std::string_view kPlan = R"(
channels: {cable: {link: 1h, translate: 1h, deliver: 1d, patience: 10d}}
messages: {denial: {likelihood: {accident: 0.9, attack: 0.3}}}
incidents: {a: {target: north, cause: accident, every: {exponential: 9d}}}
moves: {up: {to: tense}, down: {to: calm}, deny: {sends: denial, via: reply}}
north: {review: 20d, deliberation: 5d, doctrine: [{do: {up: 1, down: 1, hold: 1}}]}
south: {review: 20d, deliberation: 5d, doctrine: [{do: {up: 1, down: 1, hold: 1}}]}
)";

const ChannelId kCable{std::size_t{0}};

class Folder {
public:
    Folder()
        : path_(std::filesystem::temp_directory_path() /
                ("firebreak-journal-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

std::string text_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

void write_text(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

JournalHead head_of(const Spec& spec) { return {spec.id, "0123", {7, 2, 0}, {}, {}}; }

// A session of some moves, with its journal, as a program would lead it.
struct Led {
    explicit Led(const std::string& path) : spec(scenario(kPlan)), session(compile(spec, {}), {7, 2, 0}) {
        file = JournalFile::create(path, spec, head_of(spec), error);
        for (int move = 0; move < 4 && error.empty(); ++move) {
            session.advance(session.next_stop({5 * kDay, 15 * kDay}));
            keep(advance_line(session));
            for (const ActorId actor : {kNorth, kSouth}) {
                REQUIRE(session.order(actor, move_id(spec, move % 2 == 0 ? "up" : "down")).empty());
                keep(act_line(spec, session.script().acts.back()));
            }
            REQUIRE(
                session
                    .write(kSouth,
                           {MessageKind::warning, kCable, {}, {}, "Line " + std::to_string(move) + "\n\"x\""})
                    .empty());
            keep(act_line(spec, session.script().acts.back()));
            REQUIRE(session.inject({kDay, kNorth, "News of the day.", kAttack, 2.5}).empty());
            keep(inject_line(spec, session.script().injects.back()));
            keep({0, {}, "note", {{"text", "a word of the umpire's"}}});
        }
    }
    void keep(const JournalLine& line) { error += file.append(line); }

    Spec spec;
    Session session;
    std::string error;
    JournalFile file;
};

bool same(const Session& a, const Session& b) {
    return a.clock() == b.clock() && a.script() == b.script() &&
           a.run().result.digest == b.run().result.digest;
}

}  // namespace

TEST_CASE("A journal brings its session back", "[exercise][journal]") {
    const Folder folder;
    const Led led(folder.file("a"));
    REQUIRE(led.error.empty());
    CHECK(led.file.lines() == 24);
    const ReadJournal read = read_journal(text_of(folder.file("a")), led.spec);
    REQUIRE(read.error.empty());
    CHECK(read.lines.size() == 24);
    CHECK(read.head.key == NoiseKey{7, 2, 0});
    const Replayed back = replay_journal(compile(led.spec, {}), read);
    CHECK(back.error.empty());
    CHECK(same(back.session, led.session));
    CHECK(std::get<act::Say>(back.session.script().acts[2].what).text == "Line 0\n\"x\"");
}

TEST_CASE("A session cut off at any byte comes back as it was after the last finished line, and goes on",
          "[exercise][journal]") {
    const Folder folder;
    const Led led(folder.file("a"));
    const std::string text = text_of(folder.file("a"));
    std::mt19937_64 chance(7);
    for (int i = 0; i < 60; ++i) {
        const std::size_t cut = text.find('\n') + 1 + chance() % (text.size() - text.find('\n') - 1);
        const std::string kept = text.substr(0, cut);
        write_text(folder.file("b"), kept);
        ReadJournal read;
        std::string error;
        {
            JournalFile file = JournalFile::open(folder.file("b"), led.spec, read, error);
            REQUIRE(error.empty());
            CHECK(static_cast<std::ptrdiff_t>(read.lines.size()) + 1 ==
                  std::count(kept.begin(), kept.end(), '\n'));
            Replayed back = replay_journal(compile(led.spec, {}), read);
            REQUIRE(back.error.empty());
            back.session.advance(back.session.next_stop({kDay, 3 * kDay}));
            CHECK(file.append(advance_line(back.session)).empty());
        }
        const ReadJournal again = read_journal(text_of(folder.file("b")), led.spec);
        CHECK(again.error.empty());
        CHECK(again.lines.size() == read.lines.size() + 1);
        CHECK(replay_journal(compile(led.spec, {}), again).error.empty());
    }
    // Not even its first line is finished: there is nothing to go on from.
    write_text(folder.file("b"), text.substr(0, 20));
    CHECK(read_journal(text.substr(0, 20), led.spec).error == "not a Firebreak journal");
}

TEST_CASE("Whoever changes a journal is found out", "[exercise][journal]") {
    const Folder folder;
    const Led led(folder.file("a"));
    const std::string text = text_of(folder.file("a"));
    std::mt19937_64 chance(11);
    for (int i = 0; i < 300; ++i) {
        std::string changed = text;
        char& byte = changed[chance() % (text.size() - 1)];
        const char other = static_cast<char>('!' + chance() % 90);
        if (byte == other || byte == '\n') continue;
        byte = other;
        INFO(changed.substr(0, 0) << i);
        CHECK_FALSE(read_journal(changed, led.spec).error.empty());
    }
    // A line left out, and two in the other order.
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line + "\n");
    const auto joined = [](const std::vector<std::string>& list) {
        std::string all;
        for (const std::string& line : list) all += line;
        return all;
    };
    std::vector<std::string> fewer = lines;
    fewer.erase(fewer.begin() + 3);
    CHECK(read_journal(joined(fewer), led.spec).error ==
          "line 4: the line was changed after it was written, or one before it is missing");
    std::swap(lines[4], lines[5]);
    CHECK_FALSE(read_journal(joined(lines), led.spec).error.empty());
}

TEST_CASE("A rewind goes back to a line, and keeps what was left", "[exercise][journal]") {
    const Folder folder;
    Led led(folder.file("a"));
    const std::string before = text_of(folder.file("a"));
    const std::uint64_t after_two_moves = 12;
    REQUIRE(led.file.append(rewind_line(after_two_moves)).empty());
    const std::string text = text_of(folder.file("a"));
    CHECK(text.starts_with(before));
    const Replayed back = replay_journal(compile(led.spec, {}), read_journal(text, led.spec));
    CHECK(back.error.empty());
    ReadJournal two = read_journal(before, led.spec);
    two.lines.resize(after_two_moves);
    CHECK(same(back.session, replay_journal(compile(led.spec, {}), two).session));
    CHECK(back.session.script().acts.size() == 6);
    REQUIRE(led.file.append(rewind_line(40)).empty());
    CHECK(replay_journal(compile(led.spec, {}), read_journal(text_of(folder.file("a")), led.spec)).error ==
          "line 27: to: expected the number of an earlier line");
}

TEST_CASE("A journal is new, is a journal, and has one program at a time", "[exercise][journal]") {
    const Folder folder;
    const Led led(folder.file("a"));
    std::string error;
    static_cast<void>(JournalFile::create(folder.file("a"), led.spec, head_of(led.spec), error));
    CHECK(error.find("cannot be made: File exists") != std::string::npos);
    const auto opening = [&](const std::string& path) {
        ReadJournal read;
        std::string fault;
        static_cast<void>(JournalFile::open(path, led.spec, read, fault));
        return fault;
    };
    CHECK(opening(folder.file("a")).ends_with("another program has this journal open"));
    CHECK(opening(folder.file("none")).ends_with("cannot be opened: No such file or directory"));
    CHECK(opening(folder.file(".")).find("cannot be opened") != std::string::npos);
    write_text(folder.file("c"), "firebreak: 1\n");
    CHECK(opening(folder.file("c"))
              .ends_with("line 1: not a JSON object; the file is damaged or was cut short"));
    // Of another scenario, and of other rules.
    JournalHead head = head_of(led.spec);
    head.scenario = "elsewhere";
    CHECK(read_journal(head_line(led.spec, head).text + "\n", led.spec).error ==
          "line 1: session: the trace is of the scenario 'elsewhere', not of 'test'");
    CHECK(read_journal("{\"chain\":\"\"}\n", led.spec).error.starts_with("line 1: "));
}
