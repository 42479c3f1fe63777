#include "pending_taxes.h"

#include "untaxed.h"

#include <tenon/random.h>

namespace accounting {

namespace {

using tenon::Date;
using tenon::Decimal;

constexpr std::string_view insertTax =
    "INSERT INTO accounting_pending_tax (invoice_id, tax_id, transition_account_id, account_id, base, amount, "
    "moved_base, moved) VALUES (:invoice, :tax, :transition, :account, :base, :amount, 0, 0)";
constexpr std::string_view selectTaxes =
    "SELECT id, tax_id, transition_account_id, account_id, base, amount, moved_base, moved FROM "
    "accounting_pending_tax "
    "WHERE invoice_id = :invoice ORDER BY id";
constexpr std::string_view updateMoved =
    "UPDATE accounting_pending_tax SET moved_base = :base, moved = :moved WHERE id = :id";

} // namespace

void PendingTaxes::keep(std::int64_t invoice, const std::vector<PendingTax>& taxes) {
    for (const PendingTax& tax : taxes) {
        _database.execute(
            insertTax,
            {{"invoice", invoice},
             {"tax", tax.tax},
             {"transition", tax.transitionAccount},
             {"account", tax.account},
             {"base", tax.base},
             {"amount", tax.amount}}
        );
    }
}

std::vector<PendingTaxes::Kept> PendingTaxes::kept(const Book& book, std::int64_t invoice) {
    return _database.rows(selectTaxes, {{"invoice", invoice}}, [&](const tenon::Row& row) {
        Kept kept{.id = row.integer(0), .tax = {}, .movedBase = {}, .moved = {}};
        kept.tax.tax = row.get<std::optional<std::int64_t>>(1);
        kept.tax.transitionAccount = row.integer(2);
        kept.tax.account = row.integer(3);
        kept.tax.base = book.amount(row.integer(4));
        kept.tax.amount = book.amount(row.integer(5));
        kept.movedBase = book.amount(row.integer(6));
        kept.moved = book.amount(row.integer(7));
        return kept;
    });
}

void PendingTaxes::move(
    const tenon::Caller& caller,
    const Book& book,
    const Invoice& invoice,
    const std::vector<Settled>& settled,
    const Occasion& occasion
) {
    std::vector<Kept> taxes = kept(book, invoice.id);
    if (taxes.empty()) {
        return;
    }
    Decimal paid = invoice.total - invoice.due;
    for (const Settled& each : settled) {
        paid -= each.amount;
    }
    for (const Settled& each : settled) {
        paid += each.amount;
        if (!tenon::isZero(each.amount)) {
            post(caller, book, invoice, taxes, paid, each.date, occasion);
        }
    }
}

void PendingTaxes::post(
    const tenon::Caller& caller,
    const Book& book,
    const Invoice& invoice,
    std::vector<Kept>& taxes,
    Decimal paid,
    Date date,
    const Occasion& occasion
) {
    NewEntry entry{.company = book.company.id, .date = date};
    entry.journal = occasion.journalOn(date);
    entry.description = "Tax due of " + invoice.number;
    entry.sourceModel = "accounting_pending_tax";
    entry.sourceId = tenon::Random::uuid();
    for (Kept& kept : taxes) {
        const Decimal amount = taxDueNow(kept.tax.amount, paid, invoice.total, kept.moved);
        const Decimal base = taxDueNow(kept.tax.base, paid, invoice.total, kept.movedBase);
        if (tenon::isZero(amount) && !tenon::isZero(kept.tax.amount)) {
            continue; // its base goes along with the next part of it
        }
        kept.moved += amount;
        kept.movedBase += base;
        _database.execute(updateMoved, {{"base", kept.movedBase}, {"moved", kept.moved}, {"id", kept.id}});
        if (tenon::isZero(amount)) {
            keepUntaxedPart(book, invoice, kept, base, date);
            continue;
        }
        EntryLine due = entryLine(kept.tax.account, amount);
        due.tax = kept.tax.tax;
        due.taxBase = base;
        entry.lines.push_back(entryLine(kept.tax.transitionAccount, -amount));
        entry.lines.push_back(std::move(due));
    }
    if (!entry.lines.empty()) {
        static_cast<void>(_ledger.postIn(caller, book, std::move(entry)));
    }
}

void PendingTaxes::keepUntaxedPart(
    const Book& book, const Invoice& invoice, const Kept& kept, Decimal base, Date date
) {
    if (kept.tax.tax && !tenon::isZero(base)) {
        const UntaxedAt at{
            .company = book.company.id, .invoice = invoice.id, .date = date, .postedAt = _books.stamp(book)};
        keepUntaxed(_database, at, {*kept.tax.tax, base});
    }
}

} // namespace accounting
