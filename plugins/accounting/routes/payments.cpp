/// Payments and bank statements.

#include "ledger/json_values.h"
#include "parts.h"
#include "versions.h"

namespace accounting {

namespace {

constexpr std::string_view companyOfStatement = "SELECT company_id FROM accounting_statement WHERE id = :id";

constexpr std::string_view companyOfPayment = "SELECT company_id FROM accounting_payment WHERE id = :id";

using namespace tenon::fields;
using tenon::JsonObject;
using tenon::Reply;
using tenon::Request;
using tenon::textAt;
using Action = Payments::Action;

tenon::Fields paymentAnswer() {
    return {
        integer("id"),
        text("uuid"),
        integer("company_id"),
        text("type"),
        text("state"),
        text("number"),
        integer("party_id"),
        integer("invoice_id"),
        list("allocations", object("", {integer("invoice_id"), text("amount")})),
        text("journal"),
        date("date"),
        text("currency"),
        text("amount"),
        text("mode"),
        text("reference"),
        text("external_reference"),
        integer("entry_id"),
    };
}

Reply listPayments(Parts& parts, const Request& request) {
    const JsonObject& arguments = request.arguments();
    const PaymentFilter filter{
        .company = companyOf(parts, request, "accounting.payments.view"),
        .state = textAt(arguments, "state"),
        .type = textAt(arguments, "type"),
        .party = integerAt(arguments, "party").value_or(0),
        .invoice = integerAt(arguments, "invoice").value_or(0),
    };
    return tenon::page(parts.payments.page(filter, request.paging()));
}

Reply addPayment(Parts& parts, const Request& request) {
    const std::int64_t company = companyOf(parts, request, "accounting.payments.add");
    const std::string_view state = textAt(request.body(), "state");
    if (state == "succeeded") {
        requireIn(parts, request, "accounting.payments.post", company);
    } else if (state == "approved") {
        requireIn(parts, request, "accounting.payments.approve", company);
    }
    if (textAt(request.body(), "mode") == "write_off") {
        requireIn(parts, request, "accounting.write_off", company);
    }
    return tenon::created(parts.payments.add(request.caller(), company, request.body()));
}

Reply readPayment(Parts& parts, const Request& request) {
    return tagged(
        parts.payments.read(companyOfRow(parts, request, "accounting.payments.view", companyOfPayment), request.id())
    );
}

/// The company of the payment that is about to change, when the client has seen it as it is.
std::int64_t companyOfChange(Parts& parts, const Request& request, std::string_view permission) {
    const std::int64_t company = companyOfRow(parts, request, permission, companyOfPayment);
    requireMatch(request, [&] { return parts.payments.read(company, request.id()).at("version").as_int64(); });
    return company;
}

Reply removePayment(Parts& parts, const Request& request) {
    parts.payments.remove(request.caller(), companyOfChange(parts, request, "accounting.payments.add"), request.id());
    return tenon::ok({{"id", request.id()}, {"deleted", true}});
}

auto acting(Parts& parts, Action action, std::string_view permission) {
    return [&parts, action, permission](const Request& request) {
        return tagged(parts.payments.act(
            request.caller(),
            companyOfChange(parts, request, permission),
            request.id(),
            action,
            textAt(request.body(), "reason")
        ));
    };
}

tenon::Fields statementAnswer() {
    return {
        integer("id"),
        integer("company_id"),
        text("journal"),
        text("currency"),
        text("name"),
        date("date"),
        text("opening"),
        text("closing"),
        text("state"),
        list(
            "lines",
            object(
                "",
                {integer("id"),
                 date("date"),
                 text("amount"),
                 text("company_amount"),
                 text("description"),
                 integer("entry_id")}
            )
        ),
    };
}

Reply listStatements(Parts& parts, const Request& request) {
    return tenon::page(parts.statements.page(companyOf(parts, request, "accounting.payments.view"), request.paging()));
}

Reply addStatement(Parts& parts, const Request& request) {
    return tenon::created(
        parts.statements.add(request.caller(), companyOf(parts, request, "accounting.payments.post"), request.body())
    );
}

Reply readStatement(Parts& parts, const Request& request) {
    return tenon::ok(parts.statements.read(
        companyOfRow(parts, request, "accounting.payments.view", companyOfStatement), request.id()
    ));
}

Reply removeStatement(Parts& parts, const Request& request) {
    parts.statements.remove(
        request.caller(), companyOfRow(parts, request, "accounting.payments.post", companyOfStatement), request.id()
    );
    return tenon::ok({{"id", request.id()}, {"deleted", true}});
}

Reply postStatement(Parts& parts, const Request& request) {
    return tenon::ok(parts.statements.post(
        request.caller(), companyOfRow(parts, request, "accounting.payments.post", companyOfStatement), request.id()
    ));
}

} // namespace

void declarePayments(tenon::App& app, Parts& parts) {
    const auto with = calling(parts);
    const tenon::Fields ofCompany{organisation::companyField()};
    const tenon::Fields reasons{organisation::companyField(), text("reason", 500)};
    // clang-format off: a route's guard, body, answer and summary stay together
    app.get("/accounting/payments/", with(listPayments))
        .needs("accounting.payments.view")
        .query(
            {organisation::companyField(),
             choice("type", {"in", "out"}),
             integer("party").min(1),
             integer("invoice").min(1),
             choice("state", {"draft", "approved", "processing", "succeeded", "failed", "refunded"})}
        )
        .answersList(paymentAnswer())
        .summary("Payments, latest first");
    app.post("/accounting/payments/", with(addPayment))
        .needs("accounting.payments.add")
        .status(201)
        .body(paymentMembers())
        .answers(paymentAnswer())
        .summary("Adds a payment; with an external reference that is known it answers the payment that is there");
    app.get("/accounting/payments/{id}/", with(readPayment))
        .needs("accounting.payments.view")
        .query(ofCompany)
        .answers(paymentAnswer())
        .summary("A payment");
    app.remove("/accounting/payments/{id}/", with(removePayment))
        .needs("accounting.payments.add")
        .query(ofCompany)
        .answers({integer("id"), boolean("deleted")})
        .summary("Deletes a draft");
    app.post("/accounting/payments/{id}/approve/", acting(parts, Action::approve, "accounting.payments.approve"))
        .needs("accounting.payments.approve")
        .body(reasons)
        .answers(paymentAnswer())
        .summary("Approves a payment: from now on it lowers what is to be paid");
    app.post("/accounting/payments/{id}/process/", acting(parts, Action::process, "accounting.payments.post"))
        .needs("accounting.payments.post")
        .body(reasons)
        .answers(paymentAnswer())
        .summary("Says that a payment is on its way");
    app.post("/accounting/payments/{id}/succeed/", acting(parts, Action::succeed, "accounting.payments.post"))
        .needs("accounting.payments.post")
        .body(reasons)
        .answers(paymentAnswer())
        .summary("Posts a payment and settles what it is for");
    app.post("/accounting/payments/{id}/fail/", acting(parts, Action::fail, "accounting.payments.post"))
        .needs("accounting.payments.post")
        .body(reasons)
        .answers(paymentAnswer())
        .summary("Gives up a payment that did not arrive");
    app.post("/accounting/payments/{id}/refund/", acting(parts, Action::refund, "accounting.payments.refund"))
        .needs("accounting.payments.refund")
        .body(reasons)
        .answers(paymentAnswer())
        .summary("Gives a payment back: its entry is reversed, what it settled is open again");

    app.get("/accounting/bank-statements/", with(listStatements))
        .needs("accounting.payments.view")
        .query(ofCompany)
        .answersList(statementAnswer())
        .summary("Bank statements, latest first");
    app.post("/accounting/bank-statements/", with(addStatement))
        .needs("accounting.payments.post")
        .status(201)
        .body(statementMembers())
        .answers(statementAnswer())
        .summary("Adds a bank statement");
    app.get("/accounting/bank-statements/{id}/", with(readStatement))
        .needs("accounting.payments.view")
        .query(ofCompany)
        .answers(statementAnswer())
        .summary("A bank statement with its lines");
    app.remove("/accounting/bank-statements/{id}/", with(removeStatement))
        .needs("accounting.payments.post")
        .query(ofCompany)
        .answers({integer("id"), boolean("deleted")})
        .summary("Deletes a statement that is not posted");
    app.post("/accounting/bank-statements/{id}/post/", with(postStatement))
        .needs("accounting.payments.post")
        .body(ofCompany)
        .answers(statementAnswer())
        .summary("Books each line of a statement whose balances agree");
    // clang-format on
}

} // namespace accounting
