#include "trace/chain.hpp"

#include <fmt/format.h>

#include <firebreak/telling.hpp>

namespace firebreak {

std::string tell_chain(const Model& model, const Trace& trace, RecordId record, PointOfView view,
                       const std::map<RecordId, std::string>& remarks) {
    Teller teller(model.spec());
    const std::vector<Seen> chain =
        chain_lines(model, trace, record, view, [&](const Seen& line) { teller.learn(line); });
    std::string text;
    for (const Seen& line : chain) {
        const auto remark = remarks.find(line.id);
        text +=
            fmt::format("#{}  {}  {}{}\n", line.id, moment_words(model.spec(), line.time),
                        teller.tell_on_one_line(line), remark == remarks.end() ? "" : " " + remark->second);
    }
    return text;
}

}  // namespace firebreak
