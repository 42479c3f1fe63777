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
    RowFilter& onlyWithIssues(bool only);

    /// A condition on `r`, a row of dttot_row_in_force. It narrows the rows of a document or of a search, so it needs
    /// no index of its own.
    static constexpr std::string_view condition =
        "(CAST(:f_document AS BIGINT) = 0 OR r.document_id = CAST(:f_document AS BIGINT)) "
        "AND (CAST(:f_type AS TEXT) = '' OR r.type = CAST(:f_type AS TEXT)) "
        "AND r.nationalities LIKE CAST(:f_nationalities AS TEXT) AND r.birth_years LIKE CAST(:f_birth_years AS TEXT) "
        "AND (CAST(:f_kode_densus AS TEXT) = '' OR r.kode_densus = CAST(:f_kode_densus AS TEXT)) "
        "AND r.issue_count >= CAST(:f_issues AS BIGINT)";

    /// Adds the condition's parameters, which borrow from the filter.
    void bind(std::vector<tenon::Param>& params) const;

private:
    std::int64_t _document;
    std::string _type;
    std::string _kodeDensus;
    std::string _nationalities = "%"; ///< a LIKE pattern, like the next one
    std::string _birthYears = "%";
    int _leastIssues = 0;
};

} // namespace dttot
