#pragma once

#include <tenon/field.h>

/// What requests and answers of several routes are made of.
namespace dttot {

/// Query parameters of lists of rows.
[[nodiscard]] const tenon::Fields& rowFilters();

/// Members of a row that a client sends, by their English names; headers of the official list are taken as well.
[[nodiscard]] const tenon::Fields& rowMembers();

/// Members of a row that a client reads.
[[nodiscard]] const tenon::Fields& rowAnswer();

/// Members of a document.
[[nodiscard]] const tenon::Fields& documentMembers();

} // namespace dttot
