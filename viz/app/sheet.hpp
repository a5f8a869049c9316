// The picture that panels keep from frame to frame: they draw onto lists, the renderer draws those onto a
// texture.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "backend/renderer.hpp"
#include "panels/kept_picture.hpp"

namespace firebreak::viz {

// vertices in a frame; a processor draws them in about 20 ms
inline constexpr int kSheetStep = 25'000;
// a window of 2560x1600, or the picture in one of 3840x2160
inline constexpr std::size_t kMostSheetBytes = 16U << 20U;

// Belongs to a renderer and must be gone before it is.
class KeptSheet final : public KeptPicture {
public:
    // `step`: vertices that a frame may add.
    KeptSheet(Renderer& renderer, int step) : renderer_(renderer), step_(step) {}

    [[nodiscard]] bool reserve(const Rect& place) override;
    [[nodiscard]] Sheet* sheet(std::uint64_t version, const Rect& place, Colour ground) override;
    void show(ImDrawList& window) override;
    [[nodiscard]] int step() const override;

    // Draws onto the texture what panels have added since the last call; before the window is drawn. True if
    // there was anything.
    bool paint();
    // Of a frame in which something was painted, in milliseconds: the next ones add as much as is drawn
    // within a fair time.
    void took(double drawing);
    // The letters are others: the next frame begins anew. To be called before the first frame too.
    void letters_changed();

private:
    void begin_list();
    void warm_up();

    Renderer& renderer_;
    int step_, painted_ = 0;  // vertices that a frame may add, and that were painted last
    std::unique_ptr<Offscreen> texture_;
    int width_ = 0, height_ = 0;  // of the texture, had or refused
    std::optional<std::uint64_t> version_;
    Rect place_;
    Colour ground_;
    bool clear_ = false, added_ = false;  // before the list is drawn; something is on the list
    bool warm_ = false;
    ImDrawList list_{ImGui::GetDrawListSharedData()};
    Sheet sheet_;
};

}  // namespace firebreak::viz
