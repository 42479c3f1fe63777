#pragma once

#include "list_record.h"

#include <tenon/database.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dttot {

class BatchStatement;

/// What leads searches to rows: the names, numbers and words of many rows. They are written and deleted in the order of
/// their indexes, so that a page of an index is touched once and not once for each row. Used by one thread.
class Postings {
public:
    /// Gathers those of a row.
    void add(std::int64_t row, const StoredRecord& record);

    /// Gathers those of rows as they are stored.
    void addStored(tenon::Database& database, std::span<const std::int64_t> rows);

    /// Whether so much is gathered that it should be passed on.
    [[nodiscard]] bool isFull() const;

    /// Write or delete what was gathered: in the caller's transaction, or in short ones, so that other writers hardly
    /// wait. Nothing is gathered then.
    void write(tenon::Database& database);
    void erase(tenon::Database& database);

private:
    /// A text, which lies in `_texts`, and the row that it leads to.
    struct Posting {
        std::size_t begin = 0;
        std::uint32_t size = 0;
        std::uint32_t position = 0;
        std::int64_t row = 0;
    };

    struct Table;
    static const std::vector<Table>& tables();

    [[nodiscard]] Posting posting(std::string_view text, std::int64_t row, std::size_t position = 0);
    [[nodiscard]] std::string_view textOf(const Posting& posting) const;
    void pass(tenon::Database& database, std::vector<Posting>& postings, const BatchStatement& statement) const;
    [[nodiscard]] std::vector<tenon::Value> valuesOf(std::span<const Posting> postings, std::size_t columns) const;
    void clear();

    std::string _texts;
    std::vector<Posting> _names;
    std::vector<Posting> _identifiers;
    std::vector<Posting> _words;
};

} // namespace dttot
