// YAML text with indentation, quoting and comments; knows nothing of scenarios.
#pragma once

#include <string>
#include <string_view>

namespace firebreak {

// A text as a YAML scalar: plain where every YAML reader takes it for that text, otherwise in double quotes
// with escapes.
[[nodiscard]] std::string yaml_text(std::string_view text);

class YamlWriter {
public:
    // A line "key: value", or a line "key:" that opens a map or list one level deeper until close().
    void line(std::string_view key, std::string_view value, std::string_view comment = {});
    void open(std::string_view key, std::string_view comment = {});
    void close() { --depth_; }

    // A list item on one line; or one that opens a map, whose first line follows the dash.
    void item(std::string_view value);
    void open_item();

    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    void indent();

    std::string text_;
    int depth_ = 0;
    bool after_dash_ = false;
};

}  // namespace firebreak
