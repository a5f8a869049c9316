#include "scenario/variants.hpp"

#include <algorithm>
#include <memory>

#include <firebreak/text.hpp>

#include "scenario/yaml_tree.hpp"
#include "scenario/yaml_writer.hpp"

namespace firebreak {
namespace {

constexpr Range kChoiceWeight{kAboveZero, 1e9, "weight"};

// A tree without what a choice may not change.
NodePtr without_key(const NodePtr& root, std::string_view key) {
    if (root->find(key) == nullptr) return root;
    auto rest = std::make_shared<Node>(*root);
    std::erase_if(rest->entries, [&](const Node::Entry& entry) { return entry.key == key; });
    return rest;
}

// Keys that say what the scenario is, or that speak of all choices at once.
bool may_change(std::string_view section) {
    constexpr std::string_view kFixed[] = {"firebreak", "id", "variants", "observe", "targets", "expects"};
    return std::find(std::begin(kFixed), std::end(kFixed), section) == std::end(kFixed);
}

void read_change(const Place& at, Reading& reading, ChoiceSpec& choice) {
    if (!at.is_map() || at.node().entries.empty()) {
        reading.faults.error(at, "expected the sections that change, found " + describe(at.node()));
        return;
    }
    for (const Node::Entry& entry : at.node().entries) {
        if (!may_change(entry.key))
            reading.faults.error_at_key(Place(at, entry), "a variant cannot change this");
    }
    choice.change = flow_text(at.node());
}

void read_choice(const Place& at, Reading& reading, VariantSpec& variant) {
    ChoiceSpec choice;
    choice.id = at.key();
    if (at.is_map()) {
        const Fields fields(at, reading.faults, {"weight", "change"});
        fields.number("weight", choice.weight, kChoiceWeight);
        if (const auto change = fields.find("change")) read_change(*change, reading, choice);
    } else {
        choice.weight = read_number(at, reading.faults, kChoiceWeight).value_or(1);
    }
    variant.choices.push_back(std::move(choice));
}

// The scenario's tree with a choice's change in place.
NodePtr changed_tree(const NodePtr& root, const std::string& change, Faults& faults) {
    const NodePtr tree = without_key(root, "variants");
    if (change.empty()) return tree;
    const NodePtr over = parse_yaml(change, 0, faults);
    return over ? merged(tree, over) : nullptr;
}

}  // namespace

std::string flow_text(const Node& node) {
    std::string text;
    switch (node.kind) {
        case Node::Kind::null: return "~";
        case Node::Kind::scalar: {
            // A plain scalar outside brackets may hold signs that end it inside them.
            const bool plain = !node.quoted && node.text.find_first_of(",[]{}:#") == std::string::npos;
            return plain ? node.text : yaml_text(node.text);
        }
        case Node::Kind::list:
            for (const NodePtr& item : node.items) text += (text.empty() ? "" : ", ") + flow_text(*item);
            return "[" + text + "]";
        case Node::Kind::map:
            for (const Node::Entry& entry : node.entries)
                text += (text.empty() ? "" : ", ") + yaml_text(entry.key) + ": " + flow_text(*entry.value);
            return "{" + text + "}";
    }
    return text;
}

void read_variants(const Place& at, Reading& reading) {
    for_each_id(at, reading.faults, kMostVariants, [&](const Place& place) {
        VariantSpec variant;
        variant.id = place.key();
        const std::size_t before = reading.faults.errors_noted();
        for_each_id(place, reading.faults, kMostChoices,
                    [&](const Place& choice) { read_choice(choice, reading, variant); });
        const auto as_written = std::count_if(variant.choices.begin(), variant.choices.end(),
                                              [](const ChoiceSpec& choice) { return choice.change.empty(); });
        const bool read = reading.faults.errors_noted() == before;
        if (read && variant.choices.size() < 2)
            reading.faults.error(place,
                                 "expected at least two choices like {as-written: 2, other: "
                                 "{change: ...}}");
        else if (read && as_written != 1)
            reading.faults.error(place, "exactly one choice must be a weight alone: the scenario as written");
        reading.spec.variants.push_back(std::move(variant));
    });
}

void check_variants(const Node& root, const Spec& spec, Faults& faults) {
    const NodePtr whole = std::make_shared<Node>(root);
    const Node::Entry* section = root.find("variants");
    if (section == nullptr) return;
    for (const VariantSpec& variant : spec.variants) {
        const Node::Entry* at = section->value->find(variant.id);
        for (const ChoiceSpec& choice : variant.choices) {
            if (choice.change.empty() || at == nullptr) continue;
            const Node::Entry* written = at->value->find(choice.id);
            const Node::Entry* change = written == nullptr ? nullptr : written->value->find("change");
            if (change == nullptr) continue;
            // The change's own nodes, so that its faults are told where they stand.
            (void)read_spec(*merged(without_key(whole, "variants"), change->value), faults);
        }
    }
}

Result<Spec> with_choice(const Spec& spec, std::string_view variant, std::string_view choice) {
    std::vector<std::string_view> ids;
    for (const VariantSpec& each : spec.variants) ids.emplace_back(each.id);
    const auto named = std::find(ids.begin(), ids.end(), variant);
    if (named == ids.end()) {
        const std::string_view near = nearest_name(variant, ids);
        return failure("unknown variant '" + printable(variant, 60) + "'" +
                       (near.empty() ? "" : "; did you mean '" + std::string(near) + "'?"));
    }
    const VariantSpec& chosen = spec.variants[static_cast<std::size_t>(named - ids.begin())];
    const auto found = std::find_if(chosen.choices.begin(), chosen.choices.end(),
                                    [&](const ChoiceSpec& each) { return each.id == choice; });
    if (found == chosen.choices.end()) {
        std::vector<std::string> names;
        for (const ChoiceSpec& each : chosen.choices) names.push_back(each.id);
        return failure("expected " + listed(names, "or") + ", found '" + printable(choice, 60) + "'");
    }
    Faults faults;
    const int file = faults.add_file(spec.id);
    const NodePtr root = parse_yaml(write_scenario(spec), file, faults);
    const NodePtr tree = root ? changed_tree(root, found->change, faults) : nullptr;
    Spec result = tree ? read_spec(*tree, faults) : Spec();
    for (const Diagnostic& fault : faults.take()) {
        if (fault.severity == Diagnostic::Severity::error) return failure(fault.path + ": " + fault.message);
    }
    for (const VariantSpec& each : spec.variants) {
        if (each.id != variant) result.variants.push_back(each);
    }
    return result;
}

}  // namespace firebreak
