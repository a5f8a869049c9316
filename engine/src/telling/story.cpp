// The run as a story: what happened, what each side saw, what each concluded and decided, day by day.
#include <algorithm>
#include <ostream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <firebreak/telling.hpp>
#include <firebreak/text.hpp>

#include "telling/condense.hpp"
#include "telling/paragraphs.hpp"
#include "telling/words.hpp"

namespace firebreak {
namespace {

constexpr std::size_t kNarrowest = 40;
constexpr std::size_t kLongestHeading = 2000;
constexpr Millis kDay = 86'400'000;

// Lays paragraphs out under the date of each, the speakers in a column of their own.
class StoryPage {
public:
    StoryPage(std::ostream& out, const Labels& labels, Millis duration, std::size_t width)
        : out_(out),
          spec_(labels.spec()),
          seconds_(duration < 2 * kDay),
          width_(std::max(width, kNarrowest)) {
        const std::size_t longest =
            std::max(display_width(speaker(labels, 0)), display_width(speaker(labels, 1))) + 15;
        time_column_ = seconds_ ? 12 : 9;
        text_column_ = time_column_ + std::min(longest, width_ / 3);
    }

    void heading(std::string_view text) {
        if (!text.empty()) out_ << wrapped(text, width_) << '\n';
    }
    void blank_line() { out_ << '\n'; }

    void paragraph(Millis time, const std::vector<Sentence>& sentences) {
        if (sentences.empty()) return;
        const std::string date = date_words(spec_, time);
        if (date != date_) out_ << fmt::format("\n{} ({})\n", date, day_number(time));
        std::string clock = clock_words(spec_, time, seconds_);
        if (date == date_ && clock == clock_) clock.clear();
        for (const Sentence& sentence : sentences) {
            std::string start = "  " + std::exchange(clock, {});
            start.resize(time_column_, ' ');
            start += sentence.who + "  ";
            if (display_width(start) < text_column_)
                start += std::string(text_column_ - display_width(start), ' ');
            const std::string text = sentence.text.plain() + numbers(sentence.ids);
            out_ << start << wrapped(text, width_, display_width(start), text_column_) << '\n';
        }
        date_ = date;
        clock_ = clock_words(spec_, time, seconds_);
    }

private:
    // " (#14)", " (#14 to #19)": the lines told.
    static std::string numbers(const std::vector<RecordId>& ids) {
        if (ids.empty()) return {};
        if (ids.size() == 1) return fmt::format(" (#{})", ids.front());
        return fmt::format(" (#{} to #{})", ids.front(), ids.back());
    }

    std::ostream& out_;
    const Spec& spec_;
    bool seconds_;
    std::size_t width_;
    std::size_t time_column_ = 0;
    std::size_t text_column_ = 0;
    std::string date_, clock_;  // of the last paragraph
};

std::string when(const Spec& spec, Millis time) {
    return fmt::format("on {} ({})", date_words(spec, time), day_number(time));
}

std::string how_it_ended(const Spec& spec, const RunResult& result, bool truth) {
    const std::string end = when(spec, result.duration);
    switch (result.end_reason) {
        case EndReason::war: return "The run ended in war " + end + ".";
        case EndReason::settled: return "The run ended " + end + ", when things had calmed down.";
        case EndReason::horizon: return "The run ended at its horizon " + end + ".";
        case EndReason::event_limit:
            return "The run was stopped by " +
                   (truth ? limit_words(result.limit) : "a limit of the program") + " " + end + ".";
    }
    return {};
}

std::string outcome_sentence(const Labels& labels, const RunResult& result) {
    const Spec& spec = labels.spec();
    std::string text = fmt::format("Outcome: {}.", outcome_words(result.outcome));
    if (result.crisis)
        text += fmt::format(" The crisis rung, {}, was reached {}.", labels.rung(spec.endings.crisis),
                            when(spec, result.crisis_time));
    text += " " + how_it_ended(spec, result, true);
    for (std::size_t i = 0; i < kActors; ++i) {
        if (!result.peak_rung[i].valid()) continue;
        const std::string peak = labels.rung(result.peak_rung[i]);
        text += fmt::format(" {}'s highest rung was {}, first reached {}.", labels.actor(i), peak,
                            when(spec, result.peak_time[i]));
    }
    return text;
}

void write_heading(StoryPage& page, const Labels& labels, const TraceHeader& header, const RunResult& result,
                   PointOfView view) {
    const Spec& spec = labels.spec();
    page.heading(printable(spec.title.empty() ? spec.id : spec.title, kLongestHeading));
    page.heading(printable(spec.question, kLongestHeading));
    page.blank_line();
    if (view.kind == PointOfView::Kind::truth) {
        const NoiseKey& key = header.key;
        const std::string branch = key.branch == 0 ? "" : fmt::format(", branch {}", key.branch);
        page.heading(fmt::format("Replicate {} of seed {}{}: {}.", key.replicate, key.seed, branch,
                                 describe_arm(spec, header.arm)));
        page.heading(outcome_sentence(labels, result));
        page.heading("[!] marks what a side got wrong.");
        return;
    }
    const bool both = view.kind == PointOfView::Kind::both;
    page.heading(fmt::format("As {} saw it.",
                             both ? labels.actor(0) + " and " + labels.actor(1) : labels.actor(view.actor)));
    page.heading(how_it_ended(spec, result, false));
}

std::string summary(const RunCounts& counts) {
    return fmt::format(
        "In all: {}; {} of {} misread; {} of {} on a case taken with the wrong cause in mind; {}; {} of {} "
        "delivered; {} of posture or strike chosen, {} of them against an innocent side.",
        counted(counts.incidents, "incident"), counts.misread, counted(counts.moves_seen, "move"),
        counts.misattributed_at_decision, counted(counts.decisions_on_case, "decision"),
        counted(counts.accidents, "accident"), counts.delivered, counted(counts.messages, "message"),
        counted(counts.acts, "move"), counts.unjust_acts);
}

// `each_line` is given what takes the lines of the story, in their order.
template <class EachLine>
void tell(std::ostream& out, const Model& model, const TraceHeader& header, const RunResult& result,
          PointOfView view, std::size_t width, EachLine each_line) {
    Teller teller(model.spec());
    StoryPage page(out, teller.labels(), result.duration, width);
    write_heading(page, teller.labels(), header, result, view);
    Condenser condenser(
        teller, [&](const Paragraph& told) { page.paragraph(told.time, told.sentences); },
        [&](const Seen& line) { page.paragraph(line.time, teller.tell(line)); });
    each_line([&](const Seen& line) {
        teller.learn(line);
        condenser.take(line);
    });
    condenser.flush();
    if (view.kind != PointOfView::Kind::truth) return;
    page.blank_line();
    page.heading(summary(result.counts));
}

}  // namespace

std::string tell_story(const Model& model, const Trace& trace, PointOfView view, std::size_t width) {
    std::ostringstream out;
    tell(out, model, trace.header, trace.result, view, width,
         [&](const SeenRecorder::Take& take) { each_seen(model, trace, view, take); });
    return std::move(out).str();
}

void tell_run(std::ostream& out, const Model& model, const TraceHeader& header, PointOfView view,
              std::size_t width, const StopFlag* stop) {
    // how it ends is told first
    const RunResult result = simulate(model, header.key, header.script, nullptr, stop);
    tell(out, model, header, result, view, width, [&](const SeenRecorder::Take& take) {
        SeenRecorder lines(model, header.script, view, take);
        static_cast<void>(simulate(model, header.key, header.script, &lines, stop));
    });
}

}  // namespace firebreak
