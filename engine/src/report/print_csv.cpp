#include <firebreak/answer.hpp>
#include <firebreak/text.hpp>

namespace firebreak {
namespace {

// Adds a cell of whatever kind to a row.
struct AddCell {
    CsvRow& row;

    void operator()(std::monostate) const { row.skip(1); }
    void operator()(const std::string& words) const { row.add(std::string_view(words)); }
    void operator()(const answer::Name& name) const { row.add(std::string_view(name.id)); }
    void operator()(std::uint64_t number) const { row.add(number); }
    void operator()(double number) const { row.add(number); }
    void operator()(const Proportion& proportion) const { row.add(proportion.share()); }
    void operator()(const Effect& effect) const { row.add(effect.difference); }
    void operator()(const answer::Moment& moment) const {
        row.add(std::string_view(format_date(moment.since_1970)));
    }
};

}  // namespace

std::string table_csv(const answer::Table& table) {
    CsvRow names;
    for (const answer::Column& column : table.columns)
        names.add(std::string_view(column.name.empty() ? column.heading : column.name));
    std::string text = names.line();
    for (const auto& cells : table.rows) {
        CsvRow row;
        for (const answer::Cell& cell : cells) std::visit(AddCell{row}, cell);
        text += row.line();
    }
    return text;
}

}  // namespace firebreak
