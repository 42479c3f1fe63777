#include "party_terms.h"

#include "invoicing/terms.h"
#include "ledger/accounts.h"
#include "ledger/amounts.h"

namespace accounting {

namespace {

using tenon::Json;
using tenon::JsonObject;

constexpr std::string_view storeTerms =
    "INSERT INTO accounting_party (company_id, party_id, payment_term_id, tax_rule_id, credit_limit, "
    "receivable_account_id, payable_account_id) VALUES (:company, :party, :term, :rule, :limit, :receivable, :payable) "
    "ON CONFLICT (company_id, party_id) DO UPDATE SET payment_term_id = excluded.payment_term_id, "
    "tax_rule_id = excluded.tax_rule_id, "
    "credit_limit = excluded.credit_limit, receivable_account_id = excluded.receivable_account_id, "
    "payable_account_id = excluded.payable_account_id";
constexpr std::string_view selectRule = "SELECT id FROM accounting_tax_rule WHERE id = :id AND company_id = :company";
constexpr std::string_view selectTerms = "SELECT payment_term_id, tax_rule_id, credit_limit, receivable_account_id, "
                                         "payable_account_id FROM accounting_party "
                                         "WHERE company_id = :company AND party_id = :party";

JsonObject termsOf(Parts& parts, const Book& book, std::int64_t party) {
    JsonObject terms{
        {"party_id", party},
        {"company_id", book.company.id},
        {"payment_term_id", nullptr},
        {"tax_rule_id", nullptr},
        {"credit_limit", nullptr},
        {"receivable_account_id", nullptr},
        {"payable_account_id", nullptr},
    };
    parts.database.each(selectTerms, {{"company", book.company.id}, {"party", party}}, [&](const tenon::Row& row) {
        const auto idAt = [&](std::size_t column) { return row.isNull(column) ? Json() : Json(row.integer(column)); };
        terms["payment_term_id"] = idAt(0);
        terms["tax_rule_id"] = idAt(1);
        terms["credit_limit"] = row.isNull(2) ? Json() : Json(book.amount(row.integer(2)).text());
        terms["receivable_account_id"] = idAt(3);
        terms["payable_account_id"] = idAt(4);
    });
    return terms;
}

} // namespace

tenon::Fields partyTermMembers() {
    using namespace tenon::fields;
    return {
        organisation::companyField(),
        integer("payment_term_id").nullable(),
        integer("tax_rule_id").nullable().help("Which taxes apply to the party in the place of others"),
        decimal("credit_limit", sentDigits).min("0").nullable(),
        integer("receivable_account_id").nullable(),
        integer("payable_account_id").nullable(),
    };
}

tenon::Reply readPartyTerms(Parts& parts, const tenon::Request& request) {
    const JsonObject party = parts.invoices.parties().read(request.caller(), request.parameter("id"));
    const Book book = parts.books.current(request, "accounting.invoices.view");
    return tenon::ok(termsOf(parts, book, party.at("id").as_int64()));
}

tenon::Reply changePartyTerms(Parts& parts, const tenon::Request& request) {
    const Book book = parts.books.lock(companyOf(parts, request, "accounting.books.change"));
    const std::int64_t party = parts.invoices.parties().referred(book.company.id, request.id(), "id").id;
    const JsonObject before = termsOf(parts, book, party);
    const JsonObject& body = request.body();
    const auto idOf = [&](std::string_view name) {
        const Json* sent = body.if_contains(name);
        const Json& value = sent != nullptr ? *sent : before.at(name);
        return value.is_int64() ? std::optional(value.get_int64()) : std::nullopt;
    };
    Accounts accounts(parts.database);
    for (const std::string_view name : {"receivable_account_id", "payable_account_id"}) {
        if (const auto id = idOf(name)) {
            static_cast<void>(accounts.named(book.company.id, *id, name));
        }
    }
    if (const auto term = idOf("payment_term_id")) {
        static_cast<void>(termOf(parts.database, book.company.id, *term));
    }
    if (const auto rule = idOf("tax_rule_id");
        rule && !parts.database.value<std::int64_t>(selectRule, {{"id", *rule}, {"company", book.company.id}})) {
        throw tenon::Invalid("tax_rule_id", "There is no such tax rule.");
    }
    parts.database.execute(
        storeTerms,
        {{"company", book.company.id},
         {"party", party},
         {"term", idOf("payment_term_id")},
         {"rule", idOf("tax_rule_id")},
         {"limit",
          amountAt(body.contains("credit_limit") ? body : before, "credit_limit", book.digits(), "credit_limit")},
         {"receivable", idOf("receivable_account_id")},
         {"payable", idOf("payable_account_id")}}
    );
    const JsonObject after = termsOf(parts, book, party);
    parts.audit.record(
        request.caller(),
        {.action = "accounting.party.changed",
         .model = "accounting_party",
         .record = std::to_string(party),
         .before = before,
         .after = after,
         .reason = {}}
    );
    return tenon::ok(after);
}

} // namespace accounting
