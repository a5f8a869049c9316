#include "target.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include <firebreak/scenario.hpp>

namespace firebreak::fuzz {
namespace {

struct Enough {};

class Limited final : public Recorder {
public:
    Limited(std::vector<Record>& into, std::size_t most) : into_(into), most_(most) {}
    void record(const Record& record) override {
        if (into_.size() == most_) throw Enough{};
        into_.push_back(record);
    }
    // A doctrine may be looked at for ever while nothing happens that is recorded.
    void rule_applied(const RuleRef&) override {
        if (++looks_ > 50 * most_) throw Enough{};
    }

private:
    std::vector<Record>& into_;
    std::size_t most_;
    std::size_t looks_ = 0;
};

void require_belief(const CaseView& view) {
    if (view.incident == kNoIndex) return;
    double sum = 0;
    for (const double share : view.belief) {
        require(share >= 0 && share <= 1 + 1e-9, "a belief is a probability");
        sum += share;
    }
    require(std::fabs(sum - 1) < 1e-9, "beliefs sum to 1", std::to_string(sum));
    require(std::isfinite(view.severity) && std::isfinite(view.hostility),
            "what a side takes a case for is a number");
}

}  // namespace

void require(bool holds, std::string_view claim, std::string_view of) {
    if (holds) return;
    std::fputs(("does not hold: " + std::string(claim) + "\n" + std::string(of) + "\n").c_str(), stderr);
    std::abort();
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

Spec shipped(const std::string& path) {
    LoadedScenario loaded = load_scenario(std::string(FIREBREAK_SOURCE_DIR) + "/scenarios/" + path);
    require(loaded.spec.has_value(), "a shipped scenario loads", path);
    return std::move(*loaded.spec);
}

ShortRun short_run(const Model& model, const NoiseKey& key, const Script& script, std::size_t most) {
    ShortRun run;
    Limited recorder(run.records, most);
    try {
        run.result = simulate(model, key, script, &recorder);
        run.whole = true;
    } catch (const Enough&) {
        run.whole = false;
    }
    return run;
}

void require_sound(const Model& model, const ShortRun& run) {
    Millis now = 0;
    for (std::size_t i = 0; i < run.records.size(); ++i) {
        const Record& record = run.records[i];
        require(record.id == i, "records are numbered in order");
        require(i == 0 ? record.parent == kNoRecord : record.parent < record.id,
                "a cause stands before its effect");
        require(record.time >= now && record.time <= to_millis(model.spec().clock.horizon.ms),
                "time does not go back");
        now = record.time;
        if (const auto* opened = std::get_if<CaseOpened>(&record.what)) require_belief(opened->view);
        if (const auto* report = std::get_if<ReportReceived>(&record.what)) require_belief(report->after);
        if (const auto* message = std::get_if<MessageDelivered>(&record.what)) require_belief(message->after);
        if (const auto* silence = std::get_if<SilenceFell>(&record.what)) require_belief(silence->after);
    }
}

}  // namespace firebreak::fuzz
