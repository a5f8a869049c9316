#include <exception>
#include <istream>
#include <memory>
#include <optional>
#include <streambuf>
#include <utility>

#include <firebreak/text.hpp>
#include <firebreak/trace.hpp>

#include "trace/json_difference.hpp"
#include "trace/seen_json.hpp"
#include "trace/trace_header.hpp"

namespace firebreak {
namespace {

constexpr std::size_t kLongestLine = std::size_t{16} << 20;
constexpr std::size_t kLongestShown = 100;

std::optional<std::uint64_t> parse_digest(const Fields& end) {
    const auto found = end.find("digest");
    if (found == end.end() || !found->is_string()) return {};
    const auto& text = found->get_ref<const std::string&>();
    if (text.size() != 16) return {};
    std::uint64_t digest = 0;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        if (!digit && (c < 'a' || c > 'f')) return {};
        digest = digest << 4 | static_cast<std::uint64_t>(digit ? c - '0' : c - 'a' + 10);
    }
    return digest;
}

}  // namespace

// The lines of a trace, one after the other, and the first thing that keeps them from being a trace.
class TraceReader::Lines {
public:
    Lines(std::istream& in, const Spec& spec, ReadTrace& out) : in_(in), spec_(spec), out_(out) {}

    void read_header() {
        if (!next_line()) return fail_if_none("the file is empty");
        header_ = parse();
        std::string fault;
        if (!failed() && !firebreak::read_header(spec_, header_, out_.header, fault)) fail(fault);
    }

    // Passes over the records.
    void skim() {
        while (!failed() && next_line()) {
            const Fields fields = parse();
            if (failed()) return;
            if (is_end(fields)) return read_end(fields);
            check_record(fields);
        }
        fail_if_none(kCutShort);
    }

    TraceCheck check(const Model& model, const StopFlag* stop) {
        TraceCheck check;
        compare_header();
        SeenWriter writer(spec_);
        SeenRecorder run(model, out_.header.script, {}, [&](const Seen& line) {
            if (compare_record(writer.line(line))) ++check.records;
        });
        check.run = simulate(model, out_.header.key, out_.header.script, &run, stop);
        compare_end(check.run);
        check.error = out_.error;
        check.difference = difference_;
        return check;
    }

private:
    static constexpr const char* kCutShort = "the file ends without an end line: it was cut short";

    [[nodiscard]] bool failed() const { return !out_.error.empty(); }
    [[nodiscard]] bool done() const { return failed() || !difference_.empty(); }
    void fail(const std::string& what) { out_.error = at_line(what); }
    void fail_if_none(const char* what) {
        if (failed()) return;
        number_ = out_.lines + 1;
        fail(what);
    }
    void differ(const std::string& what) { difference_ = at_line(what); }
    [[nodiscard]] std::string at_line(const std::string& what) const {
        return "line " + std::to_string(number_) + ": " + what;
    }

    // False at the end of the file, or if the line is too long.
    bool next_line() {
        std::streambuf* source = in_.rdbuf();
        line_.clear();
        if (source == nullptr || source->sgetc() == std::char_traits<char>::eof()) return false;
        ++number_;
        for (int c = source->sbumpc(); c != std::char_traits<char>::eof() && c != '\n';
             c = source->sbumpc()) {
            if (line_.size() == kLongestLine) {
                fail("longer than 16 MiB");
                return false;
            }
            line_.push_back(static_cast<char>(c));
        }
        ++out_.lines;
        return true;
    }

    Fields parse() {
        std::string fault;
        Fields fields = parse_object(line_, fault);
        if (!fault.empty())
            fail(number_ == 1 && fault.starts_with("not a JSON") ? "not a Firebreak trace" : fault);
        return fields;
    }

    [[nodiscard]] static bool is_end(const Fields& fields) { return fields.contains("end"); }

    void read_end(const Fields& fields) {
        const auto digest = parse_digest(fields);
        if (!digest) return fail("digest: expected 16 hexadecimal digits");
        out_.digest = *digest;
        expect_nothing_more();
    }

    void check_record(const Fields& fields) {
        const auto id = fields.find("id");
        const std::uint64_t expected = number_ - 2;
        if (id == fields.end() || !id->is_number_unsigned()) return fail("neither a record nor an end line");
        if (id->get<std::uint64_t>() == expected) return;
        fail("record " + std::to_string(id->get<std::uint64_t>()) + " where record " +
             std::to_string(expected) + " was due: lines are missing or out of order");
    }

    void expect_nothing_more() {
        while (!failed() && next_line()) {
            if (line_.find_first_not_of(" \t\r") != std::string::npos) return fail("text after the end line");
        }
    }

    // What says which run it is was read from the header itself; the rest of it must fit the scenario.
    void compare_header() {
        if (header_["arm"].is_object() && !header_["arm"].contains("without"))
            header_["arm"]["without"] = Fields::array();
        Fields& script = header_["script"];
        if (script.is_object() && !script.contains("corrections")) script["corrections"] = Fields::array();
        if (const auto found = first_difference(header_, header_fields(spec_, out_.header, {})))
            differ(*found);
    }

    // Whether the next line is the record that the run gives.
    bool compare_record(const std::string& expected) {
        if (done()) return false;
        if (!next_line()) {
            fail_if_none(kCutShort);
            return false;
        }
        if (line_ == expected) return true;
        const Fields fields = parse();
        if (failed()) return false;
        if (is_end(fields)) {
            differ("the trace ends here, the run goes on with " + printable(expected, kLongestShown));
            return false;
        }
        check_record(fields);
        if (failed()) return false;
        const auto found = first_difference(fields, Fields::parse(expected, nullptr, false));
        if (found) differ(*found);
        return !found;
    }

    void compare_end(const RunResult& run) {
        if (done()) return;
        if (!next_line()) return fail_if_none(kCutShort);
        const Fields fields = parse();
        if (failed()) return;
        if (!is_end(fields))
            return differ("the run has ended, the trace goes on with " + printable(line_, kLongestShown));
        const auto found =
            first_difference(fields, Fields::parse(json_text(end_fields(spec_, run, {})), nullptr, false));
        if (found) return differ(*found);
        read_end(fields);
    }

    std::istream& in_;
    const Spec& spec_;
    ReadTrace& out_;
    Fields header_;
    std::string line_;
    std::uint64_t number_ = 0;
    std::string difference_;
};

namespace {

// Whatever is thrown on the way, want of memory for instance, is a fault in words.
template <class Read>
void guarded(std::string& error, Read read) {
    try {
        read();
    } catch (const std::exception& failure) {
        error = std::string("cannot be read: ") + failure.what();
    }
}

}  // namespace

TraceReader::TraceReader(std::istream& in, const Spec& spec)
    : lines_(std::make_unique<Lines>(in, spec, read_)) {
    guarded(read_.error, [&] { lines_->read_header(); });
}

TraceReader::~TraceReader() = default;

const TraceHeader& TraceReader::header() const { return read_.header; }

const std::string& TraceReader::error() const { return read_.error; }

TraceCheck TraceReader::check(const Model& model, const StopFlag* stop) {
    TraceCheck result;
    guarded(result.error, [&] { result = lines_->check(model, stop); });
    return result;
}

ReadTrace read_trace(std::istream& in, const Spec& spec) {
    TraceReader reader(in, spec);
    if (reader.error().empty()) guarded(reader.read_.error, [&] { reader.lines_->skim(); });
    return std::move(reader.read_);
}

}  // namespace firebreak
