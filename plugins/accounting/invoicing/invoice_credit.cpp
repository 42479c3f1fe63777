/// Invoices are credited and cancelled.

#include "invoice_input.h"
#include "invoices.h"
#include "ledger/failures.h"

#include <algorithm>

namespace accounting {

using tenon::Decimal;
using tenon::Json;
using tenon::JsonObject;

JsonObject
Invoices::credit(const tenon::Caller& caller, std::int64_t company, std::int64_t id, const JsonObject& changes) {
    return _app.database().transaction([&] {
        const Book book = _books.lock(company);
        const Invoice original = existing(company, id);
        if (original.kind != InvoiceKind::invoice || (original.state != "posted" && original.state != "paid")) {
            throw wrongState(original.state, {"posted", "paid"});
        }
        // Taxes keep the rates of the original, whatever they are now.
        Invoice note = original;
        note.id = 0;
        note.kind = InvoiceKind::creditNote;
        note.state = "draft";
        note.number.clear();
        note.reference = original.number;
        note.creditOf = original.id;
        note.date = std::max(original.date, _books.companies().today(book.company));
        note.accountingDate.reset();
        note.dueDate.reset();
        note.paymentTerm.reset();
        note.entry.reset();
        note.controlAccount.reset();
        useRefundAccounts(note);
        if (changes.contains("lines")) {
            note.discount = {Decimal(0, note.digits), note.discount.on}; // it was for all of the original's lines
        }
        if (!changes.empty()) {
            InvoiceInput(_app.database(), _books, book, parties()).apply(changes, note);
        }
        note.id = _store.add(note, caller.id());
        const Invoice stored = existing(company, note.id);
        audit(caller, "accounting.invoice.added", stored, nullptr, {});
        return jsonOf(stored);
    });
}

void Invoices::settleAgainst(const tenon::Caller& caller, std::int64_t company, std::int64_t id, std::int64_t other) {
    _app.database().transaction([&] {
        const Book book = _books.lock(company);
        std::vector<std::int64_t> lines;
        for (const std::int64_t each : {id, other}) {
            const Invoice invoice = existing(company, each);
            if (!invoice.entry) {
                throw wrongState(invoice.state, {"posted"});
            }
            const std::vector<std::int64_t> own = _store.controlLines(invoice);
            lines.insert(lines.end(), own.begin(), own.end());
        }
        _ledger.reconciliation().settle(caller, book, lines);
    });
}

JsonObject
Invoices::cancel(const tenon::Caller& caller, std::int64_t company, std::int64_t id, std::string_view reason) {
    return _app.database().transaction([&] {
        static_cast<void>(_books.lock(company));
        const Invoice invoice = existing(company, id);
        const Json before = jsonOf(invoice);
        if (invoice.isChangeable()) {
            _store.setState(id, "cancelled");
        } else if (invoice.state == "posted" && invoice.kind == InvoiceKind::invoice
                   && tenon::compare(invoice.due, invoice.total) == 0) {
            const std::int64_t note = credit(caller, company, id, {}).at("id").as_int64();
            static_cast<void>(post(caller, company, note));
            settleAgainst(caller, company, id, note);
            _store.markCancelled(id, note);
        } else {
            // What was paid must be given back or credited first.
            throw wrongState(invoice.state, {"draft", "validated", "posted"});
        }
        const Invoice stored = existing(company, id);
        audit(caller, "accounting.invoice.cancelled", stored, before, reason);
        return jsonOf(stored);
    });
}

} // namespace accounting
