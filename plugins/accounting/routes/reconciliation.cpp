/// Open lines and their reconciliation.

#include "ledger/accounts.h"
#include "ledger/amounts.h"
#include "ledger/json_values.h"
#include "parts.h"

namespace accounting {

namespace {

constexpr std::string_view companyOfReconciliation = "SELECT company_id FROM accounting_reconciliation WHERE id = :id";

using namespace tenon::fields;
using tenon::Date;
using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::Reply;
using tenon::Request;
using tenon::textAt;

constexpr std::string_view selectReconciliations =
    "SELECT id, account_id, party_id, created_at, created_by, COUNT(*) OVER () FROM accounting_reconciliation "
    "WHERE company_id = :company AND removed_at IS NULL ORDER BY id DESC LIMIT :limit OFFSET :offset";
constexpr std::string_view selectLines = "SELECT id FROM accounting_line WHERE reconciliation_id = :id ORDER BY id";
constexpr std::string_view selectOpen =
    "SELECT l.id, l.entry_id, e.number, l.date, l.maturity_date, l.account_id, l.party_id, l.debit, l.credit, "
    "l.open_amount, l.currency, COUNT(*) OVER () FROM accounting_line l JOIN accounting_entry e ON e.id = l.entry_id "
    "WHERE l.company_id = :company AND l.open_amount <> 0 AND (:party = 0 OR l.party_id = :party) "
    "AND (:account = 0 OR l.account_id = :account) ORDER BY l.maturity_date, l.id LIMIT :limit OFFSET :offset";

std::vector<std::int64_t> idsAt(const JsonObject& body, std::string_view name) {
    std::vector<std::int64_t> ids;
    for (const Json& id : body.at(name).as_array()) {
        ids.push_back(id.as_int64());
    }
    return ids;
}

JsonArray linesOf(Parts& parts, std::int64_t reconciliation) {
    JsonArray lines;
    parts.database.each(selectLines, {{"id", reconciliation}}, [&](const tenon::Row& row) {
        lines.emplace_back(row.integer(0));
    });
    return lines;
}

Reply listOpen(Parts& parts, const Request& request) {
    const Book book = parts.books.current(request, "accounting.entries.view");
    const tenon::Paging paging = request.paging();
    tenon::Page page{.items = {}, .total = 0, .size = paging.size, .offset = paging.offset};
    parts.database.each(
        selectOpen,
        {{"company", book.company.id},
         {"party", integerAt(request.arguments(), "party").value_or(0)},
         {"account", integerAt(request.arguments(), "account").value_or(0)},
         {"limit", paging.size},
         {"offset", paging.offset}},
        [&](const tenon::Row& row) {
            page.items.push_back(JsonObject{
                {"id", row.integer(0)},
                {"entry_id", row.integer(1)},
                {"number", row.text(2)},
                {"date", row.text(3)},
                {"maturity_date", row.isNull(4) ? Json() : Json(row.text(4))},
                {"account", row.integer(5)},
                {"party", integerIn(row, 6)},
                {"debit", book.amount(row.integer(7)).text()},
                {"credit", book.amount(row.integer(8)).text()},
                {"open_amount", book.amount(row.integer(9)).text()},
                {"currency", row.isNull(10) ? Json() : Json(row.text(10))},
            });
            page.total = row.integer(11);
        }
    );
    return tenon::page(std::move(page));
}

Reply listReconciliations(Parts& parts, const Request& request) {
    const std::int64_t company = companyOf(parts, request, "accounting.entries.view");
    const tenon::Paging paging = request.paging();
    tenon::Page page{.items = {}, .total = 0, .size = paging.size, .offset = paging.offset};
    parts.database.each(
        selectReconciliations,
        {{"company", company}, {"limit", paging.size}, {"offset", paging.offset}},
        [&](const tenon::Row& row) {
            page.items.push_back(JsonObject{
                {"id", row.integer(0)},
                {"account", row.integer(1)},
                {"party", integerIn(row, 2)},
                {"created_at", row.text(3)},
                {"created_by", row.integer(4)},
            });
            page.total = row.integer(5);
        }
    );
    return tenon::page(std::move(page));
}

Reply reconcile(Parts& parts, const Request& request) {
    const Book book = parts.books.lock(companyOf(parts, request, "accounting.reconcile"));
    const JsonObject& body = request.body();
    const std::vector<std::int64_t> lines = idsAt(body, "lines");
    Reconciliation& reconciliation = parts.ledger.reconciliation();
    if (tenon::flagAt(body, "partial")) {
        reconciliation.settle(request.caller(), book, lines);
        return tenon::created({{"id", nullptr}, {"lines", JsonArray(lines.begin(), lines.end())}});
    }
    std::optional<Reconciliation::WriteOff> writeOff;
    if (const Json* sent = body.if_contains("write_off"); sent != nullptr && sent->is_object()) {
        requireIn(parts, request, "accounting.write_off", book.company.id);
        const JsonObject& object = sent->get_object();
        const Json* account = object.if_contains("account");
        writeOff = {
            account != nullptr && !account->is_null()
                ? Accounts(parts.database).named(book.company.id, *account, "write_off.account")
                : defaultAccount(parts.database, book.company.id, "write_off"),
            Date::parse(textAt(object, "date")).value_or(parts.books.companies().today(book.company)),
            std::string(textAt(object, "description", "Written off")),
        };
    }
    const std::int64_t id = reconciliation.reconcile(request.caller(), book, lines, writeOff);
    return tenon::created({{"id", id}, {"lines", linesOf(parts, id)}});
}

Reply undo(Parts& parts, const Request& request) {
    const Book book = parts.books.lock(companyOfRow(parts, request, "accounting.reconcile", companyOfReconciliation));
    parts.ledger.reconciliation().undo(request.caller(), book, request.id());
    return tenon::ok({{"id", request.id()}, {"deleted", true}});
}

} // namespace

void declareReconciliation(tenon::App& app, Parts& parts) {
    const auto with = calling(parts);
    const tenon::Fields answer{integer("id"), list("lines", integer(""))};
    // clang-format off: a route's guard, body, answer and summary stay together
    app.get("/accounting/open-lines/", with(listOpen))
        .needs("accounting.entries.view")
        .query({organisation::companyField(), integer("party").min(1), integer("account").min(1)})
        .answersList(
            {integer("id"),
             integer("entry_id"),
             text("number"),
             date("date"),
             date("maturity_date"),
             integer("account"),
             integer("party"),
             text("debit"),
             text("credit"),
             text("open_amount")}
        )
        .summary("Lines that are not settled, oldest maturity first");
    app.get("/accounting/reconciliations/", with(listReconciliations))
        .needs("accounting.entries.view")
        .query({organisation::companyField()})
        .answersList({integer("id"), integer("account"), integer("party"), timestamp("created_at")})
        .summary("Reconciliations, latest first");
    app.post("/accounting/reconciliations/", with(reconcile))
        .needs("accounting.reconcile")
        .status(201)
        .body(
            {organisation::companyField(),
             list("lines", integer("")).required().min(1).max(1000).help("Ids of lines of one account and party"),
             boolean("partial").help("Settles what can be settled, instead of refusing a difference"),
             object("write_off", {ref("account", "accounting_account"), date("date"), text("description", 255)})}
        )
        .answers(answer)
        .summary("Settles lines that sum to zero, or writes the difference off");
    app.remove("/accounting/reconciliations/{id}/", with(undo))
        .needs("accounting.reconcile")
        .query({organisation::companyField()})
        .answers({integer("id"), boolean("deleted")})
        .summary("Opens again what a reconciliation settled");
    // clang-format on
}

} // namespace accounting
