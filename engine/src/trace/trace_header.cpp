#include "trace/trace_header.hpp"

#include <limits>
#include <vector>

#include <firebreak/text.hpp>

#include "model/parameter_paths.hpp"

namespace firebreak {
namespace {

constexpr std::size_t kLongestShown = 60;

Fields script_fields(const Spec& spec, const Script& script) {
    Fields decisions = Fields::array();
    for (const ScriptedDecision& decision : script.decisions) {
        decisions.push_back(Fields{{"actor", spec.actors.at(decision.actor.index()).id},
                                   {"decision", decision.decision},
                                   {"move", spec.moves.at(decision.move.index()).id}});
    }
    Fields injects = Fields::array();
    for (const ScriptedInject& inject : script.injects) {
        Fields fields = {
            {"at", inject.at}, {"target", spec.actors.at(inject.target.index()).id}, {"text", inject.text}};
        if (inject.cause.valid()) {
            fields["cause"] = spec.causes.at(inject.cause.index()).id;
            fields["severity"] = inject.severity;
        }
        injects.push_back(std::move(fields));
    }
    Fields fields = Fields::object();
    fields["decisions"] = std::move(decisions);
    fields["injects"] = std::move(injects);
    fields["corrections"] = Fields::array();
    for (const Correction& correction : script.corrections) {
        fields["corrections"].push_back(
            {{"kind", correction_name(correction.kind)}, {"event", correction.event}});
    }
    return fields;
}

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

template <class List>
std::vector<std::string_view> ids_of(const List& list) {
    std::vector<std::string_view> ids;
    ids.reserve(list.size());
    for (const auto& entity : list) ids.push_back(entity.id);
    return ids;
}

// Takes values out of an object and keeps the first fault, with its path.
class HeaderReader {
public:
    HeaderReader(const Spec& spec, std::string& error) : spec_(spec), error_(error) {}

    [[nodiscard]] bool failed() const { return !error_.empty(); }
    void fail(const std::string& path, const std::string& what) {
        if (error_.empty()) error_ = path.empty() ? what : path + ": " + what;
    }

    void read(const Fields& fields, TraceHeader& header) {
        if (!read_identity(fields, header)) return;
        header.key.seed = whole(fields, "", "seed", std::numeric_limits<std::uint64_t>::max());
        header.key.replicate = whole(fields, "", "replicate", std::numeric_limits<std::uint64_t>::max());
        header.key.branch = whole(fields, "", "branch", std::numeric_limits<std::uint64_t>::max());
        read_arm(child(fields, "", "arm", Fields::value_t::object), header.arm);
        const Fields& set = child(fields, "", "set", Fields::value_t::array);
        for (std::size_t i = 0; i < set.size() && !failed(); ++i)
            header.set.push_back(text_at(set, "set", i));
        read_script(child(fields, "", "script", Fields::value_t::object), header.script);
    }

private:
    static std::string join(const std::string& path, const char* key) {
        return path.empty() ? key : path + "." + key;
    }

    // The value of a key, which must be of the given type; an empty value of that type after a fault.
    const Fields& child(const Fields& fields, const std::string& path, const char* key,
                        Fields::value_t type) {
        static const Fields object = Fields::object();
        static const Fields array = Fields::array();
        const auto found = fields.find(key);
        if (found == fields.end()) {
            fail(join(path, key), "missing");
        } else if (found->type() != type) {
            fail(join(path, key),
                 std::string("expected ") + (type == Fields::value_t::object ? "an object" : "a list"));
        } else {
            return *found;
        }
        return type == Fields::value_t::object ? object : array;
    }

    std::string text(const Fields& fields, const std::string& path, const char* key) {
        const auto found = fields.find(key);
        if (found != fields.end() && found->is_string()) return found->get<std::string>();
        fail(join(path, key), found == fields.end() ? "missing" : "expected a text");
        return {};
    }

    std::string text_at(const Fields& list, const std::string& path, std::size_t index) {
        if (list[index].is_string()) return list[index].get<std::string>();
        fail(entry_path(path, index), "expected a text");
        return {};
    }

    std::uint64_t whole(const Fields& fields, const std::string& path, const char* key, std::uint64_t most) {
        const auto found = fields.find(key);
        if (found == fields.end()) {
            fail(join(path, key), "missing");
        } else if (!found->is_number_unsigned() || found->get<std::uint64_t>() > most) {
            fail(join(path, key), "expected a whole number from 0 to " + std::to_string(most));
        } else {
            return found->get<std::uint64_t>();
        }
        return 0;
    }

    // The place of a name in a list of the scenario.
    template <class List>
    std::size_t place(const List& list, const char* what, const std::string& name, const std::string& path) {
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (list[i].id == name) return i;
        }
        std::string fault = std::string("unknown ") + what + " '" + printable(name, kLongestShown) + "'";
        const std::string_view nearest = nearest_name(name, ids_of(list));
        if (!nearest.empty()) fault.append("; did you mean '").append(nearest).append("'?");
        fail(path, fault);
        return 0;
    }

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

    void read_script(const Fields& fields, Script& script) {
        const Fields& decisions = child(fields, "script", "decisions", Fields::value_t::array);
        for (std::size_t i = 0; i < decisions.size() && !failed(); ++i)
            read_decision(decisions[i], entry_path("script.decisions", i), script);
        const Fields& injects = child(fields, "script", "injects", Fields::value_t::array);
        for (std::size_t i = 0; i < injects.size() && !failed(); ++i)
            read_inject(injects[i], entry_path("script.injects", i), script);
        if (!fields.contains("corrections")) return;  // absent in traces of version 0.1
        const Fields& corrections = child(fields, "script", "corrections", Fields::value_t::array);
        for (std::size_t i = 0; i < corrections.size() && !failed(); ++i)
            read_correction(corrections[i], entry_path("script.corrections", i), script);
    }

    void read_correction(const Fields& fields, const std::string& path, Script& script) {
        if (!fields.is_object()) return fail(path, "expected an object");
        const std::string kind = text(fields, path, "kind");
        const EventName event = whole(fields, path, "event", std::numeric_limits<std::uint64_t>::max());
        if (failed()) return;
        for (std::size_t k = 0; k < kCorrectionKinds; ++k) {
            const auto known = static_cast<Correction::Kind>(k);
            if (kind == correction_name(known)) return script.corrections.push_back({known, event});
        }
        fail(path + ".kind", "unknown kind of correction '" + printable(kind, kLongestShown) + "'");
    }

    void read_decision(const Fields& fields, const std::string& path, Script& script) {
        if (!fields.is_object()) return fail(path, "expected an object");
        const std::string actor = text(fields, path, "actor");
        const std::uint64_t number =
            whole(fields, path, "decision", std::numeric_limits<std::uint32_t>::max());
        const std::string move = text(fields, path, "move");
        if (failed()) return;
        ScriptedDecision decision;
        decision.actor = ActorId{place(spec_.actors, "actor", actor, path + ".actor")};
        decision.decision = static_cast<std::uint32_t>(number);
        decision.move = MoveId{place(spec_.moves, "move", move, path + ".move")};
        script.decisions.push_back(decision);
    }

    void read_inject(const Fields& fields, const std::string& path, Script& script) {
        if (!fields.is_object()) return fail(path, "expected an object");
        ScriptedInject inject;
        inject.at =
            static_cast<Millis>(whole(fields, path, "at", static_cast<std::uint64_t>(kLongestHorizon)));
        const std::string target = text(fields, path, "target");
        inject.text = text(fields, path, "text");
        if (failed()) return;
        inject.target = ActorId{place(spec_.actors, "actor", target, path + ".target")};
        if (fields.contains("cause")) {
            const std::string cause = text(fields, path, "cause");
            if (!failed()) inject.cause = CauseId{place(spec_.causes, "cause", cause, path + ".cause")};
            const auto severity = fields.find("severity");
            const bool valid = severity != fields.end() && severity->is_number();
            inject.severity = valid ? severity->get<double>() : -1;
            if (!(inject.severity >= 0 && inject.severity <= 10))
                fail(path + ".severity", "expected a number from 0 to 10");
        }
        script.injects.push_back(std::move(inject));
    }

    const Spec& spec_;
    std::string& error_;
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
