#include "untaxed.h"

namespace accounting {

namespace {

constexpr std::string_view insertUntaxed =
    "INSERT INTO accounting_untaxed (company_id, invoice_id, tax_id, date, posted_at, base) "
    "VALUES (:company, :invoice, :tax, :date, :at, :base)";

} // namespace

void keepUntaxed(tenon::Database& database, const UntaxedAt& at, const UntaxedBase& untaxed) {
    database.execute(
        insertUntaxed,
        {{"company", at.company},
         {"invoice", at.invoice},
         {"tax", untaxed.tax},
         {"date", at.date},
         {"at", at.postedAt},
         {"base", untaxed.base}}
    );
}

} // namespace accounting
