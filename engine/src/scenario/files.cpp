#include "scenario/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>

#include <firebreak/text.hpp>

#include "scenario/place.hpp"
#include "scenario/sha256.hpp"
#include "scenario/yaml_tree.hpp"

namespace firebreak {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kDeepestNesting = 8;
constexpr std::size_t kMostFiles = 64;

struct Bytes {
    std::string text;
    std::string fault;  // why not all of it could be read: "Input/output error"
};

Bytes failed() { return {{}, std::strerror(errno != 0 ? errno : EIO)}; }

// At most one byte more than a scenario may have: enough to see that it is too large.
Bytes read_limited(std::FILE* stream) {
    Bytes bytes{std::string(kMaxFileBytes + 1, '\0'), {}};
    errno = 0;
    bytes.text.resize(std::fread(bytes.text.data(), 1, bytes.text.size(), stream));
    return std::ferror(stream) == 0 ? bytes : failed();
}

Bytes read_bytes(const fs::path& path) {
    errno = 0;
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(path.c_str(), "rb"),
                                                                 &std::fclose);
    return stream == nullptr ? failed() : read_limited(stream.get());
}

// Whether a canonical path lies in a canonical folder or below it.
bool lies_below(const fs::path& path, const fs::path& folder) {
    const auto [end_of_folder, end_of_path] =
        std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
    return end_of_folder == folder.end() && end_of_path != path.end();
}

NodePtr without_file_keys(const NodePtr& root) {
    if (root->find("extends") == nullptr && root->find("include") == nullptr) return root;
    auto rest = std::make_shared<Node>(*root);
    std::erase_if(rest->entries,
                  [](const Node::Entry& entry) { return entry.key == "extends" || entry.key == "include"; });
    return rest;
}

class Reader {
public:
    Reader(Faults& faults, const std::string& path)
        : faults_(faults), shown_folder_(fs::path(path).parent_path()) {
        std::error_code error;
        const fs::path canonical = fs::canonical(fs::path(path), error);
        folder_ = canonical.parent_path();
    }

    // The tree of a file with its base and parts merged in; null after a fault.
    NodePtr read(const fs::path& path, const std::string& shown, const Place* asked_by) {
        const int file = add(shown);
        const Bytes bytes = read_bytes(path);
        if (bytes.fault.empty()) return parse(bytes.text, file, path);
        if (asked_by != nullptr)
            faults_.error(*asked_by, "cannot read '" + printable(shown) + "': " + bytes.fault);
        else unreadable(file, bytes);
        return nullptr;
    }

    NodePtr read_standard_input() {
        const int file = add("<stdin>");
        const Bytes bytes = read_limited(stdin);
        if (bytes.fault.empty()) return parse(bytes.text, file, std::nullopt);
        unreadable(file, bytes);
        return nullptr;
    }

    NodePtr parse(std::string_view bytes, int file, const std::optional<fs::path>& path) {
        hash_.add(bytes);
        const NodePtr own = parse_yaml(bytes, file, faults_);
        if (!own) return nullptr;
        if (own->kind != Node::Kind::map) {
            faults_.error(own->at, {}, "expected a map of the scenario's sections, found " + describe(*own));
            return nullptr;
        }
        NodePtr below;
        const Place root(*own);
        if (path) open_.push_back(*path);
        for (const std::string_view key : {"extends", "include"}) {
            const Node::Entry* entry = own->find(key);
            if (entry == nullptr) continue;
            if (path) {
                merge_in(below, read_others(Place(root, *entry), path->parent_path()));
            } else {
                faults_.error_at_key(
                    Place(root, *entry),
                    "'" + std::string(key) + "' needs a scenario in a folder; this one has none");
                complete_ = false;
            }
        }
        merge_in(below, with_choices(without_file_keys(own), path));
        if (path) open_.pop_back();
        return below;
    }

    MergedFiles finish(NodePtr root) {
        if (root && root->size > kMaxExpandedNodes) {
            faults_.error(
                {0, 0, 0}, {},
                "the files together have more than " + std::to_string(kMaxExpandedNodes) + " nodes");
            root = nullptr;
        }
        if (!complete_) root = nullptr;
        return {std::move(root), std::move(files_), hash_.finish()};
    }

    int add(const std::string& shown) {
        files_.push_back(shown);
        return faults_.add_file(shown);
    }

private:
    void unreadable(int file, const Bytes& bytes) {
        faults_.error({file, 0, 0}, {}, "cannot read this file: " + bytes.fault);
    }

    static void merge_in(NodePtr& below, const NodePtr& above) {
        if (above) below = below ? merged(below, above) : above;
    }

    // A tree in which the choices of variants hold the files that they include, below what they change
    // themselves.
    NodePtr with_choices(const NodePtr& root, const std::optional<fs::path>& path) {
        const Node::Entry* section = root->find("variants");
        if (section == nullptr || section->value->kind != Node::Kind::map) return root;
        const Place whole(*root);
        const Place at(whole, *section);
        return replaced(root, "variants", each_entry(at, [&](const Place& variant) {
                            return each_entry(
                                variant, [&](const Place& choice) { return with_included(choice, path); });
                        }));
    }

    static void recount(Node& map) {
        if (map.kind != Node::Kind::map) return;
        map.size = 1;
        for (const Node::Entry& entry : map.entries) map.size += entry.value->size;
    }

    // A map with each of its values made anew; anything else as it is.
    template <class Make>
    static NodePtr each_entry(const Place& at, Make make) {
        auto made = std::make_shared<Node>(at.node());
        for (Node::Entry& entry : made->entries) {
            const Node::Entry* own = at.node().find(entry.key);
            entry.value = make(Place(at, *own));
        }
        recount(*made);
        return made;
    }

    static NodePtr replaced(const NodePtr& map, std::string_view key, NodePtr value) {
        auto made = std::make_shared<Node>(*map);
        for (Node::Entry& entry : made->entries) {
            if (entry.key == key) entry.value = value;
        }
        recount(*made);
        return made;
    }

    NodePtr with_included(const Place& choice, const std::optional<fs::path>& path) {
        const auto own = std::make_shared<const Node>(choice.node());
        const Node::Entry* include = own->find("include");
        if (include == nullptr) return own;
        if (!path) {
            faults_.error_at_key(Place(choice, *include),
                                 "'include' needs a scenario in a folder; this one has none");
            complete_ = false;
            return own;
        }
        NodePtr change = read_others(Place(choice, *include), path->parent_path());
        if (const Node::Entry* more = own->find("change")) merge_in(change, more->value);
        auto made = std::make_shared<Node>(*own);
        std::erase_if(made->entries, [](const Node::Entry& entry) {
            return entry.key == "include" || entry.key == "change";
        });
        if (change) made->entries.push_back({"change", include->at, change});
        recount(*made);
        return made;
    }

    // What `extends` or `include` names: one file or a list of them, later ones on top.
    NodePtr read_others(const Place& at, const fs::path& folder) {
        NodePtr all;
        const auto add_one = [&](const Place& place) {
            const NodePtr one = read_other(place, folder);
            complete_ = complete_ && one != nullptr;
            merge_in(all, one);
        };
        if (!at.is_list()) add_one(at);
        for (std::size_t i = 0; i < at.node().items.size(); ++i) add_one(Place(at, i));
        return all;
    }

    NodePtr read_other(const Place& at, const fs::path& folder) {
        if (!at.is_scalar() || at.text().empty()) {
            faults_.error(at, "expected a file name, found " + describe(at.node()));
            return nullptr;
        }
        const fs::path named(at.text());
        std::error_code error;
        const fs::path path = fs::canonical(folder / named, error);
        const std::string fault = named.is_absolute() ? "must be a path relative to this file"
                                  : error             ? "cannot find '" + printable(at.text()) + "'"
                                  : !lies_below(path, folder_)
                                      ? "must lie in the scenario's own folder or below it"
                                  : !fs::is_regular_file(path, error) ? "is not a regular file"
                                                                      : refusal(path);
        if (!fault.empty()) {
            faults_.error(at, fault);
            return nullptr;
        }
        return read(path, (shown_folder_ / path.lexically_relative(folder_)).string(), &at);
    }

    // Why a file that exists is not read all the same.
    std::string refusal(const fs::path& path) const {
        if (std::find(open_.begin(), open_.end(), path) != open_.end()) return "this file includes itself";
        if (open_.size() >= kDeepestNesting)
            return "more than " + std::to_string(kDeepestNesting) + " files nested in one another";
        return files_.size() >= kMostFiles ? "more than " + std::to_string(kMostFiles) + " files"
                                           : std::string{};
    }

    Faults& faults_;
    Sha256 hash_;
    fs::path shown_folder_;       // as the user wrote it
    fs::path folder_;             // canonical
    std::vector<fs::path> open_;  // canonical; from the scenario to the file being read
    std::vector<std::string> files_;
    // every file named was read; otherwise what is missing would look like faults of the scenario
    bool complete_ = true;
};

}  // namespace

MergedFiles read_files(const std::string& path, Faults& faults) {
    Reader reader(faults, path);
    if (path == "-") return reader.finish(reader.read_standard_input());
    std::error_code error;
    const fs::path canonical = fs::canonical(fs::path(path), error);
    return reader.finish(reader.read(error ? fs::path(path) : canonical, path, nullptr));
}

MergedFiles read_in_place_of(std::string_view text, const std::string& path, Faults& faults) {
    Reader reader(faults, path);
    std::error_code error;
    const fs::path canonical = fs::canonical(fs::path(path), error);
    return reader.finish(reader.parse(text, reader.add(path), error ? fs::path(path) : canonical));
}

MergedFiles read_memory(std::string_view text, const std::string& name, Faults& faults) {
    Reader reader(faults, name);
    return reader.finish(reader.parse(text, reader.add(name), std::nullopt));
}

}  // namespace firebreak
