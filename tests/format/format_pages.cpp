// Holds assets/schema/scenario.schema.json and the tables of engine/docs/scenario-format.md to the format
// table, from which they are made, and tables of engine/docs/run-format.md and sweep-format.md to the columns
// of runs and of points.
//
//     firebreak_format_pages SOURCE-FOLDER           exit status 1 and the file's name, where one differs
//     firebreak_format_pages SOURCE-FOLDER --write   writes the files anew
//
// What the table does not have (kinds of value, conditions, expectations, provenance) is in
// schema_frame.json, where @counts and @count_list stand for the counts of a run. In the page a table follows
// a remark such as <!-- keys of: channel -->, <!-- counts of a run --> or <!-- columns of a run -->.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include <firebreak/run.hpp>
#include <firebreak/text.hpp>

#include "format/page_table.hpp"
#include "format/schema_table.hpp"
#include "model/statistics_names.hpp"
#include "sweep/point_row.hpp"
#include "sweep/run_row.hpp"

using namespace firebreak;

namespace {

std::string text_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// Calls visit(name, part) for each part of the format that has rows.
template <class Visit>
void for_each_part(Visit visit) {
    ActorSpec actor;
    visit("clock", ClockSpec{});
    visit("endings", EndingsSpec{});
    visit("settled", SettledSpec{});
    visit("rung", RungSpec{});
    visit("cause", CauseSpec{});
    visit("incident", IncidentSpec{});
    visit("evidence", EvidenceSpec{});
    visit("message", MessageSpec{});
    visit("channel", ChannelSpec{});
    visit("move", MoveSpec{});
    visit("actor", actor);
    visit("detection", actor.detection);
    visit("severity", actor.severity);
    visit("posture", actor.posture);
    visit("image", actor.image);
    visit("attribution", actor.attribution);
    visit("measure", MeasureSpec{});
    MessageSpec evidence;
    evidence.kind = MessageKind::evidence;
    visit("evidence_message", evidence);
}

std::string replaced(std::string text, const std::string& mark, const std::string& with) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + with.size()))
        text.replace(at, mark.size(), with);
    return text;
}

// The frame's pattern of a law, with what stands for @words, @alone and so on in this one.
format::Json law(const format::Json& pattern, const format::Json& parts) {
    std::string text = pattern.dump();
    for (const auto& [name, part] : parts.items()) text = replaced(text, "@" + name, part.get<std::string>());
    return format::Json::parse(text);
}

// The counts that a scenario can ask for without a subject. Of strikes and acts there are forms with one,
// too.
std::vector<std::string> count_names() {
    std::vector<std::string> names;
    for (const auto& count : kCounts<std::uint32_t>) {
        const std::string name = count_statistic(count.name);
        if (name != "strikes" && name != "acts") names.push_back(name);
    }
    return names;
}

std::string schema(const std::string& given) {
    const std::vector<std::string> counts = count_names();
    const std::string patterns = replaced(joined(counts, "|"), ".", "\\\\.");
    format::Json all = format::Json::parse(
        replaced(replaced(given, "@counts", patterns), "@count_list", joined(counts, ", ")));
    for (auto& [key, definition] : all["definitions"].items()) {
        if (definition.contains("law_of")) definition = law(all["law"], format::Json(definition["law_of"]));
    }
    all.erase("law");
    for_each_part([&](const std::string& name, auto part) {
        format::SchemaTable table;
        describe(table, part);
        for (const char* section : {"properties", "definitions"}) {
            for (auto& [key, frame] : all[section].items()) {
                if (frame.value("keys_of", "") != name) continue;
                frame.erase("keys_of");
                table.complete(frame);
            }
        }
    });
    return format::laid_out(all) + "\n";
}

// Puts rows in place of those of the table that follows a remark, if there is one.
void put_rows(std::string& text, const std::string& remark, const std::string& rows) {
    const std::size_t at = text.find("<!-- " + remark + " -->\n");
    if (at == std::string::npos) return;
    const std::size_t rule = text.find("|---", at), first = text.find('\n', rule) + 1,
                      end = text.find("\n\n", first);
    text.replace(first, end + 1 - first, rows);
}

std::string page(std::string text) {
    for_each_part([&](const std::string& name, auto part) {
        format::PageTable table;
        describe(table, part);
        put_rows(text, "keys of: " + name, table.rows);
    });
    std::string counts;
    for (const auto& count : kCounts<std::uint32_t>)
        counts += "| `" + count_statistic(count.name) + "` | " + count.meaning + " |\n";
    put_rows(text, "counts of a run", counts);
    return text;
}

const char* type_words(RunColumn::Type type) {
    return type == RunColumn::Type::integer  ? "whole number"
           : type == RunColumn::Type::number ? "number"
                                             : "text";
}

// Puts the columns of a table of results into the page that a remark marks.
std::string columns_page(std::string text, const std::string& remark, std::span<const RunColumn> columns) {
    std::string rows;
    for (const RunColumn& column : columns) {
        const std::string unit = column.unit[0] == '\0' ? "" : " " + std::string(column.unit);
        const std::string missing = column.missing[0] == '\0' ? "" : " " + std::string(column.missing);
        rows += "| `" + std::string(column.name) + "` | " + type_words(column.type) + " |" + unit + " | " +
                column.words + " |" + missing + " |\n";
    }
    put_rows(text, remark, rows);
    return text.find(remark) == std::string::npos ? text + "<!-- " + remark + " -->\n" : text;
}

bool hold(const std::string& path, const std::string& made, bool write) {
    if (text_of(path) == made) return true;
    if (write) std::ofstream(path, std::ios::binary) << made;
    std::printf("%s: %s\n", path.c_str(),
                write ? "written" : "not as the format table has it; the target format_pages writes it anew");
    return write;
}

}  // namespace

int main(int count, char** arguments) {
    const std::string root = count > 1 ? arguments[1] : ".";
    const bool write = count > 2 && std::string(arguments[2]) == "--write";
    const std::string doc = root + "/engine/docs/scenario-format.md";
    const bool schema_holds = hold(root + "/assets/schema/scenario.schema.json",
                                   schema(text_of(root + "/tests/format/schema_frame.json")), write);
    const bool page_holds = hold(doc, page(text_of(doc)), write);
    const std::string runs = root + "/engine/docs/run-format.md";
    const bool runs_hold = hold(runs, columns_page(text_of(runs), "columns of a run", run_columns()), write);
    const std::string sweeps = root + "/engine/docs/sweep-format.md";
    const bool sweeps_hold =
        hold(sweeps, columns_page(text_of(sweeps), "columns of a point", point_columns()), write);
    return schema_holds && page_holds && runs_hold && sweeps_hold ? 0 : 1;
}
