// Takes values out of a JSON object and keeps the first fault, with its path.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <firebreak/spec.hpp>
#include <firebreak/text.hpp>

#include "trace/seen_json.hpp"

namespace firebreak {

inline constexpr std::size_t kLongestShown = 60;  // of what a fault quotes

class FieldReader {
public:
    // Where there is a fault already, nothing more is said.
    FieldReader(const Spec& spec, std::string& error) : spec_(spec), error_(error) {}

    [[nodiscard]] bool failed() const { return !error_.empty(); }
    void fail(const std::string& path, const std::string& what) {
        if (error_.empty()) error_ = path.empty() ? what : path + ": " + what;
    }

protected:
    [[nodiscard]] static std::string join(const std::string& path, const char* key) {
        return path.empty() ? key : path + "." + key;
    }

    // The value of a key, which must be of the given type; an empty value of that type after a fault.
    const Fields& child(const Fields& fields, const std::string& path, const char* key, Fields::value_t type);
    std::string text(const Fields& fields, const std::string& path, const char* key);
    std::string text_at(const Fields& list, const std::string& path, std::size_t index);
    std::uint64_t whole(const Fields& fields, const std::string& path, const char* key, std::uint64_t most);
    // A number of an incident or a message.
    std::uint32_t number(const Fields& fields, const std::string& path, const char* key);

    // The place of a name in a list of the scenario.
    template <class List>
    std::size_t place(const List& list, const char* what, const std::string& name, const std::string& path) {
        std::vector<std::string_view> ids;
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (list[i].id == name) return i;
            ids.push_back(list[i].id);
        }
        std::string fault = std::string("unknown ") + what + " '" + printable(name, kLongestShown) + "'";
        const std::string_view nearest = nearest_name(name, ids);
        if (!nearest.empty()) fault.append("; did you mean '").append(nearest).append("'?");
        fail(path, fault);
        return 0;
    }

    template <class Id, class List>
    Id named(const Fields& fields, const std::string& path, const char* key, const List& list) {
        const std::string name = text(fields, path, key);
        return failed() ? Id{} : Id{place(list, key, name, join(path, key))};
    }

    // The place of a word among those of a list, 0 after a fault.
    template <class NameOf>
    std::size_t one_of(const Fields& fields, const std::string& path, const char* key, std::size_t count,
                       NameOf name_of) {
        const std::string word = text(fields, path, key);
        for (std::size_t i = 0; i < count; ++i) {
            if (word == name_of(i)) return i;
        }
        fail(join(path, key), std::string("unknown ") + key + " '" + printable(word, kLongestShown) + "'");
        return 0;
    }

    const Spec& spec_;
    std::string& error_;
};

}  // namespace firebreak
