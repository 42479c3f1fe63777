#include "row_filter.h"

#include "screening/folding.h"

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
        std::string upper = screening::compacted(code); // nothing in it can be a wildcard
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

RowFilter& RowFilter::list(std::string_view name) {
    _list = name;
    return *this;
}

RowFilter& RowFilter::onlyWithIssues(bool only) {
    _onlyWithIssues = only;
    return *this;
}

std::string RowFilter::condition() const {
    std::string condition = "1 = 1";
    const auto require = [&](bool isAsked, std::string_view text) {
        if (isAsked) {
            condition.append(" AND ").append(text);
        }
    };
    require(_document != 0, "r.document_id = :f_document");
    require(!_type.empty(), "r.type = :f_type");
    require(!_nationalities.empty(), "r.nationalities LIKE :f_nationalities");
    require(!_birthYears.empty(), "r.birth_years LIKE :f_birth_years");
    require(!_kodeDensus.empty(), "r.kode_densus = :f_kode_densus");
    require(!_list.empty(), "r.list_id = (SELECT l.id FROM dttot_watch_list l WHERE l.name = :f_list)");
    require(_onlyWithIssues, "r.issue_count >= 1");
    return condition;
}

std::string RowFilter::count(std::string_view found) const {
    const bool isAll = _type.empty() && _nationalities.empty() && _birthYears.empty() && _kodeDensus.empty()
                       && _list.empty() && !_onlyWithIssues;
    if (!isAll) {
        return "SELECT COUNT(*) FROM " + std::string(found);
    }
    return std::string("SELECT CAST(COALESCE(SUM(row_count), 0) AS BIGINT) FROM dttot_list")
           + (_document == 0 ? "" : " WHERE id = :f_document");
}

void RowFilter::bind(std::vector<tenon::Param>& params) const {
    if (_document != 0) {
        params.push_back({"f_document", _document});
    }
    const auto bindText = [&](std::string_view name, const std::string& text) {
        if (!text.empty()) {
            params.push_back({name, text});
        }
    };
    bindText("f_type", _type);
    bindText("f_nationalities", _nationalities);
    bindText("f_birth_years", _birthYears);
    bindText("f_kode_densus", _kodeDensus);
    bindText("f_list", _list);
}

} // namespace dttot
