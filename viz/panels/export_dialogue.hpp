// The dialogue that writes what is shown to files: picture, drawing, table and how to get them again.
// viz/docs/export.md describes them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "panels/context.hpp"

namespace firebreak::viz {

// What to write, and where.
struct ExportRequest {
    std::string folder;  // as typed: ~ is the home folder; empty: the current one
    std::string name;    // without ending
    bool png = true, svg = true, csv = true;

    // "folder/name.png" for ".png".
    [[nodiscard]] std::string path(const char* ending) const;
    // Of all files that it writes.
    [[nodiscard]] std::vector<std::string> paths() const;
    // Why they cannot be written, as a sentence; empty if nothing is known against it. The open files, the
    // scenario and its parts, are never written over.
    [[nodiscard]] std::string fault(const std::vector<std::string>& open_files) const;
    bool operator==(const ExportRequest&) const = default;
};

struct ExportDialogue {
    bool open = false;
    bool appearing = false;  // set with `open`: the cursor goes into the field
    ExportRequest request;
    std::string result;   // what was written, a line each; empty: nothing yet
    std::string problem;  // why nothing was written
};

// Opens it for what is shown now.
void open_export(Context& context, ExportDialogue& dialogue);

// The request when Export was pressed; the dialogue is closed then, so that it is not in the picture.
// "export."
[[nodiscard]] std::optional<ExportRequest> draw_export_dialogue(Context& context, ExportDialogue& dialogue);

}  // namespace firebreak::viz
