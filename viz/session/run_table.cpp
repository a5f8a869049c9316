#include "session/run_table.hpp"

#include "session/run_words.hpp"

namespace firebreak::viz {
namespace {

constexpr const char* kColumns[] = {"replicate", "view",   "shown", "line", "parent",
                                    "hours",     "moment", "kind",  "words"};

}  // namespace

std::string run_table(const TableOrigin& origin, const ToldRun& run, const std::string& view,
                      const std::string& shown) {
    const Spec& spec = run.model->spec();
    FileTable table(origin, kColumns);
    for (const Seen& line : run.lines) {
        CsvRow row = table.row();
        row.add(run.key.replicate);
        row.add(view);
        row.add(shown);
        row.add(std::uint64_t{line.id});
        if (line.parent != kNoRecord) row.add(std::uint64_t{line.parent});
        else row.skip(1);
        row.add(static_cast<double>(line.time) / 3'600'000.0);
        row.add(moment_words(spec, line.time));
        row.add(std::string_view(seen_kind_name(line.kind)));
        row.add(line_words(run, line));
        table.add(row);
    }
    return table.text();
}

}  // namespace firebreak::viz
