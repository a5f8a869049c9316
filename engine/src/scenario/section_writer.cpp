#include "scenario/section_writer.hpp"

#include <firebreak/model.hpp>
#include <firebreak/text.hpp>

#include "model/law_text.hpp"

namespace firebreak {

std::string weights_text(const Weights& weights, bool shorten) {
    if (shorten && weights.size() == 1 && weights.front().second == 1)
        return yaml_text(weights.front().first);
    std::string text = "{";
    for (const auto& [id, weight] : weights) {
        text.append(text.size() > 1 ? ", " : "")
            .append(yaml_text(id))
            .append(": ")
            .append(number_text(weight));
    }
    return text + "}";
}

std::string SectionWriter::grade_of(std::string_view key) const {
    if (grades_.empty()) return {};
    std::string path;
    for (const std::string& part : path_) path.append(part).append(".");
    path += key;
    const ProvenanceSpec* found = provenance_of(grades_, path);
    if (found == nullptr) return {};
    const std::string& reason = found->source.empty() ? found->note : found->source;
    return printable(reason.empty() ? found->grade : found->grade + ": " + reason);
}

void SectionWriter::open(std::string_view key) {
    out_.open(yaml_text(key));
    path_.emplace_back(key);
}

void SectionWriter::close() {
    out_.close();
    path_.pop_back();
}

void SectionWriter::open_item(std::string_view name) {
    out_.open_item();
    path_.emplace_back(name);
}

void SectionWriter::value(std::string_view key, std::string_view yaml) {
    out_.line(yaml_text(key), yaml, grade_of(key));
}

void SectionWriter::number(std::string_view key, double number) { value(key, number_text(number)); }

void SectionWriter::duration_law(std::string_view key, const Distribution& law) {
    value(key, law_text(law, true));
}

void SectionWriter::number_law(std::string_view key, const Distribution& law) {
    value(key, law_text(law, false));
}

void SectionWriter::text_if_any(std::string_view key, std::string_view content) {
    if (!content.empty()) text(key, content);
}

void SectionWriter::texts(std::string_view key, const std::vector<std::string>& texts) {
    std::string list = "[";
    for (const std::string& each : texts) list.append(list.size() > 1 ? ", " : "").append(yaml_text(each));
    value(key, list + "]");
}

void SectionWriter::weights(std::string_view key, const Weights& weights) {
    value(key, weights_text(weights, true));
}

void SectionWriter::weights_apart(std::string_view key, const Weights& weights) {
    open(key);
    for (const auto& [id, weight] : weights) number(id, weight);
    close();
}

}  // namespace firebreak
