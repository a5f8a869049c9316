#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <ostream>
#include <stdexcept>

#include <fmt/format.h>
#include <firebreak/program.hpp>
#include <firebreak/text.hpp>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "options.hpp"
#include "scenario/sha256.hpp"
#include "sweep/read_results.hpp"
#include "sweep/run_sweep.hpp"
#include "sweep_options.hpp"
#include "terminal.hpp"

namespace firebreak::cli {
namespace {

namespace fs = std::filesystem;

struct BundleCommand {
    std::string folder;
    std::string output;
    std::vector<std::string> authors;
    std::string licence;
};

// A text in the quotes of YAML, which are those of JSON.
std::string in_quotes(const std::string& text) { return nlohmann::json(text).dump(); }

std::string title_of(const SweepFolder& folder) {
    const std::string& title = folder.sweep->plan().title;
    return title.empty() ? "A sweep of " + folder.sweep->spec().title : title;
}

std::string citation(const SweepFolder& folder, const BundleCommand& options) {
    std::string text =
        "cff-version: 1.2.0\nmessage: If you use these data, please cite them as below.\ntype: "
        "dataset\ntitle: " +
        in_quotes(title_of(folder)) + "\nauthors:\n";
    for (const std::string& author : options.authors) text += "  - name: " + in_quotes(author) + "\n";
    if (!options.licence.empty()) text += "license: " + in_quotes(options.licence) + "\n";
    return text + "abstract: " +
           in_quotes("Model output, not a forecast: runs of the scenario " + folder.origin.scenario +
                     ", made with Firebreak " + folder.origin.version + " (commit " + folder.origin.commit +
                     ").") +
           "\n";
}

std::string readme(const SweepFolder& folder) {
    const Sweep& sweep = *folder.sweep;
    const bool rows = sweep.plan().keeps_rows;
    std::string text = "# " + title_of(folder) + "\n\n" + "Model output, not a forecast.\n\n" +
                       fmt::format(
                           "Scenario {} (SHA-256 {}), {} of {}, {} of each arm at each point. Made with "
                           "Firebreak {}, commit {}.\n\n",
                           folder.origin.scenario, folder.origin.scenario_sha256,
                           counted(sweep.points(), "point"), counted(sweep.plan().factors.size(), "number"),
                           counted(sweep.plan().runs, "run"), folder.origin.version, folder.origin.commit);
    text +=
        "| file | holds |\n|---|---|\n"
        "| `plan.yaml`, `scenario.yaml`, `sweep.json`, and `list.csv` if the plan lists its points there | "
        "what "
        "was run; with these files anybody can run it again |\n"
        "| `points.csv` | sums, shares and effects of each point and arm |\n";
    if (rows) text += "| `runs.csv.gz` | a row for every run |\n";
    return text +
           "| `dictionary.csv` | what every column means |\n"
           "| `results.db` | the same as an SQLite file |\n"
           "| `CITATION.cff` | how to cite this |\n"
           "| `SHA256SUMS` | digests of all files |\n\n"
           "Whether the files are whole: `sha256sum -c SHA256SUMS`\n\n"
           "Whether a row is what the program gives, in a copy of this folder: `firebreak replay . --point 0 "
           "--rep "
           "0`\n\n"
           "All of it again: put `plan.yaml`, `scenario.yaml`, `sweep.json` and any `list.csv` into a new "
           "folder NEW, then "
           "`firebreak sweep NEW` and `firebreak sweep merge NEW` with the same version; `NEW/results.db` is "
           "the same, "
           "byte for byte.\n";
}

std::string sha256_of_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    Sha256 hash;
    std::string block(std::size_t{1} << 16, '\0');
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0)
        hash.add({block.data(), static_cast<std::size_t>(in.gcount())});
    if (in.bad()) throw std::runtime_error(printable(path, 1000) + ": cannot be read");
    return hash.finish();
}

void write_csv(const SweepFolder& folder, const std::string& table, const std::string& path) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    write_results(folder, table, path, out);
    out.close();
    if (!out) throw std::runtime_error(printable(path, 1000) + ": " + std::strerror(errno));
}

// Fills a folder that is not yet in its place.
void fill(const SweepFolder& folder, const BundleCommand& options, const std::string& path) {
    const auto in = [&](const std::string& name) { return path + "/" + name; };
    for (const char* name : {"plan.yaml", "scenario.yaml", "sweep.json", kResultsFile})
        fs::copy_file(folder.file(name), in(name));
    if (fs::exists(folder.file(kListFile))) fs::copy_file(folder.file(kListFile), in(kListFile));
    std::vector<std::string> tables{"points", "dictionary"};
    if (folder.sweep->plan().keeps_rows) tables.emplace_back("runs");
    for (const std::string& table : tables)
        write_csv(folder, table, in(table + (table == "runs" ? ".csv.gz" : ".csv")));
    write_whole(in("README.md"), readme(folder));
    write_whole(in("CITATION.cff"), citation(folder, options));
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(path)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    std::string sums;
    for (const std::string& name : names) sums += sha256_of_file(in(name)) + "  " + name + "\n";
    write_whole(in("SHA256SUMS"), sums);
}

int bundle_command(const BundleCommand& options) {
    std::vector<std::string> faults;
    if (options.authors.empty()) faults.emplace_back("missing --author NAME, for the citation; repeatable");
    if (options.output.empty()) faults.emplace_back("missing -o FOLDER, a new folder for the bundle");
    else if (fs::exists(options.output))
        faults.push_back("-o " + printable(options.output, 200) + ": exists already; choose a new name");
    if (!faults.empty()) return wrong("sweep bundle", faults);
    const auto folder = opened_folder("sweep bundle", options.folder);
    if (!folder) return kWrongInput;
    if (!read_results(*folder).complete)
        return wrong("sweep bundle", {"the sweep is not complete; `firebreak sweep " +
                                      shell_word(options.folder) + "` does the rest"});
    merge_sweep(*folder);
    const std::string part = options.output + ".part";
    fs::remove_all(part);
    fs::create_directories(part);
    fill(*folder, options, part);
    fs::rename(part, options.output);
    put("The bundle is in " + printable(options.output, 1000) + ".\n");
    return kDone;
}

}  // namespace

void add_sweep_bundle(Program& program) {
    const auto options = std::make_shared<BundleCommand>();
    Command& command = program.command("sweep bundle", "make a folder to deposit with a paper");
    command.details(
        "Puts everything into a new folder that others need to check and reuse a finished sweep: plan, "
        "scenario, data as CSV and SQLite, a data dictionary, a README, a citation and digests of all "
        "files.");
    command.positional("DIR", options->folder, "folder of the sweep");
    command.text("-o,--output", "FOLDER", options->output, "new folder for the bundle").completes =
        Argument::Completes::file;
    command.texts("--author", "NAME", options->authors, "author of the data; repeatable");
    command.text("--licence", "ID", options->licence, "licence of the data, as in CC-BY-4.0");
    command.example("firebreak sweep bundle results -o deposit --author \"Ada Example\" --licence CC-BY-4.0");
    command.action([options] { return bundle_command(*options); });
}

}  // namespace firebreak::cli
