// A scenario with one choice of measures and of clean perception, compiled and ready to run: one arm.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <firebreak/ids.hpp>
#include <firebreak/spec.hpp>

namespace firebreak {

// What distinguishes one arm of a scenario from another (model section 9).
struct ArmSpec {
    std::vector<std::string> measures;  // switched on; each comes into force on its date, in the order of the scenario
    std::array<bool, kActors> clean{};  // whose perception is clean

    bool operator==(const ArmSpec&) const = default;
};

// Immutable and cheap to copy (copies share). Thread-safe.
class Model {
public:
    struct Compiled;  // engine/src/model/compiled.hpp

    explicit Model(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
    [[nodiscard]] const Compiled& compiled() const { return *compiled_; }
    [[nodiscard]] const Spec& spec() const;  // the scenario as given, without overlays
    [[nodiscard]] const ArmSpec& arm() const;

private:
    std::shared_ptr<const Compiled> compiled_;
};

// Compiles a valid Spec (as load_scenario makes it, or changed only through parameters.hpp). An unknown measure is a programmer error.
[[nodiscard]] Model compile(const Spec& spec, const ArmSpec& arm = {});

// The measure's place in the scenario, if there is one of that id; likewise the actor's.
[[nodiscard]] std::optional<MeasureId> find_measure(const Spec& spec, std::string_view id);
[[nodiscard]] std::optional<ActorId> find_actor(const Spec& spec, std::string_view id);

// "no measures", "hotline", "hotline + cert-exchange, clean both": the arm in words.
[[nodiscard]] std::string describe_arm(const Spec& spec, const ArmSpec& arm);

}  // namespace firebreak
