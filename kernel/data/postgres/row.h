#pragma once

#include <kernel/data/postgres/result.h>
#include <kernel/data/sql/timestamp_text.h>

#include <tenon/database.h>

#include <vector>

namespace tenon::data::postgres {

/// One row of a result in text format. Reads numbers out of text and text out of numbers only when exact.
class PostgresRow : public Row {
public:
    /// Shows `row` of `result` from now on; what was read before is no longer valid.
    void show(const PGresult* result, int row);

    [[nodiscard]] std::size_t size() const override;
    [[nodiscard]] std::string_view name(std::size_t column) const override;
    [[nodiscard]] bool isNull(std::size_t column) const override;
    [[nodiscard]] std::int64_t integer(std::size_t column) const override;
    [[nodiscard]] double real(std::size_t column) const override;
    [[nodiscard]] bool boolean(std::size_t column) const override;
    [[nodiscard]] std::string_view text(std::size_t column) const override;
    [[nodiscard]] std::string blob(std::size_t column) const override;

private:
    [[nodiscard]] std::string_view rawText(std::size_t column, const char* wanted) const;
    [[nodiscard]] Oid typeOf(std::size_t column) const;

    const PGresult* _result = nullptr;
    int _row = 0;
    std::size_t _size = 0;
    mutable std::vector<TimestampText> _timestamps; // by column
};

} // namespace tenon::data::postgres
