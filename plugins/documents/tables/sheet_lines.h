#pragma once

#include "tables/row.h"

#include <boost/json/object.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace documents::tables {

/// Which rows of a document are wanted, and how many of them may be there.
struct SheetWanted {
    enum class Which { first, named, every };

    std::uint64_t mostRows = 1000; ///< In all that is wanted; blank ones do not count
    std::size_t mostColumns = 200;
    Which which = Which::first; ///< of the sheets that are not blank
    std::string name;           ///< with Which::named
};

/// The rows of sheets as lines of JSON: {"row": 7, "cells": [null, "text", {"number": "12.5"}, {"day": "2024-02-29"},
/// {"error": "#REF!"}]}. Rows without any text are left out, and so are blank cells at the end of a row. Where every
/// sheet is wanted, {"sheet": "Name"} comes before the first row of each.
class SheetLines : public RowSink {
public:
    using Print = std::function<void(const boost::json::object& line)>;

    SheetLines(SheetWanted wanted, Print print) : _wanted(std::move(wanted)), _print(std::move(print)) {}

    void sheet(const Sheet& sheet) override;

    /// Throws Failure "file.too_many_rows" or "file.too_many_columns" beyond what is wanted.
    void row(Row&& row) override;

    /// {"format", "sheet", "others": names of further sheets that are not blank}. Throws Failure when there is no sheet
    /// of the name that is wanted, or none that is not blank.
    [[nodiscard]] boost::json::object summary(std::string_view format) const;

private:
    [[nodiscard]] bool isWanted() const;

    SheetWanted _wanted;
    Print _print;
    std::string _name;               ///< Of the sheet that is being read
    std::vector<std::string> _found; ///< Names of sheets that are not blank
    bool _isCounted = false;
    std::uint64_t _rows = 0;
};

} // namespace documents::tables
