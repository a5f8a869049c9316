// The chain of causes: why did this happen?
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "trace/labels.hpp"
#include "trace/ledger.hpp"
#include "trace/line_text.hpp"

namespace firebreak {
namespace {

// The record and what brought it about, from parent to parent. Causes come before what they bring about, so a chain always ends.
std::vector<RecordId> walk(const std::vector<RecordId>& parents, RecordId record) {
    std::vector<RecordId> chain;
    while (record < parents.size()) {
        chain.push_back(record);
        const RecordId parent = parents[record];
        if (parent >= record) break;
        record = parent;
    }
    return chain;
}

}  // namespace

std::vector<RecordId> chain_of_causes(const Trace& trace, RecordId record) {
    std::vector<RecordId> parents;
    parents.reserve(trace.records.size());
    for (const Record& r : trace.records) parents.push_back(r.parent);
    return walk(parents, record);
}

std::string tell_chain(const Model& model, const Trace& trace, RecordId record, PointOfView view) {
    std::vector<RecordId> parents;
    each_ledger_line(model, trace, view, [&](const LedgerLine& line) { parents.push_back(line.parent); });
    const std::vector<RecordId> chain = walk(parents, record);
    const Labels labels(model.spec());
    std::map<RecordId, std::string> told;
    each_ledger_line(model, trace, view, [&](const LedgerLine& line) {
        if (std::find(chain.begin(), chain.end(), line.id) == chain.end()) return;
        std::string& text = told[line.id];
        text = fmt::format("#{}  {} ", line.id, moment_text(model.spec(), line.time));
        for (const Row& row : tell_line(labels, line)) text += " " + row.who + " " + row.text;
    });
    std::string text;
    for (const RecordId id : chain) text += told[id] + "\n";
    return text;
}

}  // namespace firebreak
