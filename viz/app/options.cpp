#include "app/options.hpp"

#include <cstdio>

#include <CLI/CLI.hpp>
#include <firebreak/picture.hpp>
#include <firebreak/program.hpp>
#include <firebreak/text.hpp>

#include "app/key_table.hpp"
#include "app/script.hpp"
#include "backend/display.hpp"

namespace firebreak::viz {
namespace {

std::string check_size(const std::string& text) {
    int width = 0, height = 0;
    return parse_size(text, width, height) ? "" : "expected a size such as 1280x720";
}

// CLI11's own range lets NaN through, which compares with nothing.
CLI::Validator within(double low, double high) {
    char range[48];
    std::snprintf(range, sizeof range, "%.10g to %.10g", low, high);
    const auto check = [low, high, words = std::string(range)](std::string& text) {
        double value = 0;
        const bool number = CLI::detail::lexical_cast(text, value);
        return number && value >= low && value <= high
                   ? std::string()
                   : "expected " + words + ", found " + printable(text, 40);
    };
    return {check, range};
}

struct Words {
    std::string size;
    std::string renderer = "auto";
    std::string print_theme;
    float scale = 0;
    bool print_keys = false, print_key_page = false;
};

void declare(CLI::App& app, ProgramOptions& options, Words& words) {
    app.add_option("SCENARIO", options.scenario, "scenario file to open, or the folder of a sweep");
    app.add_option("--script", options.script,
                   "play a script (viz/docs/script.md); exit status 1 if an expectation fails, 2 if the "
                   "script has errors")
        ->type_name("FILE");
    app.add_option("--shot", options.shot,
                   "write a picture at the end of the script, or of the first screen, and exit")
        ->type_name("PNG");
    app.add_option("--fixed-dt", options.fixed_dt, "milliseconds from frame to frame under a script")
        ->check(within(0.1, 1000));
    app.add_option("--ui-scale", words.scale,
                   "size of text and controls; default: GDK_SCALE, else Xft.dpi, else 1")
        ->check(within(kLeastScale, kLargestScale));
    app.add_option("--size", words.size, "size of the window in pixels")->type_name("WxH")->check(check_size);
    app.add_option("--theme", options.theme,
                   "light, dark, contrast, or a file of colours (viz/docs/themes.md)")
        ->type_name("NAME|FILE");
    app.add_option("--keys", options.keys,
                   "file of keys; default: firebreak/keys.json in the folder of settings")
        ->type_name("FILE");
    app.add_option("--state", options.state,
                   "file that remembers recent files, window, theme and sizes; default: firebreak/state.json "
                   "in the folder of states, and none under a script")
        ->type_name("FILE");
    app.add_option("--font", options.font, "TrueType file for all text")->type_name("FILE");
    app.add_option("--renderer", words.renderer, "auto, gl3 or fixed")
        ->check(CLI::IsMember({"auto", "gl3", "fixed"}));
    app.add_flag("--timings", options.timings, "print the times of start and frames to standard error");
    app.add_flag("--blind", options.blind,
                 "under a script, paint only what goes into a file; faster, with nothing on the screen");
    // For those who work on the program; viz/docs/script.md.
    app.add_option("--bench", options.bench,
                   "measure every screen with that many runs of SCENARIO, print the times and exit")
        ->check(within(1, 1'000'000))
        ->group("");
    app.add_option(
           "--sheet-step", options.sheet_step,
           "vertices that a frame adds to the picture that is kept; 0: redraw everything in each frame")
        ->check(within(0, 1'000'000))
        ->group("");
    app.add_flag("--print-keys", words.print_keys, "print the file of keys with its defaults and exit");
    app.add_flag("--print-key-page", words.print_key_page, "print the table of keys in Markdown and exit");
    app.add_option("--print-theme", words.print_theme, "print a built-in theme and exit")
        ->check(CLI::IsMember({"light", "dark", "contrast"}));
    app.set_version_flag(
        "--version", std::string("firebreak-viz ") + version() + " (" + commit() + ", " + compiler() + ")");
}

// True if something was printed instead.
bool print_tables(const Words& words) {
    if (words.print_keys) std::fputs(KeyTable().as_json().c_str(), stdout);
    if (words.print_key_page) std::fputs(KeyTable().as_markdown().c_str(), stdout);
    if (!words.print_theme.empty()) std::fputs(write_theme(builtin_theme(words.print_theme)).c_str(), stdout);
    return words.print_keys || words.print_key_page || !words.print_theme.empty();
}

}  // namespace

ParsedOptions parse_options(int argc, char** argv) {
    ProgramOptions options;
    Words words;
    CLI::App app("The desktop program of Firebreak, a simulator of how incidents escalate.", "firebreak-viz");
    declare(app, options, words);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& done) {
        return {std::nullopt, app.exit(done)};
    } catch (const CLI::ParseError& error) {
        std::fprintf(stderr, "firebreak-viz: %s\nfirebreak-viz --help lists the options\n",
                     printable(error.what(), 500).c_str());
        return {std::nullopt, kUsage};
    }
    if (options.bench > 0 && options.scenario.empty()) {
        std::fprintf(stderr, "firebreak-viz: --bench needs a SCENARIO\n");
        return {std::nullopt, kUsage};
    }
    if (print_tables(words)) return {std::nullopt, 0};
    if (Size size; parse_size(words.size, size.width, size.height)) options.size = size;
    if (words.scale > 0) options.scale = words.scale;
    options.renderer = words.renderer == "gl3"     ? RendererChoice::opengl3
                       : words.renderer == "fixed" ? RendererChoice::fixed
                                                   : RendererChoice::automatic;
    return {options, 0};
}

}  // namespace firebreak::viz
