// A scenario and results written by hand for tests of what reports say of them: each number differs from its
// neighbours, so that a swap shows.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "report/answers.hpp"
#include "support/scenarios.hpp"

namespace firebreak::test {

// Two named sides, and something of everything that has a name.
inline const Spec& named_scenario() {
    static const Spec spec = scenario(
        "title: Two sides\nquestion: Does it end badly?\n"
        "ladder: [{id: calm, name: All calm}, {id: tense, name: High tension}, {id: crisis, name: Open "
        "crisis}, {id: brink, name: The brink}, {id: war, name: Open war}]\n"
        "causes: {accident: {name: An accident, hostility: 0}, attack: {name: An attack, hostility: 1}}\n"
        "channels: {cable: {label: The cable, loss: 0.1}, radio: {label: The radio}}\n"
        "messages: {denial: {}, warning: {}}\n"
        "evidence: {lab: {every: 4d, accuracy: 0.6}}\n"
        "moves: {rise: {label: Rise up, by: 1}, fall: {label: Step back, by: -1}, ask: {sends: query, via: "
        "cable}, tell: {sends: warning, via: radio}}\n"
        "incidents: {outage: {target: north, cause: accident, every: 15d, severity: 3}}\n"
        "north: {name: Northland, posture: {misread: 0.1}, doctrine: [{when: {threat: '>= 2'}, do: rise}, "
        "{do: hold}]}\n"
        "south: {name: Southland, posture: {misread: 0.2}, doctrine: [{when: {threat: '>= 3'}, do: fall}, "
        "{do: hold}]}\n"
        "measures: {drill: {label: A drill, set: {actors.north.posture.misread: 0.05}}, hotline: {set: "
        "{channels.cable.loss: 0}}, horn: {set: {channels.radio.loss: 0.2}}, lookout: {set: "
        "{actors.south.posture.misread: 0.3}}}\n");
    return spec;
}

inline report::Origin handmade_origin() {
    report::Origin origin;
    origin.file = "two.yaml";
    origin.sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    origin.seed = 7;
    origin.asked = 2000;
    return origin;
}

// An arm of 2,000 runs: its measures, wars, inadvertent and averted crises, and its pairs with the first arm.
struct HandmadeArm {
    std::vector<std::string> measures;
    std::uint64_t war, inadvertent, averted;
    PairTotals effect;
};

// Of the single measures drill lowers the share, hotline lowers it most, horn least; lookout raises it. All
// four together lower it more than any. Drill with hotline changes it, but not detectably, and drill with
// horn changes nothing.
inline const std::vector<HandmadeArm>& handmade_arms() {
    static const std::vector<HandmadeArm> arms{
        {{}, 70, 210, 44, {1700, 0, 0, 300}},
        {{"drill"}, 60, 140, 56, {1680, 20, 80, 220}},
        {{"hotline"}, 50, 100, 36, {1670, 30, 150, 150}},
        {{"horn"}, 66, 160, 24, {1670, 30, 60, 240}},
        {{"lookout"}, 90, 190, 40, {1610, 90, 10, 290}},
        {{"drill", "hotline"}, 64, 150, 34, {1652, 48, 52, 248}},
        {{"drill", "horn"}, 68, 208, 46, {1700, 0, 0, 300}},
        {{"drill", "hotline", "horn", "lookout"}, 20, 80, 16, {1680, 20, 200, 100}}};
    return arms;
}

inline Study handmade_study() {
    Study study;
    std::vector<PairTotals> effects;
    for (const HandmadeArm& arm : handmade_arms()) {
        const std::uint64_t crisis = arm.effect.n01 + arm.effect.n11;
        study.arms.push_back({arm.measures, {}});
        ArmTotals totals;
        totals.crisis = crisis;
        totals.outcomes = {arm.war, crisis - arm.war, 900, 2000 - 900 - crisis};
        totals.events = 1000 * study.arms.size();
        study.ensemble.arms.push_back(totals);
        totals.crisis = crisis - arm.inadvertent + arm.averted;
        totals.outcomes = {arm.war / 2, totals.crisis - arm.war / 2, 800, 2000 - 800 - totals.crisis};
        study.ensemble.arms.push_back(totals);
        study.ensemble.pairs.push_back(
            {2000 - crisis - arm.averted, arm.averted, arm.inadvertent, crisis - arm.inadvertent});
        if (study.arms.size() > 1) effects.push_back(arm.effect);
    }
    study.ensemble.pairs.insert(study.ensemble.pairs.end(), effects.begin(), effects.end());
    study.ensemble.runs = 2000;
    study.ensemble.seconds = 2.5;
    return study;
}

inline report::StudyAnswer handmade_answer() {
    return report::answer_of(named_scenario(), handmade_study(), handmade_origin());
}

// The lines of a text that hold all of a part.
inline std::vector<std::string> lines_with(const std::string& text, std::string_view part) {
    std::vector<std::string> found;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string line = text.substr(at, end - at);
        if (line.find(part) != std::string::npos) found.push_back(line);
        at = end + 1;
    }
    return found;
}

// An answer on a terminal wide enough for everything.
inline std::string wide_text(const Answer& answer) { return answer_text(answer, 400, false); }
inline std::string wide_text(const answer::Table& table) {
    Answer answer;
    answer.blocks.emplace_back(table);
    return wide_text(answer);
}

// The sentences of blocks, those of lists with their leads.
inline std::vector<std::string> sentences_of(const answer::Blocks& blocks) {
    std::vector<std::string> all;
    for (const answer::Block& block : blocks) {
        if (const auto* paragraph = std::get_if<answer::Paragraph>(&block.what))
            all.push_back(paragraph->text);
        const auto* list = std::get_if<answer::List>(&block.what);
        if (list == nullptr) continue;
        for (const answer::Item& item : list->items)
            all.push_back(item.lead.empty() ? item.text : item.lead + " " + item.text);
    }
    return all;
}

inline bool has_line(const std::string& text, const std::string& line) {
    for (std::size_t at = text.find(line); at != std::string::npos; at = text.find(line, at + 1)) {
        const std::size_t end = at + line.size();
        if ((at == 0 || text[at - 1] == '\n') && (end == text.size() || text[end] == '\n')) return true;
    }
    return false;
}

using Cells = std::vector<std::string>;

// The cells of a line of a table, which stand two blanks or more apart.
inline Cells cells_of(const std::string& line) {
    Cells cells;
    for (std::size_t at = line.find_first_not_of(' '); at < line.size();) {
        const std::size_t end = std::min(line.find("  ", at), line.size());
        cells.push_back(line.substr(at, end - at));
        at = line.find_first_not_of(' ', end);
    }
    return cells;
}

// The cells of the first line that holds a part; the test fails if there is none.
inline Cells row_with(const std::string& text, std::string_view part) {
    const auto lines = lines_with(text, part);
    REQUIRE_FALSE(lines.empty());
    return cells_of(lines.front());
}

// The rows of a table of comma-separated values without quoted fields, by the names of its heading.
using CsvRecord = std::map<std::string, std::string>;
inline std::vector<CsvRecord> read_csv(const std::string& text) {
    const auto fields = [](const std::string& line) {
        Cells cells(1);
        for (const char c : line) {
            if (c == ',') cells.emplace_back();
            else if (c != '\r') cells.back() += c;
        }
        return cells;
    };
    std::vector<CsvRecord> records;
    Cells names;
    for (const std::string& line : lines_with(text, "")) {
        const Cells cells = fields(line);
        if (names.empty()) {
            names = cells;
            continue;
        }
        REQUIRE(cells.size() == names.size());
        CsvRecord& record = records.emplace_back();
        for (std::size_t i = 0; i < names.size(); ++i) REQUIRE(record.emplace(names[i], cells[i]).second);
    }
    return records;
}

// The cells of a row of a table of the page, by the headings of their columns; the first row of that heading
// behind `after`.
inline CsvRecord page_row(std::string html, const std::string& heading, const std::string& after = {}) {
    html.erase(0, std::min(html.find(after), html.size()));
    const std::size_t start = html.find("<th scope=\"row\">" + heading);
    if (start == std::string::npos) return {};
    const std::string row = html.substr(start, html.find("</tr>", start) - start);
    CsvRecord cells;
    const std::string mark = "data-label=\"";
    for (std::size_t at = row.find(mark); at != std::string::npos; at = row.find(mark, at + 1)) {
        const std::size_t label = at + mark.size();
        const std::size_t content = row.find('>', label) + 1;
        std::string text = row.substr(content, row.find("</td>", content) - content);
        for (std::size_t space = text.find("\xC2\xA0"); space != std::string::npos;
             space = text.find("\xC2\xA0"))
            text.replace(space, 2, " ");
        cells[row.substr(label, row.find('"', label) - label)] = text;
    }
    return cells;
}

}  // namespace firebreak::test
