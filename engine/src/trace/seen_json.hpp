// What a view shows of a record, as the trace format writes it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <firebreak/trace.hpp>

namespace firebreak {

// An object with the fields of engine/docs/trace-format.md, in their order.
using Fields = nlohmann::ordered_json;

// The text of a line, without a line end. Bytes that are not UTF-8 become replacement characters.
[[nodiscard]] std::string json_text(const Fields& fields);

// Writes the lines of one run.
class SeenWriter {
public:
    // The scenario must outlive it.
    explicit SeenWriter(const Spec& spec);

    // Without a line end.
    [[nodiscard]] std::string line(const Seen& seen);

private:
    struct RuleText {
        std::shared_ptr<const RuleSpec> rule;
        std::string json;
    };
    class Ledgers;

    const Spec& spec_;
    // ids as JSON, by place
    std::vector<std::string> actors_, rungs_, causes_, moves_, channels_, sources_, evidence_, measures_;
    std::map<const RuleSpec*, RuleText> rules_;  // in words, which are long to make
};

}  // namespace firebreak
