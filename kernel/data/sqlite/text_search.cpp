#include <kernel/data/sqlite/error.h>
#include <kernel/data/sqlite/text_search.h>
#include <kernel/text/needle.h>

#include <sqlite3.h>

#include <exception>
#include <memory>
#include <span>

namespace tenon::data::sqlite {

namespace {

/// Nothing for NULL, which holds no text.
const char* bytesOf(sqlite3_value* value) { return reinterpret_cast<const char*>(sqlite3_value_text(value)); }

std::string_view viewOf(const char* bytes, sqlite3_value* value) {
    return {bytes, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

/// The needle of a statement's run, made for its first row: SQLite keeps it as long as the parameter is the same.
const text::Needle* needleOf(sqlite3_context* context, sqlite3_value* value) {
    constexpr int argument = 0;
    if (const void* kept = sqlite3_get_auxdata(context, argument)) {
        return static_cast<const text::Needle*>(kept);
    }
    const char* bytes = bytesOf(value);
    if (bytes == nullptr) {
        return nullptr;
    }
    auto needle = std::make_unique<text::Needle>(viewOf(bytes, value));
    sqlite3_set_auxdata(context, argument, needle.release(), [](void* kept) {
        delete static_cast<text::Needle*>(kept);
    });
    return static_cast<const text::Needle*>(sqlite3_get_auxdata(context, argument));
}

bool isHeld(const text::Needle& needle, std::span<sqlite3_value*> texts) {
    for (sqlite3_value* value : texts) {
        const char* bytes = bytesOf(value);
        if (bytes != nullptr && needle.isIn(viewOf(bytes, value))) {
            return true;
        }
    }
    return false;
}

void holdsText(sqlite3_context* context, int count, sqlite3_value** values) {
    try {
        const std::span arguments(values, static_cast<std::size_t>(count));
        const text::Needle* needle = needleOf(context, arguments.front());
        sqlite3_result_int(context, needle != nullptr && isHeld(*needle, arguments.subspan(1)) ? 1 : 0);
    } catch (const std::exception&) {
        sqlite3_result_error_nomem(context);
    }
}

} // namespace

void addTextSearch(sqlite3* connection) {
    constexpr int anyNumber = -1;
    constexpr int traits = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    require(
        sqlite3_create_function(connection, textSearch.data(), anyNumber, traits, nullptr, holdsText, nullptr, nullptr),
        connection
    );
}

} // namespace tenon::data::sqlite
