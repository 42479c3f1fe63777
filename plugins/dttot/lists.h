#pragma once

#include "kept_differences.h"
#include "rows.h"

#include <tenon/app.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace dttot {

/// The lists that documents and rows by hand make up, with their versions. A list is named by its id or its name
/// ("dttot", "un", "own:staff"). Safe to call from many threads. All throw Forbidden without `dttot.view` and NotFound
/// for what is not there, unless they say otherwise.
class Lists {
public:
    Lists(tenon::App& app, Rows& rows) : _app(app), _rows(rows) {}

    [[nodiscard]] tenon::Page page(const tenon::Caller& caller, const tenon::Paging& paging);
    [[nodiscard]] tenon::JsonObject read(const tenon::Caller& caller, std::string_view list);

    /// Makes the watch list `own:` + `name` of the institution itself. Throws Forbidden without `dttot.upload`, Invalid
    /// for a name that is no word of a-z, 0-9 and hyphens, Conflict when it is there already.
    tenon::JsonObject create(const tenon::Caller& caller, std::string_view name, std::string_view title);

    /// Adds a row by hand to the list itself, where it stays whatever documents come and go. Throws like Rows::add().
    tenon::JsonObject add(const tenon::Caller& caller, std::string_view list, const tenon::JsonObject& input);

    /// The versions, latest first.
    [[nodiscard]] tenon::Page versions(const tenon::Caller& caller, std::string_view list, const tenon::Paging& paging);
    [[nodiscard]] tenon::JsonObject version(const tenon::Caller& caller, std::string_view list, std::int64_t number);

    /// The rows that the list had in that version, in the order of their ids.
    [[nodiscard]] tenon::Page
    rowsOf(const tenon::Caller& caller, std::string_view list, std::int64_t number, const tenon::Paging& paging);

    /// The two versions that are compared, and what of the comparison is wanted.
    struct Comparison {
        std::int64_t to = 0;
        std::int64_t from = -1; ///< the version before `to` when negative; 0 is the empty list
        std::string kind;       ///< "added", "changed", "removed" or everything
    };

    /// What is different: {"change", "kode_densus", "name", "type", "before", "after", "members"}; see list_diff.h for
    /// what counts as the same row.
    [[nodiscard]] tenon::Page differences(
        const tenon::Caller& caller, std::string_view list, const Comparison& comparison, const tenon::Paging& paging
    );

private:
    [[nodiscard]] std::int64_t idOf(std::string_view list);
    void requireVersion(std::int64_t list, std::int64_t number);

    tenon::App& _app;
    Rows& _rows;
    KeptDifferences _differences;
};

} // namespace dttot
