#pragma once

#include "compliance/subject_input.h"

#include <tenon/documents/tables.h>

#include <optional>
#include <string>
#include <vector>

namespace dttot::compliance {

/// Makes subjects of the rows of a customer file, whose header may stand below a title and names its columns in English
/// or Indonesian, as lists do: name, birth date, birth place, NIK, passport, nationality, reference. A further sheet
/// may begin with a header of its own, or go on below that of the sheet before.
class CustomerRows {
public:
    struct Customer {
        SentSubject sent;
        std::string name;                      ///< as it stands in the file
        std::vector<tenon::FieldError> faults; ///< what could not be read; the rest counts all the same
    };

    /// The customer of a row; nothing for titles, the header and blank rows.
    [[nodiscard]] std::optional<Customer> next(const documents::SheetRow& row);

    [[nodiscard]] bool hasHeader() const { return !_columns.empty(); }

private:
    bool isHeader(const documents::SheetRow& row);

    /// The member of a subject that each column holds, empty for others.
    std::vector<std::string_view> _columns;
    std::string _sheet; ///< of the row before
};

} // namespace dttot::compliance
