#include "merged_parties.h"

namespace accounting {

namespace {

constexpr std::string_view moves[] = {
    "UPDATE accounting_line SET party_id = :into WHERE party_id = :from",
    "UPDATE accounting_reconciliation SET party_id = :into WHERE party_id = :from",
    "UPDATE accounting_invoice SET party_id = :into WHERE party_id = :from",
    "UPDATE accounting_payment SET party_id = :into WHERE party_id = :from",
    "UPDATE accounting_statement_line SET party_id = :into WHERE party_id = :from",
    "UPDATE accounting_party SET party_id = :into WHERE party_id = :from AND NOT EXISTS "
    "(SELECT 1 FROM accounting_party p WHERE p.party_id = :into AND p.company_id = accounting_party.company_id)",
    "DELETE FROM accounting_party WHERE party_id = :from AND party_id <> :into",
};

} // namespace

void moveParty(tenon::Database& database, std::int64_t from, std::int64_t into) {
    database.transaction([&] {
        for (const std::string_view statement : moves) {
            database.execute(statement, {{"from", from}, {"into", into}});
        }
    });
}

} // namespace accounting
