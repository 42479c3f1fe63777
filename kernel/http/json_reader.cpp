#include <kernel/http/json_reader.h>

#include <tenon/error.h>

#include <boost/json/basic_parser_impl.hpp>

#include <charconv>
#include <cstddef>

namespace tenon::http {

namespace {

namespace bj = boost::json;

constexpr std::size_t mostDepth = 64;

/// The double nearest to `text`; Boost.JSON 1.81 may be one off in the last place.
double nearest(bj::string_view text, double value) {
    std::from_chars(text.data(), text.data() + text.size(), value); // leaves what is out of range as it is
    return value;
}

/// Builds the value and counts the members it was given, for Boost.JSON keeps the last of equal names silently.
class Builder {
public:
    static constexpr std::size_t max_object_size = bj::object::max_size();
    static constexpr std::size_t max_array_size = bj::array::max_size();
    static constexpr std::size_t max_key_size = bj::string::max_size();
    static constexpr std::size_t max_string_size = bj::string::max_size();

    bool on_document_begin(bj::error_code&) { return _stack.reset(), true; }

    bool on_document_end(bj::error_code&) { return true; }

    bool on_object_begin(bj::error_code&) { return true; }

    bool on_object_end(std::size_t count, bj::error_code&) { return members += count, _stack.push_object(count), true; }

    bool on_array_begin(bj::error_code&) { return true; }

    bool on_array_end(std::size_t count, bj::error_code&) { return _stack.push_array(count), true; }

    bool on_key_part(bj::string_view part, std::size_t, bj::error_code&) { return _stack.push_chars(part), true; }

    bool on_key(bj::string_view part, std::size_t, bj::error_code&) { return _stack.push_key(part), true; }

    bool on_string_part(bj::string_view part, std::size_t, bj::error_code&) { return _stack.push_chars(part), true; }

    bool on_string(bj::string_view part, std::size_t, bj::error_code&) { return _stack.push_string(part), true; }

    bool on_number_part(bj::string_view, bj::error_code&) { return true; }

    bool on_int64(std::int64_t value, bj::string_view, bj::error_code&) { return _stack.push_int64(value), true; }

    bool on_uint64(std::uint64_t value, bj::string_view, bj::error_code&) { return _stack.push_uint64(value), true; }

    bool on_double(double value, bj::string_view text, bj::error_code&) {
        return _stack.push_double(nearest(text, value)), true;
    }

    bool on_bool(bool value, bj::error_code&) { return _stack.push_bool(value), true; }

    bool on_null(bj::error_code&) { return _stack.push_null(), true; }

    bool on_comment_part(bj::string_view, bj::error_code&) { return true; }

    bool on_comment(bj::string_view, bj::error_code&) { return true; }

    [[nodiscard]] Json take() { return _stack.release(); }

    std::size_t members = 0;

private:
    bj::value_stack _stack;
};

std::size_t memberCount(const Json& value) {
    std::size_t count = 0;
    if (const JsonObject* object = value.if_object()) {
        count = object->size();
        for (const auto& member : *object) {
            count += memberCount(member.value());
        }
    } else if (const JsonArray* array = value.if_array()) {
        for (const Json& item : *array) {
            count += memberCount(item);
        }
    }
    return count;
}

[[noreturn]] void refuse(std::string_view text, std::size_t position) {
    const std::string_view before = text.substr(0, position);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const auto lineStart = before.rfind('\n');
    const auto column = position - (lineStart == std::string_view::npos ? 0 : lineStart + 1) + 1;
    throw Invalid(tenon::Message(
        "The body is not valid JSON: line {line}, column {column}.", {{"line", line}, {"column", column}}
    ));
}

} // namespace

Json readJson(std::string_view text) {
    bj::parse_options options;
    options.max_depth = mostDepth;
    bj::basic_parser<Builder> parser(options);
    bj::error_code error;
    const std::size_t used = parser.write_some(false, text.data(), text.size(), error);
    const auto rest = error ? text.npos : text.find_first_not_of(" \t\r\n", used);
    if (error || !parser.done() || rest != text.npos) {
        refuse(text, rest != text.npos ? rest : used);
    }
    const std::size_t given = parser.handler().members;
    Json value = parser.handler().take();
    if (memberCount(value) != given) {
        throw Invalid("The body names a member of an object twice.");
    }
    return value;
}

} // namespace tenon::http
