#include "row_filter.h"

#include "folding.h"

#include <algorithm>

namespace dttot {

namespace {

/// The words of `nationalities` and `birth_years` stand between blanks.
std::string patternFor(std::string_view word) { return "% " + std::string(word) + " %"; }

} // namespace

RowFilter& RowFilter::type(std::string_view type) {
    _type = type;
    return *this;
}

RowFilter& RowFilter::nationality(std::string_view code) {
    if (!code.empty()) {
        std::string upper = compacted(code); // nothing in it can be a wildcard
        std::ranges::transform(upper, upper.begin(), [](char c) {
            return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        });
        _nationalities = patternFor(upper);
    }
    return *this;
}

RowFilter& RowFilter::birthYear(std::int64_t year) {
    if (year != 0) {
        _birthYears = patternFor(std::to_string(year));
    }
    return *this;
}

RowFilter& RowFilter::kodeDensus(std::string_view code) {
    _kodeDensus = code;
    return *this;
}

RowFilter& RowFilter::onlyWithIssues(bool only) {
    _leastIssues = only ? 1 : 0;
    return *this;
}

void RowFilter::bind(std::vector<tenon::Param>& params) const {
    params.push_back({"f_document", _document});
    params.push_back({"f_type", _type});
    params.push_back({"f_nationalities", _nationalities});
    params.push_back({"f_birth_years", _birthYears});
    params.push_back({"f_kode_densus", _kodeDensus});
    params.push_back({"f_issues", _leastIssues});
}

} // namespace dttot
