#include <exception>
#include <istream>
#include <optional>
#include <streambuf>

#include <firebreak/trace.hpp>

#include "trace/ledger.hpp"
#include "trace/trace_header.hpp"

namespace firebreak {
namespace {

constexpr std::size_t kLongestLine = std::size_t{16} << 20;
constexpr int kDeepest = 32;

// How deep brackets nest, outside of texts; counting stops once it is too deep.
bool nests_too_deep(const std::string& line) {
    int depth = 0;
    bool in_text = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (in_text) {
            if (c == '\\') ++i;
            in_text = c != '"';
        } else if (c == '"') {
            in_text = true;
        } else if (c == '{' || c == '[') {
            if (++depth > kDeepest) return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

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

class TraceReader {
public:
    TraceReader(std::istream& in, const Spec& spec, ReadTrace& out) : in_(in), spec_(spec), out_(out) {}

    void read() {
        if (!next_line()) return fail_if_none("the file is empty");
        const Fields header = parse();
        if (failed()) return;
        std::string fault;
        if (!read_header(spec_, header, out_.header, fault)) return fail(fault);
        while (next_line()) {
            if (read_line()) return expect_nothing_more();
            if (failed()) return;
        }
        fail_if_none("the file ends without an end line: it was cut short");
    }

private:
    [[nodiscard]] bool failed() const { return !out_.error.empty(); }
    void fail(const std::string& what) { out_.error = "line " + std::to_string(number_) + ": " + what; }
    void fail_if_none(const char* what) {
        if (failed()) return;
        number_ = out_.lines + 1;
        fail(what);
    }

    // False at the end of the file, or if the line is too long.
    bool next_line() {
        std::streambuf* source = in_.rdbuf();
        line_.clear();
        if (source == nullptr || source->sgetc() == std::char_traits<char>::eof()) return false;
        ++number_;
        for (int c = source->sbumpc(); c != std::char_traits<char>::eof() && c != '\n'; c = source->sbumpc()) {
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
        if (nests_too_deep(line_)) {
            fail("nested too deep");
            return {};
        }
        // The parser takes a zero byte for the end of the text and would pass over what follows.
        const bool has_zero = line_.find('\0') != std::string::npos;
        Fields fields = has_zero ? Fields() : Fields::parse(line_, nullptr, false);
        if (!fields.is_object())
            fail(number_ == 1 ? "not a Firebreak trace" : "not a JSON object; the file is damaged or was cut short");
        return fields;
    }

    // True if it was the end line.
    bool read_line() {
        const Fields fields = parse();
        if (failed()) return false;
        if (!fields.contains("end")) {
            check_record(fields);
            return false;
        }
        const auto digest = parse_digest(fields);
        if (digest) {
            out_.digest = *digest;
        } else {
            fail("digest: expected 16 hexadecimal digits");
        }
        return true;
    }

    void check_record(const Fields& fields) {
        const auto id = fields.find("id");
        const std::uint64_t expected = number_ - 2;
        if (id == fields.end() || !id->is_number_unsigned()) return fail("neither a record nor an end line");
        if (id->get<std::uint64_t>() == expected) return;
        fail("record " + std::to_string(id->get<std::uint64_t>()) + " where record " + std::to_string(expected) +
             " was due: lines are missing or out of order");
    }

    void expect_nothing_more() {
        if (failed()) return;
        while (next_line()) {
            if (line_.find_first_not_of(" \t\r") != std::string::npos) return fail("text after the end line");
        }
    }

    std::istream& in_;
    const Spec& spec_;
    ReadTrace& out_;
    std::string line_;
    std::uint64_t number_ = 0;
};

}  // namespace

ReadTrace read_trace(std::istream& in, const Spec& spec) {
    ReadTrace result;
    try {
        TraceReader(in, spec, result).read();
    } catch (const std::exception& failure) {
        result.error = std::string("cannot be read: ") + failure.what();
    }
    return result;
}

}  // namespace firebreak
