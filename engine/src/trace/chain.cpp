#include "trace/chain.hpp"

#include <algorithm>
#include <map>
#include <ostream>
#include <vector>

#include "model/compiled.hpp"
#include "trace/seen_json.hpp"

namespace firebreak {
namespace {

// The record and what brought it about, from parent to parent. Causes come before what they bring about, so a
// chain always ends.
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

bool reaches_crisis_rung(const Model& model, const Record& record) {
    const RungId crisis = model.compiled().crisis;
    if (const auto* start = std::get_if<RunStarted>(&record.what))
        return std::max(start->rungs[0], start->rungs[1]) >= crisis;
    const auto* effect = std::get_if<MoveTookEffect>(&record.what);
    return effect != nullptr && effect->after >= crisis;
}

void CauseLinks::record(const Record& record) {
    parents_.push_back(record.parent);
    if (crisis_ == kNoRecord && reaches_crisis_rung(model_, record)) crisis_ = record.id;
}

std::vector<RecordId> CauseLinks::chain(RecordId record) const { return walk(parents_, record); }

RecordId crisis_record(const Model& model, const Trace& trace) {
    const auto first = std::find_if(trace.records.begin(), trace.records.end(),
                                    [&](const Record& record) { return reaches_crisis_rung(model, record); });
    return first == trace.records.end() ? kNoRecord : first->id;
}

std::vector<RecordId> chain_of_causes(const Trace& trace, RecordId record) {
    std::vector<RecordId> parents;
    parents.reserve(trace.records.size());
    for (const Record& r : trace.records) parents.push_back(r.parent);
    return walk(parents, record);
}

std::vector<Seen> chain_lines(const Model& model, const Trace& trace, RecordId record, PointOfView view,
                              const SeenRecorder::Take& look) {
    std::vector<RecordId> parents;
    each_seen(model, trace, view, [&](const Seen& line) {
        parents.push_back(line.parent);
        if (look) look(line);
    });
    const std::vector<RecordId> chain = walk(parents, record);
    std::map<RecordId, Seen> lines;
    each_seen(model, trace, view, [&](const Seen& line) {
        if (std::binary_search(chain.rbegin(), chain.rend(), line.id)) lines[line.id] = line;  // latest first
    });
    std::vector<Seen> ordered;
    ordered.reserve(chain.size());
    for (const RecordId id : chain) ordered.push_back(std::move(lines[id]));
    return ordered;
}

void write_chain(std::ostream& out, const Model& model, const Trace& trace, RecordId record,
                 PointOfView view) {
    SeenWriter writer(model.spec());
    for (const Seen& line : chain_lines(model, trace, record, view)) out << writer.line(line) << '\n';
}

}  // namespace firebreak
