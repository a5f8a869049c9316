#include "scenario/place.hpp"

namespace firebreak {

std::string Place::path() const {
    if (parent_ == nullptr) return {};
    std::string path = parent_->path();
    if (parent_->is_list()) return path + "[" + std::to_string(index_) + "]";
    if (!path.empty()) path += ".";
    return path.append(key_);
}

}  // namespace firebreak
