// Writes what is shown to files, once the dialogue that asked for it is gone from the window.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/shell.hpp"

namespace firebreak::viz {

// Writes the window as PNG to a path; false if it cannot.
using SavePicture = std::function<bool(const std::string&)>;

class Exporter {
public:
    void ask(ExportRequest request);
    // True from then on until the files are written: the pointer is to stay out of the picture.
    [[nodiscard]] bool under_way() const { return request_.has_value(); }

    // Before the window is drawn: has the last of the frames written down.
    void begin_frame(Shell& shell);
    // After it was drawn: writes the files and has the dialogue say what came of it.
    void end_frame(Context& context, Shell& shell, const SavePicture& save);

private:
    std::optional<ExportRequest> request_;
    int frames_left_ = 0;
    MainPicture picture_;
};

}  // namespace firebreak::viz
