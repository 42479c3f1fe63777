#pragma once

#include "data_frame.h"

#include <tenon/documents/tables.h>

#include <cstddef>
#include <vector>

namespace dttot {

/// The rows of a spreadsheet as a data frame: below the header's labels the cells as they are, repeated headers
/// included. Without a header the columns are A, B, C ….
class SheetFrame {
public:
    explicit SheetFrame(DataFrame& frame) : _frame(frame) {}

    void add(documents::SheetRow&& row);

    /// The document is complete: passes on what waited for a header.
    void finish();

private:
    void pass(const documents::SheetRow& row);

    DataFrame& _frame;
    std::vector<documents::SheetRow> _waiting;
};

} // namespace dttot
