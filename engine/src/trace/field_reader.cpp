#include "trace/field_reader.hpp"

#include "model/parameter_paths.hpp"

namespace firebreak {

const Fields& FieldReader::child(const Fields& fields, const std::string& path, const char* key,
                                 Fields::value_t type) {
    static const Fields object = Fields::object();
    static const Fields array = Fields::array();
    const auto found = fields.find(key);
    if (found == fields.end()) {
        fail(join(path, key), "missing");
    } else if (found->type() != type) {
        fail(join(path, key),
             std::string("expected ") + (type == Fields::value_t::object ? "an object" : "a list"));
    } else {
        return *found;
    }
    return type == Fields::value_t::object ? object : array;
}

std::string FieldReader::text(const Fields& fields, const std::string& path, const char* key) {
    const auto found = fields.find(key);
    if (found != fields.end() && found->is_string()) return found->get<std::string>();
    fail(join(path, key), found == fields.end() ? "missing" : "expected a text");
    return {};
}

std::string FieldReader::text_at(const Fields& list, const std::string& path, std::size_t index) {
    if (list[index].is_string()) return list[index].get<std::string>();
    fail(entry_path(path, index), "expected a text");
    return {};
}

std::uint64_t FieldReader::whole(const Fields& fields, const std::string& path, const char* key,
                                 std::uint64_t most) {
    const auto found = fields.find(key);
    if (found == fields.end()) {
        fail(join(path, key), "missing");
    } else if (!found->is_number_unsigned() || found->get<std::uint64_t>() > most) {
        fail(join(path, key), "expected a whole number from 0 to " + std::to_string(most));
    } else {
        return found->get<std::uint64_t>();
    }
    return 0;
}

std::uint32_t FieldReader::number(const Fields& fields, const std::string& path, const char* key) {
    return static_cast<std::uint32_t>(whole(fields, path, key, kNoIndex - 1));
}

}  // namespace firebreak
