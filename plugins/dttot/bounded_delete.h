#pragma once

#include <tenon/database.h>

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace dttot {

/// Repeats a statement that deletes at most some thousand rows until none is left, each time in a transaction of its
/// own, so that other writers hardly wait.
void deleteBitByBit(tenon::Database& database, std::string_view sql, std::initializer_list<tenon::Param> params);

/// Deletes the skipped rows of a document's runs before `run`.
void forgetSkipped(tenon::Database& database, std::int64_t document, std::int64_t run);

} // namespace dttot
