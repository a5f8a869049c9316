// SQLite with values and exceptions: a database, a statement, a transaction.
#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace firebreak {

// What went wrong with a file, in words for people, the file's name first.
struct DatabaseError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// A name as SQL has it: in quotes, with those in it doubled.
[[nodiscard]] std::string quoted_name(std::string_view name);

// An open file. Not to be used by two threads at a time. Everything here throws DatabaseError.
class Database {
public:
    enum class Mode { read, write };  // `write` makes the file if there is none

    Database(const std::string& path, Mode mode);

    void execute(const std::string& sql);
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] sqlite3* handle() const { return handle_.get(); }
    [[noreturn]] void fail() const;

private:
    struct Close {
        void operator()(sqlite3* handle) const;
    };
    std::string path_;
    std::unique_ptr<sqlite3, Close> handle_;
};

// A prepared statement: bind from the left, then step.
class Statement {
public:
    // The database must outlive it.
    Statement(const Database& database, std::string_view sql);

    Statement& bind(std::uint64_t value);
    Statement& bind(double value);
    // The text must stay as it is until run() or the last step(), so no temporary will do.
    Statement& bind(std::string_view text);
    Statement& bind(std::string&& text) = delete;
    Statement& bind_null();

    // The next row, if there is one.
    bool step();
    // Runs a statement that gives no rows, and makes it ready for the next values.
    void run();

    // Columns of the row, from 0.
    [[nodiscard]] std::uint64_t whole(int column) const;
    [[nodiscard]] double number(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] bool is_whole(int column) const;
    [[nodiscard]] bool is_number(int column) const;
    [[nodiscard]] int columns() const;
    [[nodiscard]] std::string column_name(int column) const;

private:
    void check(int status) const;

    struct Finish {
        void operator()(sqlite3_stmt* statement) const;
    };
    const Database& database_;
    std::unique_ptr<sqlite3_stmt, Finish> statement_;
    int next_ = 1;
};

}  // namespace firebreak
