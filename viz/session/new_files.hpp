// Files that appear whole or not at all: each is written under another name in the same folder and takes its own name at the end.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace firebreak::viz {

class NewFiles {
public:
    NewFiles() = default;
    NewFiles(const NewFiles&) = delete;
    NewFiles& operator=(const NewFiles&) = delete;
    ~NewFiles();  // what was not finished leaves nothing behind

    // A file beside `path`, empty, of the same ending, to be written by others; empty if there can be none: see error().
    [[nodiscard]] std::string begin(const std::string& path);
    // The same, with these bytes in it. False if it cannot be written.
    bool add(const std::string& path, std::string_view bytes);
    // Gives all files their names, in the place of those there are. False if that failed for one.
    bool finish();

    // What went wrong first, as a sentence: "The folder x does not exist."; empty if nothing did.
    [[nodiscard]] const std::string& error() const { return error_; }
    void fail(const std::string& path, int error);  // errno

private:
    struct File {
        std::string temporary, path;
    };
    std::vector<File> files_;
    std::string error_;
};

// Why files cannot be written into a folder, as a sentence; empty if they can. An empty name means the current folder.
[[nodiscard]] std::string folder_fault(const std::string& folder);

}  // namespace firebreak::viz
