#pragma once

#include <tenon/database.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dttot {

/// Which rows in force a client wants to see.
class RowFilter {
public:
    /// All of `document`, or of all documents when it is 0.
    explicit RowFilter(std::int64_t document = 0) : _document(document) {}

    /// What is empty or 0 restricts nothing. `nationality` is an ISO 3166-1 alpha-2 code, `type` person or entity.
    RowFilter& type(std::string_view type);
    RowFilter& nationality(std::string_view code);
    RowFilter& birthYear(std::int64_t year);
    RowFilter& kodeDensus(std::string_view code);
    RowFilter& list(std::string_view name);
    RowFilter& onlyWithIssues(bool only);

    /// A condition on `r`, a row of dttot_row_in_force: made of constant texts, of those only that restrict something,
    /// so that the database can choose its index by them.
    [[nodiscard]] std::string condition() const;

    /// A query for the number of the rows that pass, which `found` holds when they have to be counted; it knows the
    /// number of all rows of a document.
    [[nodiscard]] std::string count(std::string_view found) const;

    /// Adds the condition's parameters, which borrow from the filter.
    void bind(std::vector<tenon::Param>& params) const;

private:
    std::int64_t _document;
    std::string _type;
    std::string _kodeDensus;
    std::string _list;
    std::string _nationalities; ///< a LIKE pattern, like the next one; empty: all
    std::string _birthYears;
    bool _onlyWithIssues = false;
};

} // namespace dttot
