/// The books of a company as a whole: locks, limits, accounts of purposes, the chart's template.

#include "ledger/accounts.h"
#include "ledger/amounts.h"
#include "ledger/json_values.h"
#include "ledger/revaluation.h"
#include "parts.h"
#include "party_terms.h"
#include "reports/sums.h"
#include "setup/chart.h"

namespace accounting {

namespace {

using namespace tenon::fields;
using tenon::Json;
using tenon::JsonObject;
using tenon::Reply;
using tenon::Request;

constexpr std::string_view selectBook = "SELECT chart FROM accounting_book WHERE company_id = :company";
constexpr std::string_view updateBook =
    "UPDATE accounting_book SET lock_date = :lock, hard_lock_date = :hard, write_off_limit = :write_off, "
    "payment_approval_limit = :approval, dunning_days = :dunning WHERE company_id = :company";
constexpr std::string_view selectDefaults =
    "SELECT purpose, account_id FROM accounting_default WHERE company_id = :company ORDER BY purpose";
constexpr std::string_view setDefault =
    "INSERT INTO accounting_default (company_id, purpose, account_id) VALUES (:company, :purpose, :account) "
    "ON CONFLICT (company_id, purpose) DO UPDATE SET account_id = excluded.account_id";

Json amountOrNull(const std::optional<tenon::Decimal>& amount) { return amount ? Json(amount->text()) : Json(); }

JsonObject shown(Parts& parts, const Book& book) {
    JsonObject purposes;
    parts.database.each(selectDefaults, {{"company", book.company.id}}, [&](const tenon::Row& row) {
        purposes.emplace(row.text(0), row.integer(1));
    });
    return {
        {"company_id", book.company.id},
        {"company", book.company.name},
        {"currency", book.company.currency.code},
        {"chart", parts.database.value<std::string>(selectBook, {{"company", book.company.id}}).value_or("")},
        {"lock_date", orNull(book.lockDate)},
        {"hard_lock_date", orNull(book.hardLockDate)},
        {"write_off_limit", amountOrNull(book.writeOffLimit)},
        {"payment_approval_limit", amountOrNull(book.paymentApprovalLimit)},
        {"dunning_days", tenon::JsonArray(book.dunningDays.begin(), book.dunningDays.end())},
        {"accounts", std::move(purposes)},
    };
}

void audit(Parts& parts, const Request& request, std::int64_t company, const Json& before, const Json& after) {
    parts.audit.record(
        request.caller(),
        {.action = "accounting.books.changed",
         .model = "accounting_book",
         .record = std::to_string(company),
         .before = before,
         .after = after,
         .reason = {}}
    );
}

Reply read(Parts& parts, const Request& request) {
    return tenon::ok(shown(parts, parts.books.current(request, "accounting.reports.view")));
}

void setPurposes(Parts& parts, std::int64_t company, const JsonObject& purposes) {
    Accounts accounts(parts.database);
    for (const auto& [purpose, key] : purposes) {
        const std::int64_t account = accounts.named(company, key, "accounts." + std::string(purpose));
        parts.database.execute(
            setDefault, {{"company", company}, {"purpose", std::string_view(purpose)}, {"account", account}}
        );
    }
}

Reply change(Parts& parts, const Request& request) {
    const std::int64_t company = companyOf(parts, request, "accounting.books.change");
    const Book before = parts.books.lock(company);
    const JsonObject old = shown(parts, before);
    const JsonObject& body = request.body();
    const auto dateOf = [&](std::string_view name, std::optional<tenon::Date> present) {
        return body.contains(name) ? tenon::Date::parse(tenon::textAt(body, name)) : present;
    };
    const auto hard = dateOf("hard_lock_date", before.hardLockDate);
    if (before.hardLockDate && (!hard || *hard < *before.hardLockDate)) {
        throw tenon::Conflict("PERIOD_LOCKED", "The hard lock date only ever moves forward.");
    }
    const auto limitOf = [&](std::string_view name, std::optional<tenon::Decimal> present) {
        return body.contains(name) ? amountAt(body, name, before.digits(), name) : present;
    };
    parts.database.execute(
        updateBook,
        {{"lock", dateOf("lock_date", before.lockDate)},
         {"hard", hard},
         {"write_off", limitOf("write_off_limit", before.writeOffLimit)},
         {"approval", limitOf("payment_approval_limit", before.paymentApprovalLimit)},
         {"dunning",
          boost::json::serialize(
              body.contains("dunning_days")
                  ? body.at("dunning_days")
                  : Json(tenon::JsonArray(before.dunningDays.begin(), before.dunningDays.end()))
          )},
         {"company", company}}
    );
    if (const Json* purposes = body.if_contains("accounts"); purposes != nullptr && purposes->is_object()) {
        setPurposes(parts, company, purposes->get_object());
    }
    const JsonObject after = shown(parts, parts.books.of(company));
    audit(parts, request, company, old, after);
    return tenon::ok(after);
}

Reply applyTemplate(Parts& parts, const Request& request) {
    const std::int64_t company = companyOf(parts, request, "accounting.books.change");
    const Book book = parts.books.lock(company);
    const JsonObject old = shown(parts, book);
    replaceChart(parts.database, book.company, chartNamed(tenon::textAt(request.body(), "template")));
    const JsonObject after = shown(parts, parts.books.of(company));
    audit(parts, request, company, old, after);
    return tenon::ok(after);
}

Reply verify(Parts& parts, const Request& request) {
    const Book book = parts.books.current(request, "accounting.reports.view");
    tenon::JsonArray faults;
    for (const std::string& fault : wrongBalances(parts.database, book)) {
        faults.emplace_back(fault);
    }
    const bool isCorrect = faults.empty();
    return tenon::ok({{"correct", isCorrect}, {"faults", std::move(faults)}});
}

Reply rebuild(Parts& parts, const Request& request) {
    const std::int64_t company = companyOf(parts, request, "accounting.books.change");
    static_cast<void>(parts.books.lock(company));
    rebuildBalances(parts.database, company);
    audit(parts, request, company, nullptr, JsonObject{{"balances", "rebuilt"}});
    return tenon::ok({{"correct", true}, {"faults", tenon::JsonArray()}});
}

Reply revalueBooks(Parts& parts, const Request& request) {
    const std::int64_t company = companyOf(parts, request, "accounting.entries.post");
    const Book book = parts.books.lock(company);
    const tenon::Date date = tenon::Date::parse(tenon::textAt(request.body(), "date")).value();
    const auto revalued = revalue(request.caller(), parts.database, book, parts.ledger, date);
    if (!revalued) {
        return tenon::ok({{"entry_id", nullptr}, {"reversal_id", nullptr}, {"gain", book.zero().text()}});
    }
    return tenon::created({
        {"entry_id", revalued->entry.id},
        {"reversal_id", revalued->reversal.id},
        {"gain", revalued->gain.text()},
    });
}

tenon::Fields bookMembers() {
    return {
        integer("company_id"),
        text("company"),
        text("currency"),
        text("chart"),
        date("lock_date"),
        date("hard_lock_date"),
        text("write_off_limit"),
        text("payment_approval_limit"),
        list("dunning_days", integer("")),
        json("accounts")};
}

} // namespace

void declareBooks(tenon::App& app, Parts& parts) {
    const auto with = calling(parts);
    const tenon::Fields ofCompany{organisation::companyField()};
    const tenon::Fields verdict{boolean("correct"), list("faults", text(""))};
    // clang-format off: a route's guard, body, answer and summary stay together
    app.get("/accounting/books/", with(read))
        .needs("accounting.reports.view")
        .query(ofCompany)
        .answers(bookMembers())
        .summary("The books of a company: locks, limits, accounts of purposes");
    app.patch("/accounting/books/", with(change))
        .needs("accounting.books.change")
        .body(
            {organisation::companyField(),
             date("lock_date").nullable().help("Nothing is posted up to this day, but with accounting.post_locked"),
             date("hard_lock_date").nullable().help("Nothing is posted up to this day; only ever moves forward"),
             decimal("write_off_limit", sentDigits).min("0").nullable(),
             decimal("payment_approval_limit", sentDigits)
                 .min("0")
                 .nullable()
                 .help("A larger payment is approved by somebody who did not enter it"),
             list("dunning_days", integer("").min(1).max(3650))
                 .max(20)
                 .help("Days overdue from which on a reminder has the next level"),
             json("accounts").help("Purposes and ids of accounts")}
        )
        .answers(bookMembers())
        .summary("Changes the members that are sent");
    app.get("/accounting/charts/", [](const Request&) { return tenon::list(chartTemplates()); })
        .needs("accounting.reports.view")
        .answersList({text("name"), text("title"), integer("accounts")})
        .summary("The templates of charts of accounts");
    app.post("/accounting/charts/apply/", with(applyTemplate))
        .needs("accounting.books.change")
        .body({organisation::companyField(), text("template", 40).required()})
        .answers(bookMembers())
        .summary("Replaces the chart of a company that has no entries yet");
    app.get("/accounting/books/verify/", with(verify))
        .needs("accounting.reports.view")
        .query(ofCompany)
        .answers(verdict)
        .summary("Compares the maintained balances with the sums of the lines");
    app.post("/accounting/books/rebuild/", with(rebuild))
        .needs("accounting.books.change")
        .body(ofCompany)
        .answers(verdict)
        .summary("Makes the maintained balances anew from the lines");
    app.post("/accounting/revaluations/", with(revalueBooks))
        .needs("accounting.entries.post")
        .status(201)
        .body({organisation::companyField(), date("date").required()})
        .answers({integer("entry_id"), integer("reversal_id"), text("gain")})
        .summary("Brings foreign currencies to the rate of a day; the day after reverses it");
    app.get("/accounting/parties/{id}/", with(readPartyTerms))
        .needs("accounting.invoices.view")
        .query(ofCompany)
        .answers(partyTermMembers())
        .summary("What accounting knows of a party: payment term, credit limit, accounts");
    app.patch("/accounting/parties/{id}/", with(changePartyTerms))
        .needs("accounting.books.change")
        .body(partyTermMembers())
        .answers(partyTermMembers())
        .summary("Changes the members that are sent");
    // clang-format on
}

} // namespace accounting
