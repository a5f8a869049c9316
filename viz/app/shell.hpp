// What is around the screens: the layout of the window, its dialogues, and the actions that are no single
// screen's.
#pragma once

#include <optional>
#include <string>

#include "panels/context.hpp"
#include "panels/export_dialogue.hpp"
#include "panels/panels.hpp"

namespace firebreak::viz {

// What the program has to do between two frames; the shell cannot while it draws.
struct ShellWishes {
    bool quit = false;
    bool switch_full_screen = false;
    bool next_theme = false;
    std::string theme;                   // theme to take; empty: none
    float scale = 0;                     // new scale; 0: none
    bool scale_chosen = false;           // by the person, to be remembered; the presentation's own is not
    std::string open;                    // scenario to open; empty: none
    std::optional<ExportRequest> files;  // to be written
};

// The panel with the screen, as shapes.
struct MainPicture {
    Drawing drawing;
    Rect place;
};

class Shell {
public:
    // Carries out the actions of this frame that concern the whole window.
    void handle(Context& context, ShellWishes& wishes);

    // Draws the whole window; call between NewFrame() and Render().
    void draw(Context& context, float width, float height, ShellWishes& wishes);

    // Has the next draw() write down what the main panel shows; none: it is not written down.
    void record(MainPicture* picture) { picture_ = picture; }
    // The dialogue of exports comes back with what became of the files.
    void show_export(ExportRequest request, std::string result, std::string problem) {
        export_ = {true, true, std::move(request), std::move(result), std::move(problem)};
    }
    // Sizes of regions at scale 1, to be remembered.
    [[nodiscard]] float side_width() const { return side_width_; }
    [[nodiscard]] float transport_height() const { return transport_height_; }
    // The theme outside the presentation, as it was asked for.
    [[nodiscard]] const std::string& normal_theme(const Context& context) const {
        return context.presentation ? normal_theme_ : context.theme_asked;
    }
    void set_sizes(float side_width, float transport_height);

private:
    void handle_session(Context& context);
    void switch_presentation(Context& context, ShellWishes& wishes);
    void fit_presentation(const Context& context, float height, ShellWishes& wishes);
    void draw_normal(Context& context, float width, float height);
    void draw_presentation(Context& context, float width, float height);
    void draw_presentation_head(Context& context);
    void draw_middle(Context& context, const Rect& place);
    void draw_dialogues(Context& context, ShellWishes& wishes);
    [[nodiscard]] bool dialogue_open(const Context& context) const {
        return open_.open || export_.open || edit_.open || keys_open_ || context.about || context.bookmarks ||
               context.breakpoints || context.find;
    }

    void draw_main(Context& context, const Rect& place);

    OpenDialogue open_;
    ExportDialogue export_;
    MainPicture* picture_ = nullptr;
    EditDialogue edit_;
    bool keys_open_ = false;
    float normal_scale_ = 1;      // outside the presentation
    float presented_height_ = 0;  // of the window, for which the scale of the presentation was chosen
    std::string normal_theme_;
    enum Bar { kMenu, kTop, kTransport, kBottom };
    [[nodiscard]] float bar_height(const Context& context, Bar bar) const;
    void draw_bar(Context& context, Bar bar, const Rect& place);

    // What the bars took in the last frame, in pixels: in a narrow window they break into several lines.
    float bar_heights_[4] = {};
    float side_width_ = 340;       // at scale 1
    float transport_height_ = 40;  // at scale 1
};

}  // namespace firebreak::viz
