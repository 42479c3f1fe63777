#include "entry_input.h"

#include "ledger/accounts.h"
#include "ledger/amounts.h"

#include <tenon/error.h>

namespace accounting {

using tenon::Date;
using tenon::Json;
using tenon::JsonObject;
using tenon::textAt;

namespace {

using namespace tenon::fields;

tenon::Fields lineMembers() {
    return {
        ref("account", "accounting_account").also("account_id").required(),
        decimal("debit", sentDigits).initial("0").example("100.00"),
        decimal("credit", sentDigits).initial("0").example("0.00"),
        ref("party", "parties_party").also("party_id").nullable(),
        text("currency", 3).nullable(),
        decimal("amount_currency", sentDigits).nullable(),
        date("maturity_date").nullable(),
        text("description", 255),
    };
}

} // namespace

tenon::Fields entryMembers() {
    return {
        organisation::companyField(),
        date("date").also("entry_date").required().example("2026-01-15"),
        text("journal", 10).help("Code of a journal; GEN unless told otherwise"),
        text("description", 500),
        text("reference", 80),
        list("lines", object("", lineMembers())).required().max(1000),
        choice("state", {"posted", "draft"}).help("posted unless told otherwise"),
    };
}

EntryLine lineOf(Parts& parts, const Book& book, const JsonObject& body, std::size_t index) {
    const std::string place = "lines." + std::to_string(index) + ".";
    EntryLine line;
    line.account = Accounts(parts.database).named(book.company.id, body.at("account"), place + "account");
    line.debit = decimalAt(body, "debit", sentDigits);
    line.credit = decimalAt(body, "credit", sentDigits);
    if (const Json* party = body.if_contains("party"); party != nullptr && !party->is_null()) {
        line.party = parts.invoices.parties().referred(book.company.id, *party, place + "party").id;
    }
    const Json* foreign = body.if_contains("amount_currency");
    const bool hasAmount = foreign != nullptr && !foreign->is_null();
    if (const std::string_view currency = textAt(body, "currency"); !currency.empty()) {
        line.currency = parts.books.companies().currency(currency, place + "currency").code;
        line.amountCurrency = decimalAt(body, "amount_currency", sentDigits);
        if (!hasAmount && line.currency != book.company.currency.code) {
            throw tenon::Invalid(place + "amount_currency", "Tell the amount in the foreign currency.");
        }
    } else if (hasAmount) {
        throw tenon::Invalid(place + "currency", "Tell the currency of the amount.");
    }
    line.maturity = Date::parse(textAt(body, "maturity_date"));
    line.description = textAt(body, "description");
    return line;
}

NewEntry entryOf(Parts& parts, const Book& book, const JsonObject& body) {
    NewEntry entry{
        .company = book.company.id,
        .journal = std::string(textAt(body, "journal", "GEN")),
        .date = Date::parse(textAt(body, "date")).value(),
        .description = std::string(textAt(body, "description")),
        .reference = std::string(textAt(body, "reference")),
        .sourceModel = {},
        .sourceId = {},
        .lines = {},
    };
    for (const Json& each : body.at("lines").as_array()) {
        entry.lines.push_back(lineOf(parts, book, each.as_object(), entry.lines.size()));
    }
    return entry;
}

} // namespace accounting
