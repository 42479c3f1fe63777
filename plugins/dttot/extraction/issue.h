#pragma once

#include <string>
#include <vector>

namespace dttot {

/// Something in a cell that a person should look at; the record is kept all the same.
struct Issue {
    std::string field;   ///< the record's key, such as "birth_dates"
    std::string code;    ///< stable, such as "birth_date.unread"
    std::string message; ///< one sentence for a person
    std::string text;    ///< the part of the cell that it is about
};

using Issues = std::vector<Issue>;

} // namespace dttot
