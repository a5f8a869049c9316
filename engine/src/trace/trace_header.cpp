#include "trace/trace_header.hpp"

#include <limits>
#include <vector>

#include <firebreak/text.hpp>

#include "model/parameter_paths.hpp"
#include "trace/field_reader.hpp"
#include "trace/script_fields.hpp"

namespace firebreak {
namespace {

Fields arm_fields(const Spec& spec, const ArmSpec& arm) {
    Fields fields = Fields::object();
    fields["measures"] = arm.measures;
    fields["clean"] = Fields(clean_words(spec, arm));
    fields["without"] = Fields::array();
    for (const RuleRef& rule : arm.without) fields["without"].push_back(rule_id(spec, rule));
    return fields;
}

std::string view_name(const Spec& spec, PointOfView view) {
    if (view.kind == PointOfView::Kind::truth) return "truth";
    return view.kind == PointOfView::Kind::both ? "both" : spec.actors.at(view.actor.index()).id;
}

class HeaderReader : public FieldReader {
public:
    using FieldReader::FieldReader;

    void read(const Fields& fields, TraceHeader& header) {
        if (!read_identity(fields, header)) return;
        header.key.seed = whole(fields, "", "seed", std::numeric_limits<std::uint64_t>::max());
        header.key.replicate = whole(fields, "", "replicate", std::numeric_limits<std::uint64_t>::max());
        header.key.branch = whole(fields, "", "branch", std::numeric_limits<std::uint64_t>::max());
        read_arm(child(fields, "", "arm", Fields::value_t::object), header.arm);
        const Fields& set = child(fields, "", "set", Fields::value_t::array);
        for (std::size_t i = 0; i < set.size() && !failed(); ++i)
            header.set.push_back(text_at(set, "set", i));
        if (!failed())
            header.script = read_script(spec_, child(fields, "", "script", Fields::value_t::object), error_);
    }

private:
    bool read_identity(const Fields& fields, TraceHeader& header) {
        if (!fields.is_object() || !fields.contains("firebreak_trace")) {
            fail("", "not a Firebreak trace");
            return false;
        }
        const std::uint64_t version =
            whole(fields, "", "firebreak_trace", std::numeric_limits<std::int32_t>::max());
        if (failed()) return false;
        if (version != static_cast<std::uint64_t>(kTraceVersion)) {
            fail("", "version " + std::to_string(version) +
                         " of the trace format; this program reads version " + std::to_string(kTraceVersion));
        }
        header.version = static_cast<int>(version);
        header.scenario = text(fields, "", "scenario");
        if (!failed() && header.scenario != spec_.id) {
            fail("", "the trace is of the scenario '" + printable(header.scenario, kLongestShown) +
                         "', not of '" + printable(spec_.id, kLongestShown) + "'");
        }
        const std::string view = text(fields, "", "view");
        if (!failed() && view != "truth") {
            fail("", "this trace shows the view of '" + printable(view, kLongestShown) +
                         "', which does not identify its run; only the view of truth does");
        }
        if (!failed()) header.scenario_sha256 = text(fields, "", "scenario_sha256");
        return !failed();
    }

    void read_arm(const Fields& fields, ArmSpec& arm) {
        const Fields& measures = child(fields, "arm", "measures", Fields::value_t::array);
        for (std::size_t i = 0; i < measures.size() && !failed(); ++i) {
            const std::string id = text_at(measures, "arm.measures", i);
            if (!failed()) place(spec_.measures, "measure", id, entry_path("arm.measures", i));
            arm.measures.push_back(id);
        }
        const Fields& clean = child(fields, "arm", "clean", Fields::value_t::array);
        for (std::size_t i = 0; i < clean.size() && !failed(); ++i) {
            const std::string words = text_at(clean, "arm.clean", i);
            if (failed() || add_clean(spec_, words, arm)) continue;
            place(spec_.actors, "actor", words.substr(0, words.find(':')), entry_path("arm.clean", i));
            fail(entry_path("arm.clean", i), "unknown perception '" + printable(words, kLongestShown) + "'");
        }
        if (!fields.contains("without")) return;  // absent in traces of version 0.1
        const Fields& without = child(fields, "arm", "without", Fields::value_t::array);
        for (std::size_t i = 0; i < without.size() && !failed(); ++i) {
            const std::string words = text_at(without, "arm.without", i);
            const auto rule = find_rule(spec_, words);
            if (rule) arm.without.push_back(*rule);
            if (!rule)
                fail(entry_path("arm.without", i), "unknown rule '" + printable(words, kLongestShown) + "'");
        }
    }
};

}  // namespace

Fields header_fields(const Spec& spec, const TraceHeader& header, PointOfView view) {
    const bool truth = view.kind == PointOfView::Kind::truth;
    Fields fields = {{"firebreak_trace", header.version}, {"scenario", header.scenario}};
    if (truth) {
        fields["scenario_sha256"] = header.scenario_sha256;
        fields["seed"] = header.key.seed;
        fields["replicate"] = header.key.replicate;
        fields["branch"] = header.key.branch;
        fields["arm"] = arm_fields(spec, header.arm);
        fields["set"] = header.set;
        fields["script"] = script_fields(spec, header.script);
    }
    fields["actors"] = Fields::array({spec.actors[0].id, spec.actors[1].id});
    fields["clock_start"] = format_date(spec.clock.start);
    fields["view"] = view_name(spec, view);
    return fields;
}

bool read_header(const Spec& spec, const Fields& fields, TraceHeader& header, std::string& error) {
    error.clear();
    HeaderReader(spec, error).read(fields, header);
    return error.empty();
}

}  // namespace firebreak
