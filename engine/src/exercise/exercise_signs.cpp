#include "exercise/exercise_signs.hpp"

#include <algorithm>
#include <array>

#include <firebreak/exercise.hpp>
#include <firebreak/text.hpp>

#include "exercise/predicates.hpp"

namespace firebreak {
namespace {

class Signs {
public:
    Signs(const Spec& spec, const ExerciseSpec& exercise, const ExerciseTrial& trial)
        : spec_(spec), exercise_(exercise), trial_(trial), model_(compile(spec)) {
        double length = 0;
        for (const ExerciseMove& move : exercise.moves) length += move.greatest.ms;
        end_ = std::min(to_millis(length), to_millis(spec.clock.horizon.ms));
    }

    std::vector<Diagnostic> take() {
        for (const InjectSpec& inject : exercise_.injects) look_at(inject);
        for (const ObjectiveSpec& objective : exercise_.objectives) look_at(objective);
        look_for_choices();
        return std::move(warnings_);
    }

private:
    void warn(const std::string& path, const std::string& message) {
        Diagnostic warning;
        warning.severity = Diagnostic::Severity::warning;
        warning.path = path;
        warning.message = message;
        warnings_.push_back(std::move(warning));
    }

    void look_at(const InjectSpec& inject) {
        const std::string path = "exercise.injects." + inject.id;
        if (inject.at && to_millis(inject.at->ms) >= end_)
            warn(path, "nobody can see this inject: the exercise is over by then");
        if (!inject.cause.empty() && !is_noticed(inject))
            warn(path, "nobody can see this inject: the side notices no incidents");
        if (inject.when.empty()) return;
        for (std::uint64_t k = 0; k < trial_.runs; ++k) {
            if (first_time(model_, {trial_.seed, k, 0}, {}, inject.when, 0, end_, trial_.stop)) return;
        }
        warn(path + ".when", "it comes true in none of " + counted(trial_.runs, "trial run"));
    }

    [[nodiscard]] bool is_noticed(const InjectSpec& inject) const {
        for (std::size_t i = 0; i < kActors; ++i) {
            if (inject.to[i] && spec_.actors[i].detection.probability > 0) return true;
        }
        return false;
    }

    void look_at(const ObjectiveSpec& objective) {
        const bool tested =
            std::any_of(exercise_.injects.begin(), exercise_.injects.end(),
                        [&](const InjectSpec& inject) { return inject.objective == objective.id; });
        if (!tested) warn("exercise.objectives." + objective.id, "no inject tests this objective");
    }

    // Whether the side could order something else than to hold.
    [[nodiscard]] static bool has_choice(const Session& session, ActorId actor) {
        const Desk desk = session.desk(actor);
        return std::any_of(desk.moves.begin(), desk.moves.end(), [&](const MoveChoice& choice) {
            return choice.why_not.empty() && !is_hold(session.spec(), choice.move);
        });
    }

    void look_for_choices() {
        std::array<std::uint64_t, kActors> idle{};
        for (std::uint64_t k = 0; k < trial_.seats; ++k) {
            if (trial_.stop != nullptr && trial_.stop->load(std::memory_order_relaxed)) throw Stopped();
            Session session(model_, {trial_.seed, k, 0});
            std::array<bool, kActors> idles{};
            for (const ExerciseMove& move : exercise_.moves) {
                session.advance(session.next_stop({to_millis(move.least.ms), to_millis(move.greatest.ms)}));
                if (session.ended()) break;
                for (std::size_t i = 0; i < kActors; ++i)
                    idles[i] = idles[i] || !has_choice(session, ActorId{i});
            }
            for (std::size_t i = 0; i < kActors; ++i) idle[i] += idles[i] ? 1 : 0;
        }
        for (std::size_t i = 0; i < kActors; ++i) {
            if (10 * idle[i] > trial_.seats)
                warn("exercise.moves", spec_.actors[i].id + " has no choice in some move in " +
                                           std::to_string(idle[i]) + " of " +
                                           counted(trial_.seats, "trial session"));
        }
    }

    const Spec& spec_;
    const ExerciseSpec& exercise_;
    const ExerciseTrial& trial_;
    Model model_;
    Millis end_ = 0;
    std::vector<Diagnostic> warnings_;
};

}  // namespace

std::vector<Diagnostic> exercise_signs(const Spec& spec, const ExerciseSpec& exercise,
                                       const ExerciseTrial& trial) {
    return Signs(spec, exercise, trial).take();
}

}  // namespace firebreak
