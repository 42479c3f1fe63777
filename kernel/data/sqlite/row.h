#pragma once

#include <kernel/data/sql/timestamp_text.h>

#include <tenon/database.h>

#include <vector>

struct sqlite3_stmt;

namespace tenon::data::sqlite {

/// The row that a stepped statement stands on. Reads numbers out of text and text out of numbers only when exact.
class SqliteRow : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement);

    [[nodiscard]] std::size_t size() const override;
    [[nodiscard]] std::string_view name(std::size_t column) const override;
    [[nodiscard]] bool isNull(std::size_t column) const override;
    [[nodiscard]] std::int64_t integer(std::size_t column) const override;
    [[nodiscard]] double real(std::size_t column) const override;
    [[nodiscard]] bool boolean(std::size_t column) const override;
    [[nodiscard]] std::string_view text(std::size_t column) const override;
    [[nodiscard]] std::string blob(std::size_t column) const override;

private:
    [[nodiscard]] int typeOf(std::size_t column) const;
    [[nodiscard]] std::string_view rawText(std::size_t column) const;
    [[nodiscard]] bool isTimestamp(std::size_t column) const;

    sqlite3_stmt* _statement;
    std::size_t _size;
    mutable std::vector<TimestampText> _timestamps; // by column; made when a stored form needs rewriting
};

} // namespace tenon::data::sqlite
