#pragma once

#include "data_frame.h"

#include <tenon/json.h>

namespace dttot {

/// The records of a document as a data frame, for documents that are no spreadsheet. Records that were cells of a table
/// (a PDF's) are shown with its columns, others with what the lists have in common.
class RecordFrame {
public:
    enum class Columns { ofTheTable, ofTheRecord };

    RecordFrame(DataFrame& frame, Columns columns);

    /// Takes what the helper program found (extraction/README.md): its records count.
    void take(const tenon::JsonObject& finding);

private:
    DataFrame& _frame;
    Columns _columns;
};

} // namespace dttot
