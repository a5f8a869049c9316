#include "app/sheet.hpp"

#include <algorithm>

namespace firebreak::viz {
namespace {

// milliseconds; half of what the window may be deaf for
constexpr double kFairTime = 24;
constexpr int kLeastStep = 4'000, kLargestStep = 100'000;  // vertices

}  // namespace

bool KeptSheet::reserve(const Rect& place) {
    const int width = static_cast<int>(place.width()), height = static_cast<int>(place.height());
    if (width == width_ && height == height_) return texture_ != nullptr;
    version_.reset();
    texture_.reset();
    width_ = width;
    height_ = height;
    const bool small =
        width > 0 && height > 0 &&
        static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4 <= kMostSheetBytes;
    if (small) texture_ = Offscreen::make(width, height);
    return texture_ != nullptr;
}

void KeptSheet::letters_changed() {
    version_.reset();
    added_ = false;
    if (!warm_) warm_up();
    warm_ = true;
}

// A driver that draws with the processor compiles for each kind of texture that is drawn onto or shown, which
// takes up to a tenth of a second: better before the first frame than in the midst of work.
void KeptSheet::warm_up() {
    const Rect place{0, 0, 3, 3};
    if (sheet(0, place, {}) == nullptr) return;
    list_.AddRectFilled({0, 0}, {2, 2}, IM_COL32(255, 255, 255, 128));
    static_cast<void>(paint());
    begin_list();
    show(list_);
    renderer_.draw_list(list_, 3, 3);
    version_.reset();
}

KeptPicture::Sheet* KeptSheet::sheet(std::uint64_t version, const Rect& place, Colour ground) {
    if (!reserve(place)) return nullptr;
    if (version_ != version || !(place_ == place) || !(ground_ == ground)) {
        version_ = version;
        place_ = place;
        ground_ = ground;
        clear_ = true;
        added_ = false;
        sheet_.painted = 0;
    }
    // Where nobody sees the frames they are not painted, and what they added waits on the list.
    if (!added_) begin_list();
    added_ = true;
    sheet_.list = &list_;
    return &sheet_;
}

// A sheet is cleared in the frame in which the picture was worked out anew, which took its time.
int KeptSheet::step() const { return clear_ ? std::max(step_ / 4, 1) : step_; }

void KeptSheet::begin_list() {
    list_._ResetForNewFrame();
    list_.PushClipRect({place_.x0, place_.y0}, {place_.x1, place_.y1});
    list_.PushTextureID(ImGui::GetIO().Fonts->TexID);
}

void KeptSheet::show(ImDrawList& window) {
    // A pointer or a number, by version.
    const auto id = (ImTextureID)(std::intptr_t)texture_->texture();
    window.AddImage(id, {place_.x0, place_.y0}, {place_.x1, place_.y1}, {0, 1}, {1, 0});
}

bool KeptSheet::paint() {
    if (!added_ || texture_ == nullptr) return false;
    added_ = false;
    if (list_.VtxBuffer.empty() && !clear_) return false;
    const auto ground = static_cast<unsigned>(ground_.red << 16 | ground_.green << 8 | ground_.blue);
    renderer_.draw_onto(*texture_, list_, place_.x0, place_.y0,
                        clear_ ? std::optional(ground) : std::nullopt);
    clear_ = false;
    painted_ = list_.VtxBuffer.Size;
    return true;
}

void KeptSheet::took(double drawing) {
    // A little that was soon drawn says nothing of a lot.
    const double most = painted_ < step_ * 3 / 4 ? 1 : 1.5;
    const double wanted = step_ * std::clamp(kFairTime / std::max(drawing, 0.1), 0.5, most);
    step_ = static_cast<int>(std::clamp(wanted, double{kLeastStep}, double{kLargestStep}));
}

}  // namespace firebreak::viz
