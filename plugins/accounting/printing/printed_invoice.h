#pragma once

#include "ledger/books.h"
#include "printing/words.h"

#include <tenon/documents/report.h>
#include <tenon/json.h>

#include <string>
#include <vector>

namespace accounting {

/// What stands on an invoice besides itself.
struct InvoicePaper {
    std::vector<std::string> party; ///< Name, address and tax id of the customer or supplier
    std::string terms;              ///< Name of the payment term
    std::string creditOf;           ///< Number of the invoice that a credit note is for
};

/// An invoice or a credit note as it is sent to a customer; `invoice` as the API answers it.
[[nodiscard]] documents::Report printedInvoice(
    const tenon::JsonObject& invoice,
    const organisation::Company& company,
    const InvoicePaper& paper,
    const Words& words
);

} // namespace accounting
