/// Payments and bank statements.

#include "ledger/json_values.h"
#include "parts.h"

namespace accounting {

namespace {

constexpr std::string_view companyOfStatement = "SELECT company_id FROM accounting_statement WHERE id = :id";

constexpr std::string_view companyOfPayment = "SELECT company_id FROM accounting_payment WHERE id = :id";

using namespace tenon::fields;
using tenon::Json;
using tenon::JsonObject;
using tenon::Reply;
using tenon::Request;
using tenon::textAt;
using Action = Payments::Action;

constexpr std::string_view selectPayments =
    "SELECT id, COUNT(*) OVER () FROM accounting_payment WHERE company_id = :company "
    "AND (CAST(:state AS TEXT) = '' OR state = :state) AND (CAST(:type AS TEXT) = '' OR type = :type) "
    "AND (:party = 0 OR party_id = :party) AND (:invoice = 0 OR invoice_id = :invoice) "
    "ORDER BY date DESC, id DESC LIMIT :limit OFFSET :offset";
constexpr std::string_view selectStatements =
    "SELECT id, COUNT(*) OVER () FROM accounting_statement WHERE company_id = :company "
    "ORDER BY date DESC, id DESC LIMIT :limit OFFSET :offset";

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
    const std::int64_t company = companyOf(parts, request, "accounting.payments.view");
    const JsonObject& arguments = request.arguments();
    const tenon::Paging paging = request.paging();
    tenon::Page page{.items = {}, .total = 0, .size = paging.size, .offset = paging.offset};
    std::vector<std::int64_t> ids;
    parts.database.each(
        selectPayments,
        {{"company", company},
         {"state", textAt(arguments, "state")},
         {"type", textAt(arguments, "type")},
         {"party", integerAt(arguments, "party").value_or(0)},
         {"invoice", integerAt(arguments, "invoice").value_or(0)},
         {"limit", paging.size},
         {"offset", paging.offset}},
        [&](const tenon::Row& row) {
            ids.push_back(row.integer(0));
            page.total = row.integer(1);
        }
    );
    for (const std::int64_t id : ids) {
        page.items.push_back(parts.payments.read(company, id));
    }
    return tenon::page(std::move(page));
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
    return tenon::ok(
        parts.payments.read(companyOfRow(parts, request, "accounting.payments.view", companyOfPayment), request.id())
    );
}

auto acting(Parts& parts, Action action, std::string_view permission) {
    return [&parts, action, permission](const Request& request) {
        return tenon::ok(parts.payments.act(
            request.caller(),
            companyOfRow(parts, request, permission, companyOfPayment),
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
        text("name"),
        date("date"),
        text("opening"),
        text("closing"),
        text("state"),
        list(
            "lines", object("", {integer("id"), date("date"), text("amount"), text("description"), integer("entry_id")})
        ),
    };
}

Reply listStatements(Parts& parts, const Request& request) {
    const std::int64_t company = companyOf(parts, request, "accounting.payments.view");
    const tenon::Paging paging = request.paging();
    tenon::Page page{.items = {}, .total = 0, .size = paging.size, .offset = paging.offset};
    std::vector<std::int64_t> ids;
    parts.database.each(
        selectStatements,
        {{"company", company}, {"limit", paging.size}, {"offset", paging.offset}},
        [&](const tenon::Row& row) {
            ids.push_back(row.integer(0));
            page.total = row.integer(1);
        }
    );
    for (const std::int64_t id : ids) {
        page.items.push_back(parts.statements.read(company, id));
    }
    return tenon::page(std::move(page));
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
    app.post("/accounting/bank-statements/{id}/post/", with(postStatement))
        .needs("accounting.payments.post")
        .body(ofCompany)
        .answers(statementAnswer())
        .summary("Books each line of a statement whose balances agree");
    // clang-format on
}

} // namespace accounting
