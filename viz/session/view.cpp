#include "session/view.hpp"

namespace firebreak::viz {

void History::set(const ViewState& state) {
    if (state == now_) return;
    past_.push_back(now_);
    if (past_.size() > kDepth) past_.erase(past_.begin());
    future_.clear();
    now_ = state;
}

bool History::undo() {
    if (past_.empty()) return false;
    future_.push_back(now_);
    now_ = past_.back();
    past_.pop_back();
    return true;
}

bool History::redo() {
    if (future_.empty()) return false;
    past_.push_back(now_);
    now_ = future_.back();
    future_.pop_back();
    return true;
}

void History::clear() {
    past_.clear();
    future_.clear();
    now_ = {};
}

}  // namespace firebreak::viz
