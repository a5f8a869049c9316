// The format table as JSON Schema.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "format/part_table.hpp"

namespace firebreak::format {

using Json = nlohmann::ordered_json;

// Collects the properties of one part and which of them are required.
class SchemaTable : public EveryKey<SchemaTable> {
public:
    Json properties = Json::object();
    Json required = Json::array();

    // A key whose values have a definition of the same name in the frame.
    void other(const Key& key) { refer(key, std::string(key.name)); }

    void id(const Key& key, std::string&) { refer(key, "id"); }
    void text(const Key& key, std::string&) { refer(key, "text"); }
    void text_if_any(const Key& key, std::string&) { refer(key, "text"); }
    void prose(const Key& key, std::string&) { refer(key, "text"); }
    void date(const Key& key, Millis&) { refer(key, "date"); }
    void moment(const Key& key, std::optional<Duration>&) { refer(key, "moment"); }
    void moments(const Key& key, std::vector<Duration>&) { refer(key, "moments"); }
    void reference(const Key& key, std::string&, Entity) { refer(key, "id"); }
    void references(const Key& key, std::vector<std::string>&, Entity) { refer(key, "one_or_both"); }
    void message(const Key& key, MessageKind&) { refer(key, "message_kind"); }
    void choice(const Key& key, Weights&, Entity) { refer(key, "choice_of_causes"); }
    void flag(const Key& key, bool& value) { add(key, {{"type", "boolean"}, {"default", value}}); }
    void integer(const Key& key, int& value, int low, int high) {
        add(key, {{"type", "integer"}, {"minimum", low}, {"maximum", high}, {"default", value}});
    }
    void number(const Key& key, double& value, const Range& range) {
        number(key, range, key.required ? nullptr : &value);
    }
    void number(const Key& key, std::optional<double>&, const Range& range) { number(key, range, nullptr); }
    void duration(const Key& key, Duration& value, const Range& range) {
        Json schema = of_spans(range, "duration");
        if (!key.required) schema["default"] = span(value);
        add(key, std::move(schema));
    }
    void duration(const Key& key, std::optional<Duration>&, const Range& range) {
        add(key, of_spans(range, "duration"));
    }
    void duration_law(const Key& key, Distribution& law, const Range& range) {
        Json schema = of_spans(range, "duration_law");
        if (law.kind == Distribution::Kind::fixed) schema["default"] = span(Duration{law.a});
        add(key, std::move(schema));
    }
    void duration_law(const Key& key, std::optional<Distribution>&, const Range& range) {
        add(key, of_spans(range, "duration_law"));
    }
    void number_law(const Key& key, Distribution& law, const Range&) {
        add(key, {{"$ref", "#/definitions/severity_law"}, {"default", number_json(law.a)}});
    }
    void weights(const Key& key, Weights&, Entity, const Range& range) {
        add(key, {{"type", "object"},
                  {"propertyNames", {{"$ref", "#/definitions/id"}}},
                  {"additionalProperties", of_numbers(range)}});
    }
    template <class Part>
    void map(const Key& key, Part& part) {
        SchemaTable nested;
        describe(nested, part);
        Json schema = Json::object();
        nested.complete(schema);
        add(key, std::move(schema));
    }
    template <class Part>
    void map(const Key& key, std::optional<Part>&) {
        Part part;
        map(key, part);
    }
    void line(const Key& key, LineSpec& line) {
        add(key, {{"$ref", "#/definitions/up"}, {"default", line.up}});
    }
    void reports(const Key& source, const Key& reports, MessageSpec& message) {
        if (message.kind != MessageKind::evidence) return;
        refer(firebreak::required(source.name, source.words), "id");
        integer(reports, message.reports, 1, kMostReports);
    }

    // Makes an object of these properties of a schema, in front of those that it has.
    void complete(Json& schema) const {
        Json all = schema.value("properties", Json::object());
        for (const auto& [name, property] : properties.items()) all[name] = property;
        Json needed = schema.value("required", Json::array());
        for (const auto& name : required) needed.push_back(name);
        if (needed.empty()) schema["type"] = {"object", "null"};
        else schema["type"] = "object", schema["required"] = needed;
        schema["properties"] = std::move(all);
        schema["additionalProperties"] = false;
    }

private:
    static Json number_json(double value) {
        if (value == std::floor(value) && std::fabs(value) < 1e15) return static_cast<std::int64_t>(value);
        return value;
    }
    static Json span(Duration value) {
        if (value.ms == 0) return 0;
        return format_duration(value);
    }
    static Json of_numbers(const Range& range) {
        if (range.low == 0 && range.high == 1) return {{"$ref", "#/definitions/probability"}};
        Json schema{{"type", "number"}};
        if (range.low == kAboveZero) schema["exclusiveMinimum"] = 0;
        else if (range.low != -kUnlimited) schema["minimum"] = number_json(range.low);
        if (range.high == kBelowOne) schema["exclusiveMaximum"] = 1;
        else if (range.high != kUnlimited) schema["maximum"] = number_json(range.high);
        return schema;
    }
    static Json of_spans(const Range& range, const std::string& kind) {
        const std::string above = kind == "duration" ? "positive_duration" : "gap_law";
        const std::string name = range.low == 0 ? kind : range.high == kUnlimited ? above : "finite_" + above;
        return {{"$ref", "#/definitions/" + name}};
    }
    void number(const Key& key, const Range& range, const double* value) {
        Json schema = of_numbers(range);
        if (value != nullptr) schema["default"] = number_json(*value);
        add(key, std::move(schema));
    }

    // "Probability that an incident is noticed at all." Marks of Markdown mean nothing there.
    static std::string description(const Key& key) {
        std::string words;
        for (const char letter : key.words) {
            if (letter != '`') words += letter;
        }
        if (key.words.front() != '`')
            words =
                std::string(1, static_cast<char>(std::toupper(static_cast<unsigned char>(words.front())))) +
                words.substr(1);
        words += '.';
        if (!key.absent.empty()) words.append(" Left out: ").append(key.absent).append(".");
        return words;
    }
    void refer(const Key& key, const std::string& definition) {
        add(key, {{"$ref", "#/definitions/" + definition}});
    }
    void add(const Key& key, Json schema) {
        Json property{{"title", title_of(key.name)}, {"description", description(key)}};
        property.update(schema);
        properties[std::string(key.name)] = std::move(property);
        if (key.required) required.push_back(key.name);
    }
};

// All on one line, with blanks after commas and colons.
inline std::string one_line(const Json& json) {
    if (!json.is_structured()) return json.dump();
    std::string text;
    for (const auto& [name, value] : json.items()) {
        text += text.empty() ? "" : ", ";
        if (json.is_object()) text += Json(name).dump() + ": ";
        text += one_line(value);
    }
    return json.is_object() ? "{" + text + "}" : "[" + text + "]";
}

// On one line where that is short; otherwise a line for each part.
inline std::string laid_out(const Json& json, std::size_t indent = 0, std::size_t used = 0) {
    constexpr std::size_t kWidth = 140;
    std::string line = one_line(json);
    if (!json.is_structured() || json.empty() || indent + used + line.size() < kWidth) return line;
    std::string text;
    for (const auto& [name, value] : json.items()) {
        const std::string key = json.is_object() ? Json(name).dump() + ": " : "";
        text.append(text.empty() ? "\n" : ",\n").append(indent + 2, ' ').append(key);
        text += laid_out(value, indent + 2, key.size() + 1);
    }
    text.append("\n").append(indent, ' ');
    return json.is_object() ? "{" + text + "}" : "[" + text + "]";
}

}  // namespace firebreak::format
