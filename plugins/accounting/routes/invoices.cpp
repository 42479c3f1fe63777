/// Invoices and credit notes.

#include "invoicing/invoice_input.h"
#include "ledger/amounts.h"
#include "ledger/json_values.h"
#include "parts.h"
#include "versions.h"

namespace accounting {

namespace {

using namespace tenon::fields;
using tenon::JsonObject;
using tenon::Reply;
using tenon::Request;
using tenon::textAt;

tenon::Fields invoiceAnswer() {
    return {
        integer("id"),
        text("uuid"),
        integer("company_id"),
        text("type"),
        text("kind"),
        text("state"),
        text("number"),
        text("invoice_number"),
        text("reference"),
        integer("party_id"),
        text("party_name"),
        date("invoice_date"),
        date("due_date"),
        text("currency"),
        text("untaxed"),
        text("tax"),
        text("cash_rounding"),
        text("total"),
        text("amount_due"),
        text("amount_to_pay"),
        integer("entry_id"),
        list("lines", object("", {text("description"), text("quantity"), text("unit_price"), text("amount")})),
        list("taxes", object("", {integer("tax_id"), text("name"), text("rate"), text("base"), text("amount")})),
    };
}

/// Everything but what is required of a new one.
tenon::Fields changedMembers() {
    tenon::Fields members;
    for (tenon::Field& member : invoiceMembers()) {
        if (member.name() != "type" && member.name() != "kind") {
            members.push_back(std::move(member));
        }
    }
    return members;
}

Reply listInvoices(Parts& parts, const Request& request) {
    const std::int64_t company = companyOf(parts, request, "accounting.invoices.view");
    const JsonObject& arguments = request.arguments();
    const InvoiceFilter filter{
        .company = company,
        .from = textAt(arguments, "date_from"),
        .to = textAt(arguments, "date_to"),
        .type = textAt(arguments, "type"),
        .kind = textAt(arguments, "kind"),
        .state = textAt(arguments, "state"),
        .party = integerAt(arguments, "party").value_or(0),
        .search = textAt(arguments, "search"),
    };
    return tenon::page(parts.invoices.page(filter, request.paging()));
}

/// The company of the invoice that is about to change, when the client has seen it as it is.
std::int64_t companyOfChange(Parts& parts, const Request& request, std::string_view permission) {
    const std::int64_t company = companyOfRow(parts, request, permission, companyOfInvoice);
    requireMatch(request, [&] { return parts.invoices.existing(company, request.id()).version; });
    return company;
}

Reply addInvoice(Parts& parts, const Request& request) {
    const std::int64_t company = companyOf(parts, request, "accounting.invoices.add");
    if (textAt(request.body(), "state") == "posted") {
        requireIn(parts, request, "accounting.invoices.post", company);
    }
    return tenon::created(parts.invoices.add(request.caller(), company, request.body())).saying("Invoice created");
}

Reply readInvoice(Parts& parts, const Request& request) {
    return tagged(
        parts.invoices.read(companyOfRow(parts, request, "accounting.invoices.view", companyOfInvoice), request.id())
    );
}

Reply changeInvoice(Parts& parts, const Request& request) {
    const std::int64_t company = companyOfChange(parts, request, "accounting.invoices.add");
    if (textAt(request.body(), "state") == "posted") {
        requireIn(parts, request, "accounting.invoices.post", company);
    }
    return tagged(parts.invoices.change(request.caller(), company, request.id(), request.body()));
}

Reply removeInvoice(Parts& parts, const Request& request) {
    parts.invoices.remove(request.caller(), companyOfChange(parts, request, "accounting.invoices.add"), request.id());
    return tenon::ok({{"id", request.id()}, {"deleted", true}});
}

Reply proposeNumber(Parts& parts, const Request& request) {
    const Book book = parts.books.current(request, "accounting.invoices.view");
    const JsonObject& arguments = request.arguments();
    Invoice invoice;
    invoice.company = book.company.id;
    invoice.type = textAt(arguments, "type") == "in" ? InvoiceType::in : InvoiceType::out;
    invoice.kind = textAt(arguments, "kind") == "credit_note" ? InvoiceKind::creditNote : InvoiceKind::invoice;
    invoice.date = tenon::Date::parse(textAt(arguments, "date")).value_or(parts.books.companies().today(book.company));
    return tenon::ok({{"number", parts.invoices.proposedNumber(invoice)}});
}

Reply validateInvoice(Parts& parts, const Request& request) {
    return tagged(parts.invoices.validate(
        request.caller(), companyOfChange(parts, request, "accounting.invoices.add"), request.id()
    ));
}

Reply postInvoice(Parts& parts, const Request& request) {
    return tagged(parts.invoices.post(
                      request.caller(), companyOfChange(parts, request, "accounting.invoices.post"), request.id()
                  ))
        .saying("Invoice posted");
}

Reply cancelInvoice(Parts& parts, const Request& request) {
    return tagged(parts.invoices.cancel(
        request.caller(),
        companyOfChange(parts, request, "accounting.invoices.post"),
        request.id(),
        textAt(request.body(), "reason")
    ));
}

Reply creditInvoice(Parts& parts, const Request& request) {
    const std::int64_t company = companyOfRow(parts, request, "accounting.invoices.add", companyOfInvoice);
    JsonObject changes = request.body();
    const bool isPosted = textAt(changes, "state") == "posted";
    changes.erase("state");
    changes.erase("company_id");
    JsonObject note = parts.invoices.credit(request.caller(), company, request.id(), changes);
    if (isPosted) {
        requireIn(parts, request, "accounting.invoices.post", company);
        const std::int64_t id = note.at("id").as_int64();
        static_cast<void>(parts.invoices.post(request.caller(), company, id));
        parts.invoices.settleAgainst(request.caller(), company, request.id(), id);
        note = parts.invoices.read(company, id);
    }
    return tenon::created(std::move(note));
}

Reply payInvoice(Parts& parts, const Request& request) {
    const std::int64_t company = companyOfRow(parts, request, "accounting.payments.post", companyOfInvoice);
    JsonObject payment = request.body();
    payment["invoice"] = request.id();
    payment["state"] = "succeeded";
    if (tenon::flagAt(payment, "write_off")) {
        requireIn(parts, request, "accounting.write_off", company);
        payment["mode"] = "write_off";
    }
    payment.erase("write_off");
    const JsonObject stored = parts.payments.add(request.caller(), company, payment);
    JsonObject invoice = parts.invoices.read(company, request.id());
    invoice["payment"] = stored;
    return tenon::created(std::move(invoice)).saying("Payment received");
}

Reply applyAdvance(Parts& parts, const Request& request) {
    const Book book = parts.books.ofRow(request, "accounting.payments.post", companyOfInvoice);
    const auto most = amountAt(request.body(), "amount", book.digits(), "amount");
    return tenon::ok(parts.payments.applyAdvance(request.caller(), book.company.id, request.id(), most));
}

} // namespace

void declareInvoices(tenon::App& app, Parts& parts) {
    const auto with = calling(parts);
    const tenon::Fields ofCompany{organisation::companyField()};
    // clang-format off: a route's guard, body, answer and summary stay together
    app.get("/accounting/invoices/", with(listInvoices))
        .needs("accounting.invoices.view")
        .query(
            {organisation::companyField(),
             date("date_from"),
             date("date_to"),
             choice("type", {"out", "in"}),
             choice("kind", {"invoice", "credit_note"}),
             choice("state", {"draft", "validated", "posted", "paid", "cancelled"}),
             integer("party").also("customer").min(1),
             text("search", 80)}
        )
        .answersList(invoiceAnswer())
        .summary("Invoices and credit notes, latest first");
    app.post("/accounting/invoices/", with(addInvoice))
        .needs("accounting.invoices.add")
        .status(201)
        .body(invoiceMembers())
        .answers(invoiceAnswer())
        .summary("Adds an invoice or a credit note");
    app.get("/accounting/invoices/propose/", with(proposeNumber))
        .needs("accounting.invoices.view")
        .query(
            {organisation::companyField(),
             choice("type", {"out", "in"}),
             choice("kind", {"invoice", "credit_note"}),
             date("date")}
        )
        .answers({text("number")})
        .summary("The next number, which is not reserved");
    app.get("/accounting/invoices/{id}/", with(readInvoice))
        .needs("accounting.invoices.view")
        .query(ofCompany)
        .answers(invoiceAnswer())
        .summary("An invoice with its lines and taxes");
    app.patch("/accounting/invoices/{id}/", with(changeInvoice))
        .needs("accounting.invoices.add")
        .body(changedMembers())
        .answers(invoiceAnswer())
        .summary("Changes an invoice that is not posted");
    app.remove("/accounting/invoices/{id}/", with(removeInvoice))
        .needs("accounting.invoices.add")
        .query(ofCompany)
        .answers({integer("id"), boolean("deleted")})
        .summary("Deletes an invoice that has no number");
    app.post("/accounting/invoices/{id}/validate/", with(validateInvoice))
        .needs("accounting.invoices.add")
        .body(ofCompany)
        .answers(invoiceAnswer())
        .summary("Says that a draft is complete");
    app.post("/accounting/invoices/{id}/post/", with(postInvoice))
        .needs("accounting.invoices.post")
        .body(ofCompany)
        .answers(invoiceAnswer())
        .summary("Posts an invoice: it gets its number and its entry, and no longer changes");
    app.post("/accounting/invoices/{id}/cancel/", with(cancelInvoice))
        .needs("accounting.invoices.post")
        .body({organisation::companyField(), text("reason", 500)})
        .answers(invoiceAnswer())
        .summary("Cancels an invoice; a posted one by a credit note for all of it");
    app.post("/accounting/invoices/{id}/credit-note/", with(creditInvoice))
        .needs("accounting.invoices.add")
        .status(201)
        .body(changedMembers())
        .answers(invoiceAnswer())
        .summary("Adds a credit note for the invoice, or for the lines that are sent");
    app.post("/accounting/invoices/{id}/pay/", with(payInvoice))
        .needs("accounting.payments.post")
        .status(201)
        .body(
            {organisation::companyField(),
             decimal("amount", sentDigits).required(),
             date("date").also("payment_date"),
             text("journal", 20).also("method"),
             boolean("write_off"),
             choice("mode", {"exact", "keep_credit"}),
             text("reference", 80),
             text("external_reference", 120)}
        )
        .answers(invoiceAnswer())
        .summary("Receives or makes a payment for the invoice");
    app.post("/accounting/invoices/{id}/apply-advance/", with(applyAdvance))
        .needs("accounting.payments.post")
        .body(
            {organisation::companyField(),
             decimal("amount", sentDigits).help("All that both allow unless told otherwise")}
        )
        .answers(invoiceAnswer())
        .summary("Moves an advance of the party to the invoice");
    // clang-format on
}

} // namespace accounting
