// Files that appear whole or not at all: each is written under another name in the same folder, and takes its
// own name when it is whole on disk. What had that name keeps its permissions. A symbolic link stays one, and
// what it leads to is replaced.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace firebreak::viz {

// Writes `bytes` to the file `path`. One of its own making gets `mode`, less what the person's mask takes
// away. Returns why it could not be done, "the folder cannot be written to (Permission denied)", and then
// nothing has changed; empty if it was done.
[[nodiscard]] std::string write_new_file(const std::string& path, std::string_view bytes,
                                         unsigned mode = 0666);

// Several files that take their names together.
class NewFiles {
public:
    NewFiles() = default;
    NewFiles(const NewFiles&) = delete;
    NewFiles& operator=(const NewFiles&) = delete;
    ~NewFiles();  // what was not finished leaves nothing behind

    // A file beside `path`, empty, of the same ending, to be written by others; empty if there can be none:
    // see error().
    [[nodiscard]] std::string begin(const std::string& path);
    // The same, with these bytes in it. False if it cannot be written.
    bool add(const std::string& path, std::string_view bytes);
    // Gives all files their names, in the place of those there are. False if that failed for one.
    bool finish();

    // What went wrong first, as a sentence: "x.csv cannot be written: No space left on device."; empty if
    // nothing did.
    [[nodiscard]] const std::string& error() const { return error_; }
    void fail(const std::string& path, int error);  // errno

private:
    struct File {
        std::string temporary, path;
    };
    std::vector<File> files_;
    std::string error_;
};

// Why files cannot be written into a folder, as a sentence; empty if they can. An empty name means the
// current folder.
[[nodiscard]] std::string folder_fault(const std::string& folder);

}  // namespace firebreak::viz
