#include "sweep/database.hpp"

#include <sqlite3.h>

#include <firebreak/text.hpp>

namespace firebreak {

void Database::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
void Statement::Finish::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

std::string quoted_name(std::string_view name) {
    std::string sql = "\"";
    for (const char c : name) sql += c == '"' ? std::string("\"\"") : std::string(1, c);
    return sql + "\"";
}

Database::Database(const std::string& path, Mode mode) : path_(path) {
    sqlite3* handle = nullptr;
    // One thread at a time uses it, so SQLite need not lock at every value that is bound.
    const int flags = SQLITE_OPEN_NOMUTEX | (mode == Mode::read ? SQLITE_OPEN_READONLY
                                                                : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    const int status = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    handle_.reset(handle);
    if (status != SQLITE_OK) fail();
    // A reader waits while a writer commits.
    sqlite3_busy_timeout(handle, mode == Mode::read ? 10'000 : 0);
}

void Database::fail() const {
    const std::string reason = handle_ ? sqlite3_errmsg(handle_.get()) : "out of memory";
    throw DatabaseError(printable(path_, 1000) + ": " + printable(reason, 300));
}

void Database::execute(const std::string& sql) {
    if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

Statement::Statement(const Database& database, std::string_view sql) : database_(database) {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v3(database.handle(), sql.data(), static_cast<int>(sql.size()),
                             SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
    statement_.reset(statement);
}

void Statement::check(int status) const {
    if (status != SQLITE_OK) database_.fail();
}

Statement& Statement::bind(std::uint64_t value) {
    check(sqlite3_bind_int64(statement_.get(), next_++, static_cast<sqlite3_int64>(value)));
    return *this;
}

Statement& Statement::bind(double value) {
    check(sqlite3_bind_double(statement_.get(), next_++, value));
    return *this;
}

Statement& Statement::bind(std::string_view text) {
    check(sqlite3_bind_text(statement_.get(), next_++, text.data(), static_cast<int>(text.size()),
                            SQLITE_STATIC));
    return *this;
}

Statement& Statement::bind_null() {
    check(sqlite3_bind_null(statement_.get(), next_++));
    return *this;
}

bool Statement::step() {
    const int status = sqlite3_step(statement_.get());
    if (status == SQLITE_ROW) return true;
    sqlite3_reset(statement_.get());
    next_ = 1;
    if (status != SQLITE_DONE) database_.fail();
    return false;
}

void Statement::run() {
    while (step()) {}
}

std::uint64_t Statement::whole(int column) const {
    return static_cast<std::uint64_t>(sqlite3_column_int64(statement_.get(), column));
}

double Statement::number(int column) const { return sqlite3_column_double(statement_.get(), column); }

std::string Statement::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
    if (bytes == nullptr) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

bool Statement::is_whole(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_INTEGER;
}

bool Statement::is_number(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_FLOAT;
}

int Statement::columns() const { return sqlite3_column_count(statement_.get()); }

std::string Statement::column_name(int column) const { return sqlite3_column_name(statement_.get(), column); }

}  // namespace firebreak
