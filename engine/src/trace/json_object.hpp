// An object of JSON, written field by field into a string. Millions of lines are: no tree is built for them.
#pragma once

#include <charconv>
#include <cmath>
#include <concepts>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace firebreak {

// Keys and words are plain ASCII without quotes. An object within it must end before the next field begins.
class JsonObject {
public:
    explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }
    ~JsonObject() { out_ += '}'; }
    JsonObject(const JsonObject&) = delete;
    JsonObject& operator=(const JsonObject&) = delete;

    // What is JSON already.
    void raw(std::string_view key, std::string_view json) { begin(key).append(json); }
    // Where the key is JSON already too.
    void raw_key(std::string_view quoted_key) { comma().append(quoted_key) += ':'; }
    void words(std::string_view key, std::string_view words) { begin(key).append("\"").append(words) += '"'; }
    void flag(std::string_view key, bool flag) { raw(key, flag ? "true" : "false"); }
    void null(std::string_view key) { raw(key, "null"); }

    void number(std::string_view key, std::integral auto value) {
        begin(key);
        char digits[24];
        out_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
    }
    void number(std::string_view key, double value) {
        begin(key);
        put(out_, value);
    }
    [[nodiscard]] JsonObject object(std::string_view key) {
        begin(key);
        return JsonObject(out_);
    }

    // As nlohmann::json writes it: the shortest text that reads back to the same number.
    static void put(std::string& out, double value) {
        char digits[64];
        if (std::isfinite(value)) out.append(digits, nlohmann::detail::to_chars(digits, digits + 64, value));
        else out += "null";
    }

private:
    std::string& comma() {
        if (out_.back() != '{') out_ += ',';
        return out_;
    }
    std::string& begin(std::string_view key) { return comma().append("\"").append(key).append("\":"); }

    std::string& out_;
};

}  // namespace firebreak
