#include <firebreak/program.hpp>

#include <filesystem>
#include <system_error>

namespace firebreak {

namespace fs = std::filesystem;

std::optional<std::string> behind_links(const std::string& path) {
    constexpr int kMostLinks = 40;  // as Linux follows
    std::error_code error;
    fs::path target = path;
    for (int links = 0; fs::is_symlink(fs::symlink_status(target, error)); ++links) {
        if (links == kMostLinks) return std::nullopt;
        const fs::path next = fs::read_symlink(target, error);
        if (error) return std::nullopt;
        target = next.is_absolute() ? next : target.parent_path() / next;
    }
    return target.string();
}

bool same_file(const std::string& first, const std::string& second) {
    std::error_code error;
    if (fs::exists(first, error) && fs::exists(second, error))
        return fs::equivalent(first, second, error) && !error;
    const auto a = behind_links(first);
    const auto b = behind_links(second);
    if (!a || !b) return false;
    // The folder is there even where the file is not; without it nothing can be written.
    const auto folder = [](const std::string& path) {
        const fs::path parent = fs::path(path).parent_path();
        return parent.empty() ? fs::path(".") : parent;
    };
    return fs::path(*a).filename() == fs::path(*b).filename() &&
           fs::equivalent(folder(*a), folder(*b), error) && !error;
}

}  // namespace firebreak
