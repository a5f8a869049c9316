#include "scenario/place.hpp"

#include "model/parameter_paths.hpp"

namespace firebreak {

std::string Place::path() const {
    if (parent_ == nullptr) return {};
    std::string path = parent_->path();
    if (parent_->is_list()) return path.empty() ? std::to_string(index_ + 1) : entry_path(path, index_);
    if (!path.empty()) path += ".";
    return path.append(key_);
}

}  // namespace firebreak
