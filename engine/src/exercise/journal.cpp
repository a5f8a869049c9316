#include "exercise/journal.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "model/parameter_paths.hpp"
#include "scenario/sha256.hpp"
#include "trace/json_difference.hpp"
#include "trace/script_fields.hpp"
#include "trace/trace_header.hpp"

namespace firebreak {
namespace {

constexpr std::size_t kChainLength = 32;  // hexadecimal digits

// A line with its place in the chain.
ChainedLine chained(Fields fields, const std::string& before) {
    ChainedLine line;
    line.chain = sha256_of(before + json_text(fields)).substr(0, kChainLength);
    fields["chain"] = line.chain;
    line.text = json_text(fields);
    return line;
}

std::string digest_words(const Session& session) {
    return fmt::format("{:016x}", session.run().result.digest);
}

// What one line holds besides its place in the chain.
class LineReader {
public:
    explicit LineReader(ReadJournal& journal) : journal_(journal) {}

    // The fields of a line; none after a fault.
    std::optional<Fields> take(const std::string& text) {
        ++number_;
        std::string fault;
        Fields fields = parse_object(text, fault);
        const auto chain = fields.find("chain");
        if (fault.empty() && (chain == fields.end() || !chain->is_string())) fault = "chain: missing";
        if (!fault.empty()) {
            fail(fault);
            return {};
        }
        const std::string named = chain->get<std::string>();
        fields.erase("chain");
        const std::string right = sha256_of(journal_.chain + json_text(fields)).substr(0, kChainLength);
        journal_.chain = named;
        if (named == right) return fields;
        fail("the line was changed after it was written, or one before it is missing");
        return {};
    }

    // Returns false.
    bool fail(const std::string& what) {
        journal_.error = "line " + std::to_string(number_) + ": " + what;
        return false;
    }

private:
    ReadJournal& journal_;
    std::uint64_t number_ = 0;  // from 1, that of the head
};

bool is_version(const Fields& fields, const char* key, int version) {
    const auto found = fields.find(key);
    return found != fields.end() && found->is_number_integer() && *found == version;
}

bool take_head(const Fields& fields, const Spec& spec, ReadJournal& journal, LineReader& reader) {
    if (!fields.contains("firebreak_journal")) return reader.fail("not a Firebreak journal");
    if (!is_version(fields, "firebreak_journal", kJournalVersion))
        return reader.fail("this program cannot read this version of the journal");
    if (!is_version(fields, "rules", kRulesVersion))
        return reader.fail(
            "this program plays by other rules than the one that wrote this journal; use that version");
    TraceHeader header;
    std::string fault;
    const auto session = fields.find("session");
    if (session == fields.end()) return reader.fail("session: missing");
    if (!read_header(spec, *session, header, fault)) return reader.fail("session: " + fault);
    journal.head = {header.scenario, header.scenario_sha256, header.key, header.arm, header.set};
    return true;
}

bool take_line(const Fields& fields, ReadJournal& journal, LineReader& reader) {
    JournalLine line;
    line.number = journal.lines.size() + 1;
    const auto number = fields.find("number");
    if (number == fields.end() || *number != line.number)
        return reader.fail("expected number " + std::to_string(line.number));
    for (const auto& [key, text] : {std::pair{"wall", &line.wall}, std::pair{"kind", &line.kind}}) {
        const auto found = fields.find(key);
        if (found == fields.end() || !found->is_string())
            return reader.fail(std::string(key) + ": expected a text");
        *text = found->get<std::string>();
    }
    const auto body = fields.find("body");
    if (body == fields.end() || !body->is_object()) return reader.fail("body: expected an object");
    line.body = *body;
    journal.lines.push_back(std::move(line));
    return true;
}

// The lines that still count: a rewind takes back those after the line that it names.
std::vector<const JournalLine*> standing_lines(const ReadJournal& journal, std::string& error) {
    std::vector<const JournalLine*> standing;
    for (const JournalLine& line : journal.lines) {
        if (line.kind != "rewind") {
            standing.push_back(&line);
            continue;
        }
        const auto to = line.body.find("to");
        const bool names = to != line.body.end() && to->is_number_unsigned() && *to < line.number;
        if (!names) {
            error =
                "line " + std::to_string(line.number + 1) + ": to: expected the number of an earlier line";
            return {};
        }
        const auto last = to->get<std::uint64_t>();
        std::erase_if(standing, [&](const JournalLine* each) { return each->number > last; });
    }
    return standing;
}

// Does to the session what the line says; what is wrong, in words.
std::string repeat(Session& session, const JournalLine& line) {
    std::string fault;
    if (line.kind == "act") {
        const ScriptedAct act = read_act(session.spec(), line.body, "act", fault);
        return fault.empty() ? session.repeat(act) : fault;
    }
    if (line.kind == "inject" || line.kind == "overrule") {
        Fields script = {
            {"decisions", Fields::array()}, {"injects", Fields::array()}, {"corrections", Fields::array()}};
        script[line.kind == "inject" ? "injects" : "corrections"].push_back(line.body);
        const Script one = read_script(session.spec(), script, fault);
        if (!fault.empty()) return fault;
        if (!one.corrections.empty()) return session.overrule(one.corrections.front());
        ScriptedInject inject = one.injects.front();
        inject.at -= session.clock() + 1;
        return session.inject(std::move(inject));
    }
    if (line.kind != "advance") return {};  // what only people read
    const auto to = line.body.find("to");
    if (to == line.body.end() || !to->is_number_unsigned()) return "to: expected a whole number";
    session.advance(static_cast<Millis>(std::min<std::uint64_t>(to->get<std::uint64_t>(), kLongestHorizon)));
    const auto digest = line.body.find("digest");
    const std::string right = digest_words(session);
    if (digest == line.body.end() || *digest != right)
        return "the run has another digest than the journal says";
    return {};
}

}  // namespace

ChainedLine head_line(const Spec& spec, const JournalHead& head) {
    TraceHeader header;
    header.scenario = head.scenario;
    header.scenario_sha256 = head.scenario_sha256;
    header.key = head.key;
    header.arm = head.arm;
    header.set = head.set;
    return chained({{"firebreak_journal", kJournalVersion},
                    {"rules", kRulesVersion},
                    {"session", header_fields(spec, header, {})}},
                   {});
}

ChainedLine journal_line(const JournalLine& line, const std::string& chain) {
    return chained({{"number", line.number}, {"wall", line.wall}, {"kind", line.kind}, {"body", line.body}},
                   chain);
}

ReadJournal read_journal(const std::string& text, const Spec& spec) {
    ReadJournal journal;
    LineReader reader(journal);
    std::size_t from = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', from)) {
        const auto fields = reader.take(text.substr(from, end - from));
        if (!fields) return journal;
        const bool taken =
            from == 0 ? take_head(*fields, spec, journal, reader) : take_line(*fields, journal, reader);
        if (!taken) return journal;
        from = end + 1;
    }
    journal.length = from;
    if (from == 0) journal.error = "not a Firebreak journal";
    return journal;
}

JournalLine act_line(const Spec& spec, const ScriptedAct& act) {
    return {0, {}, "act", act_fields(spec, act)};
}

JournalLine inject_line(const Spec& spec, const ScriptedInject& inject) {
    return {0, {}, "inject", script_fields(spec, {{}, {inject}})["injects"][0]};
}

JournalLine overrule_line(const Correction& correction) {
    return {0, {}, "overrule", {{"kind", correction_name(correction.kind)}, {"event", correction.event}}};
}

JournalLine advance_line(const Session& session) {
    return {0, {}, "advance", {{"to", session.clock()}, {"digest", digest_words(session)}}};
}

JournalLine rewind_line(std::uint64_t number) { return {0, {}, "rewind", {{"to", number}}}; }

Replayed replay_journal(const Model& model, const ReadJournal& journal) {
    Replayed replayed{Session(model, journal.head.key), {}};
    for (const JournalLine* line : standing_lines(journal, replayed.error)) {
        const std::string fault = repeat(replayed.session, *line);
        if (fault.empty()) continue;
        replayed.error = "line " + std::to_string(line->number + 1) + ": " + fault;  // after the head
        break;
    }
    return replayed;
}

}  // namespace firebreak
