/// Many entries or invoices at once.

#include "entry_input.h"
#include "invoicing/invoice_input.h"
#include "parts.h"

#include <tenon/batch.h>

namespace accounting {

namespace {

using namespace tenon::fields;
using tenon::BatchRow;
using tenon::JsonObject;
using tenon::Request;
using tenon::textAt;

/// All rows of a batch are of the one company that stands beside them.
tenon::Fields ofOneCompany(tenon::Fields members) {
    std::erase_if(members, [](const tenon::Field& member) { return member.name() == "company_id"; });
    return members;
}

BatchRow postEntries(Parts& parts, const Request& request) {
    return [&parts, &request, book = parts.books.current(request, "accounting.entries.post")](const JsonObject& row) {
        NewEntry entry = entryOf(parts, book, row);
        if (textAt(row, "state") == "draft") {
            return JsonObject{{"id", parts.ledger.addDraft(request.caller(), std::move(entry))}, {"number", nullptr}};
        }
        const PostedEntry posted = parts.ledger.post(request.caller(), entry);
        return JsonObject{{"id", posted.id}, {"number", posted.number}};
    };
}

BatchRow addInvoices(Parts& parts, const Request& request) {
    const std::int64_t company = companyOf(parts, request, "accounting.invoices.add");
    return [&parts, &request, company](const JsonObject& row) {
        if (textAt(row, "state") == "posted") {
            requireIn(parts, request, "accounting.invoices.post", company);
        }
        const JsonObject invoice = parts.invoices.add(request.caller(), company, row);
        return JsonObject{{"id", invoice.at("id")}, {"number", invoice.at("number")}};
    };
}

} // namespace

void declareBatches(tenon::App& app, Parts& parts) {
    tenon::declareBatch(
        app,
        {.path = "/accounting/journal-entries/batch/",
         .permission = "accounting.entries.post",
         .rows = "entries",
         .row = ofOneCompany(entryMembers()),
         .beside = {organisation::companyField()},
         .answer = {integer("id"), text("number")},
         .work = [&parts](const Request& request) { return postEntries(parts, request); }}
    ).summary("Posts up to 1,000 entries: all or none of them, or as many as are right");
    tenon::declareBatch(
        app,
        {.path = "/accounting/invoices/batch/",
         .permission = "accounting.invoices.add",
         .rows = "invoices",
         .row = ofOneCompany(invoiceMembers()),
         .beside = {organisation::companyField()},
         .answer = {integer("id"), text("number")},
         .work = [&parts](const Request& request) { return addInvoices(parts, request); }}
    ).summary("Adds up to 1,000 invoices and credit notes: all or none of them, or as many as are right");
}

} // namespace accounting
