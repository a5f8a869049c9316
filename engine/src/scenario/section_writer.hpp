// Writes the lines of a scenario under their key paths, so that each number can carry the grade that the
// provenance section gives it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <firebreak/spec.hpp>

#include "scenario/yaml_writer.hpp"

namespace firebreak {

class SectionWriter {
public:
    // With an empty list no line carries a grade. The list must outlive the writer.
    explicit SectionWriter(const std::vector<ProvenanceSpec>& grades) : grades_(grades) {}

    void open(std::string_view key);
    void close();
    // A map in a list; `name` stands for it in paths ("ladder.war"), because numbers there make poor names.
    void open_item(std::string_view name);
    void item(std::string_view value) { out_.item(value); }

    // A value that is YAML already, and one that is text.
    void value(std::string_view key, std::string_view yaml);
    void text(std::string_view key, std::string_view text) { value(key, yaml_text(text)); }
    void number(std::string_view key, double number);
    void flag(std::string_view key, bool flag) { value(key, flag ? "yes" : "no"); }
    void duration(std::string_view key, Duration duration) { value(key, format_duration(duration)); }
    void duration_law(std::string_view key, const Distribution& law);
    void number_law(std::string_view key, const Distribution& law);
    // The text if it is not empty.
    void text_if_any(std::string_view key, std::string_view text);
    void texts(std::string_view key, const std::vector<std::string>& texts);
    // One line for weights whose numbers share a grade, and one for each weight under its own key.
    void weights(std::string_view key, const Weights& weights);
    void weights_apart(std::string_view key, const Weights& weights);

    [[nodiscard]] std::string take() { return out_.take(); }

private:
    [[nodiscard]] std::string grade_of(std::string_view key) const;

    const std::vector<ProvenanceSpec>& grades_;
    std::vector<std::string> path_;
    YamlWriter out_;
};

// "{a: 0.4, b: 0.6}"; a single weight of 1 is the id alone if `shorten`.
[[nodiscard]] std::string weights_text(const Weights& weights, bool shorten);

}  // namespace firebreak
