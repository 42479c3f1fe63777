/// Opening balances from spreadsheets: the rows of a file are the lines of one entry.

#include "imports.h"
#include "ledger/accounts.h"
#include "ledger/amounts.h"

#include <tenon/documents/imports.h>
#include <tenon/organisation.h>

#include <map>

namespace accounting {

namespace {

using documents::ImportColumn;
using documents::ImportWork;
using documents::RowOutcome;
using tenon::Decimal;
using tenon::Json;
using tenon::JsonObject;
using tenon::Request;
using tenon::textAt;

constexpr std::string_view sourceModel = "opening_balances";
constexpr std::string_view accountSql =
    "SELECT id FROM accounting_account WHERE company_id = :company AND code = :code";
constexpr std::string_view openingsSql =
    "SELECT id, reversed_by_id FROM accounting_entry WHERE company_id = :company AND source_model = :model AND date = "
    ":date ORDER BY id LIMIT 1000";

std::vector<ImportColumn> columns() {
    using namespace tenon::fields;
    return {
        {text("account", 20).required().example("1110"),
         {"Account",
          "Akun",
          "الحساب",
          "Code",
          "Kode",
          "Kode akun",
          "الرمز",
          "رمز الحساب",
          "Account code",
          "رقم الحساب"},
         {}},
        {text("party", 40).help("Code of a party").example("C-0042"),
         {"Party", "Mitra", "الطرف", "Party code", "Kode mitra", "رمز الطرف", "Customer code", "Kode pelanggan"},
         {}},
        {decimal("debit", sentDigits).min("0"), {"Debit", "Debet", "مدين"}, {}},
        {decimal("credit", sentDigits).min("0"), {"Credit", "Kredit", "دائن"}, {}},
        {decimal("balance", sentDigits).help("In the place of debit and credit; below zero for a credit"),
         {"Balance", "Saldo", "الرصيد"},
         {}},
        {text("currency", 3), {"Currency", "Mata uang", "العملة"}, {}},
        {decimal("amount_currency", sentDigits), {"Amount in currency", "Jumlah valas", "المبلغ بالعملة"}, {}},
        {date("maturity_date"), {"Due date", "Jatuh tempo", "تاريخ الاستحقاق"}, {}},
        {text("description", 255), {"Description", "Keterangan", "البيان", "الوصف"}, {}},
    };
}

tenon::Fields options() {
    using namespace tenon::fields;
    return {
        organisation::companyField(),
        date("date").required().help("Of the opening entry: the first day of the books").example("2026-01-01"),
        text("journal", 10).help("Code of a journal; GEN unless told otherwise"),
        text("description", 500),
    };
}

/// One import: the lines that were found so far, and what they make.
class OpeningImport {
public:
    OpeningImport(Parts& parts, const Request& request, Book book)
        : _parts(parts), _request(request), _book(std::move(book)), _accounts(parts.database) {
        const JsonObject& body = request.body();
        _entry.company = _book.company.id;
        _entry.journal = std::string(textAt(body, "journal", "GEN"));
        _entry.date = tenon::Date::parse(textAt(body, "date")).value();
        _entry.description = std::string(textAt(body, "description", "Opening balances"));
        _entry.sourceModel = sourceModel;
    }

    [[nodiscard]] RowOutcome take(const JsonObject& row) {
        EntryLine line;
        documents::RowSteps steps;
        steps.take([&] { setAmount(line, row); });
        const bool isZero = tenon::isZero(line.debit) && tenon::isZero(line.credit);
        const Account* account = nullptr;
        steps.take([&] { account = accountOf(textAt(row, "account")); });
        steps.take([&] { setParty(line, row, account, isZero); });
        steps.take([&] { setCurrency(line, row); });
        steps.finish();
        if (isZero) {
            return RowOutcome::Unchanged;
        }
        line.account = account->id;
        line.maturity = tenon::Date::parse(textAt(row, "maturity_date"));
        line.description = textAt(row, "description");
        _entry.lines.push_back(std::move(line));
        return RowOutcome::Added;
    }

    /// A day has one opening entry that stands; to replace it, it is reversed first.
    void post() {
        std::size_t count = 0;
        _parts.database.each(
            openingsSql,
            {{"company", _book.company.id}, {"model", sourceModel}, {"date", _entry.date}},
            [&](const tenon::Row& row) {
                if (row.isNull(1)) {
                    throw tenon::Conflict(
                        "OPENING_EXISTS",
                        "There is an opening entry of this day; reverse it first.",
                        {{"entry_id", row.integer(0)}}
                    );
                }
                ++count;
            }
        );
        _entry.sourceId = _entry.date.text() + "/" + std::to_string(count + 1);
        static_cast<void>(_parts.ledger.post(_request.caller(), _entry));
    }

private:
    void setAmount(EntryLine& line, const JsonObject& row) const {
        const auto amount = [&](std::string_view name) {
            return precise(decimalAt(row, name, sentDigits), _book.digits(), name);
        };
        line.debit = amount("debit");
        line.credit = amount("credit");
        const Decimal balance = amount("balance");
        const int sides =
            int{!tenon::isZero(line.debit)} + int{!tenon::isZero(line.credit)} + int{!tenon::isZero(balance)};
        if (sides > 1) {
            throw tenon::Invalid("balance", "A row has one of debit, credit and balance.");
        }
        if (!tenon::isZero(balance)) {
            (tenon::isNegative(balance) ? line.credit : line.debit) = tenon::absolute(balance);
        }
    }

    [[nodiscard]] const Account* accountOf(std::string_view code) {
        const auto id =
            _parts.database.value<std::int64_t>(accountSql, {{"company", _book.company.id}, {"code", code}});
        const Account* account = id ? _accounts.find(*id) : nullptr;
        if (account == nullptr) {
            throw tenon::Invalid("account", "There is no account with this code.");
        }
        if (account->isGroup || !account->isActive) {
            throw tenon::Invalid("account", "The account takes no postings.");
        }
        return account;
    }

    void setParty(EntryLine& line, const JsonObject& row, const Account* account, bool isZero) {
        const std::string_view code = textAt(row, "party");
        if (!code.empty()) {
            const auto party = _parts.invoices.parties().coded(_book.company.id, code);
            if (!party) {
                throw tenon::Invalid("party", "There is no party with this code.");
            }
            line.party = party->id;
        }
        if (account != nullptr && account->takesParty && !line.party && !isZero) {
            throw tenon::Invalid("party", "A line on this account names its party.");
        }
        if (account != nullptr && !account->takesParty && line.party) {
            throw tenon::Invalid("party", "A line on this account names no party.");
        }
    }

    /// The amount in a foreign currency may be sent without a sign: it has that of the line.
    void setCurrency(EntryLine& line, const JsonObject& row) {
        const std::string_view code = textAt(row, "currency");
        if (code.empty()) {
            return;
        }
        line.currency = _parts.books.companies().currency(code, "currency").code;
        if (line.currency == _book.company.currency.code) {
            line.currency.clear();
            return;
        }
        if (!row.contains("amount_currency")) {
            throw tenon::Invalid("amount_currency", "This field is required.");
        }
        const Decimal amount = precise(
            decimalAt(row, "amount_currency", sentDigits), _parts.ledger.digitsOf(line.currency), "amount_currency"
        );
        line.amountCurrency = tenon::isZero(line.credit) ? tenon::absolute(amount) : -tenon::absolute(amount);
    }

    Parts& _parts;
    const Request& _request;
    const Book _book;
    Accounts _accounts;
    NewEntry _entry;
};

} // namespace

void declareOpeningImport(tenon::App& app, Parts& parts) {
    const auto imports = app.find<documents::Imports>();
    if (!imports) {
        return;
    }
    imports->declare(
        app,
        {.path = "/accounting/opening-balances/import/",
         .permission = "accounting.entries.post",
         .summary = "Posts the opening balances of a spreadsheet as one entry, which balances",
         .audit = "accounting.opening_balances.imported",
         .model = "accounting_entry",
         .columns = columns(),
         .key = {},
         .options = options(),
         .begin = [&parts](const Request& request, documents::Existing) -> ImportWork {
             const auto import = std::make_shared<OpeningImport>(
                 parts, request, parts.books.current(request, "accounting.entries.post")
             );
             return {
                 .row = [import](const JsonObject& row) { return import->take(row); },
                 .finish = [import] { import->post(); }};
         }}
    );
}

} // namespace accounting
