#include "app/exporter.hpp"

#include <cerrno>
#include <filesystem>
#include <utility>

#include <firebreak/picture.hpp>
#include <firebreak/river_picture.hpp>
#include <firebreak/text.hpp>

#include "panels/screen.hpp"
#include "session/export_words.hpp"
#include "session/filter.hpp"
#include "session/new_files.hpp"
#include "session/run_table.hpp"

namespace firebreak::viz {
namespace {

constexpr int kFramesToSettle = 3;  // until neither the dialogue nor what the pointer was over is drawn
constexpr std::size_t kLongestShown = 1000;

std::string run_table_of(const Session& session, const TableOrigin& origin) {
    const std::string shown = session.fork() > 0 ? fork_name(session, session.fork()) : "the run itself";
    return run_table(origin, session.told(), eyes_words(session.view), shown);
}

std::string compare_table_of(Session& session, const TableOrigin& origin) {
    Workbench& bench = session.bench();
    const auto paired = bench.paired();
    if (!paired || !bench.previous()) return compare_table(origin, session.spec(), {}, {});
    const PathTable& before = bench.previous()->paths;
    const PathTable& after = bench.results().paths;
    return compare_table(origin, session.spec(), *paired, count_highest(before, after, paired->pairs));
}

// The numbers of the screen that is shown; why_no_export() has nothing against it.
std::string table_of(Context& context) {
    Session& session = context.session;
    if (session.screen == ScreenId::sweep) return session.sweep().reading()->csv();
    const Settings& settings = settings_shown(session);
    TableOrigin origin{session.spec().id, session.sha256(), settings.seed, sets_of(settings)};
    if (session.screen == ScreenId::timeline) {
        origin.seed = session.told().key.seed;
        return run_table_of(session, origin);
    }
    if (session.screen == ScreenId::compare) return compare_table_of(session, origin);
    Workbench& bench = session.bench();
    bench.look(session.state());
    const bool ends_fixed = fixes_ends(session.spec(), session.state().filter);
    if (session.screen == ScreenId::ladder) {
        const Lane lane = session.state().lane;
        return ladder_table(origin, session.spec(),
                            count_ladder(bench.results().paths, bench.mask(), lane, ladder_step(context)),
                            ladder_step(context), ends_fixed);
    }
    return river_table(origin, session.spec(), bench.river(), ends_fixed);
}

// "Written: /home/me/reset-2011-river.png" and the others, a line each.
std::string written_words(const ExportRequest& request) {
    std::string text = "Written:";
    for (const std::string& path : request.paths()) {
        std::error_code error;
        const auto whole = std::filesystem::absolute(path, error);
        text += "\n" + printable(error ? path : whole.lexically_normal().string(), kLongestShown);
    }
    return text;
}

// What went wrong; empty if nothing did.
std::string write_files(Context& context, const ExportRequest& request, const MainPicture& picture,
                        NewFiles& files) {
    Session& session = context.session;
    if (request.svg)
        files.add(request.path(".svg"),
                  svg_of(picture.drawing, picture.place, context.theme,
                         {export_title(session), export_captions(session), context.scale}));
    if (request.csv) files.add(request.path(".csv"), table_of(context));
    files.add(request.path(".txt"), export_note(session));
    files.finish();
    return files.error();
}

}  // namespace

void Exporter::ask(ExportRequest request) {
    request_ = std::move(request);
    frames_left_ = kFramesToSettle;
}

void Exporter::begin_frame(Shell& shell) {
    if (recording()) shell.record(&picture_);
}

void Exporter::end_frame(Context& context, Shell& shell, const SavePicture& save) {
    if (!request_) return;
    context.frames_wanted = kFramesToSettle;
    if (recording()) return finish(context, shell);
    if (--frames_left_ > 0) return;
    files_ = std::make_unique<NewFiles>();
    if (!request_->png) return;
    const std::string path = request_->path(".png"), temporary = files_->begin(path);
    if (!temporary.empty() && !save(temporary)) files_->fail(path, EIO);
}

void Exporter::finish(Context& context, Shell& shell) {
    shell.record(nullptr);
    ExportRequest request = *std::exchange(request_, std::nullopt);
    // What is shown may have changed in the meantime.
    std::string problem = why_no_export(context.session);
    if (problem.empty()) problem = request.fault(context.session.files());
    if (problem.empty()) problem = write_files(context, request, picture_, *files_);
    files_.reset();
    picture_ = {};
    std::string result = problem.empty() ? written_words(request) : std::string();
    shell.show_export(std::move(request), std::move(result), std::move(problem));
}

}  // namespace firebreak::viz
