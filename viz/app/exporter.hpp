// Writes what is shown to files, once the dialogue that asked for it is gone from the window.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/shell.hpp"
#include "session/new_files.hpp"

namespace firebreak::viz {

// Writes the window as PNG to a path; false if it cannot.
using SavePicture = std::function<bool(const std::string&)>;

class Exporter {
public:
    void ask(ExportRequest request);
    // True from then on until the files are written: the pointer is to stay out of the picture.
    [[nodiscard]] bool under_way() const { return request_.has_value(); }

    // The frame that is drawn now is for the file alone, without controls, and not to be shown. The picture
    // of the window was taken before.
    [[nodiscard]] bool recording() const { return request_ && frames_left_ == 0; }

    // Before the window is drawn: has that frame written down.
    void begin_frame(Shell& shell);
    // After it was drawn: writes the files and has the dialogue say what came of it.
    void end_frame(Context& context, Shell& shell, const SavePicture& save);

private:
    void finish(Context& context, Shell& shell);

    std::optional<ExportRequest> request_;
    int frames_left_ = 0;              // until the picture of the window is taken
    std::unique_ptr<NewFiles> files_;  // from then on
    MainPicture picture_;
};

}  // namespace firebreak::viz
