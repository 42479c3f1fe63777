#pragma once

#include <tenon/arithmetic.h>
#include <tenon/caller.h>
#include <tenon/decimal.h>
#include <tenon/export.h>
#include <tenon/json.h>
#include <tenon/time.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What other modules ask of the books: posting, and accounts that they need not know by number.
///
/// The module that posts has checked what the caller may do; these functions check the rules of bookkeeping and leave
/// rows in the audit trail under the caller's name. They join the transaction they are called in, so that a document
/// and its entry are stored together or not at all; a posting takes its company's turn from there until the commit. All
/// are safe to call from many threads. In the module's name: TENON_MODULE(sales, "1.0.0", "accounting").
namespace accounting {

/// A line of an entry: debit or credit in company currency, never both, never zero.
struct EntryLine {
    std::int64_t account = 0;
    tenon::Decimal debit;
    tenon::Decimal credit;
    std::optional<std::int64_t> party;   ///< Required on receivable and payable accounts, refused on most others
    std::string currency;                ///< Of `amountCurrency`; empty: company currency
    tenon::Decimal amountCurrency;       ///< With the sign of debit − credit; heeded with `currency`
    std::optional<tenon::Date> maturity; ///< When a receivable or payable is due; the entry's date unless said
    std::string description;
    std::optional<std::int64_t> tax; ///< For the tax report
    std::optional<tenon::Decimal> taxBase;
};

/// Debits are positive in `debit`, so `entryLine(account, -5)` is a credit of 5.
[[nodiscard]] inline EntryLine entryLine(std::int64_t account, tenon::Decimal balance) {
    EntryLine line{.account = account};
    (tenon::isNegative(balance) ? line.credit : line.debit) = tenon::absolute(balance);
    return line;
}

struct NewEntry {
    std::int64_t company = 0;
    std::string journal; ///< Code of the journal: "GEN", "SAL", "PUR", "CASH", "BANK", "STK", "PAY" …
    tenon::Date date;
    std::string description;
    std::string reference;
    /// What the entry is for: "sales_order", "17". A source is posted once: again throws Conflict DUPLICATE.
    std::string sourceModel;
    std::string sourceId;
    std::vector<EntryLine> lines;
};

struct PostedEntry {
    std::int64_t id = 0;
    std::string number;
    std::vector<std::int64_t> lines; ///< Their ids, in the order of NewEntry::lines
};

/// The general ledger.
class TENON_API Ledger {
public:
    static constexpr std::string_view serviceName = "accounting.Ledger";
    static constexpr int serviceVersion = 1;

    virtual ~Ledger() = default;

    /// Posts an entry, with the next number of its journal and fiscal year.
    ///
    /// Throws 400 ENTRY_EMPTY, ENTRY_UNBALANCED, LINE_DEBIT_AND_CREDIT, LINE_PARTY_REQUIRED, AMOUNT_PRECISION or
    /// COMPANY_MISMATCH, Invalid for accounts that take no postings, Conflict PERIOD_CLOSED, PERIOD_LOCKED,
    /// NUMBER_DATE_ORDER or DUPLICATE.
    virtual PostedEntry post(const tenon::Caller& caller, const NewEntry& entry) = 0;

    /// Posts the entry that undoes another one, of `date` (not before the original; without: its own, or today when its
    /// period is closed), links both, and settles the lines of the pair that are reconciled. Throws Conflict
    /// ALREADY_REVERSED, and what `post` throws.
    virtual PostedEntry reverse(
        const tenon::Caller& caller, std::int64_t entry, std::optional<tenon::Date> date, std::string_view description
    ) = 0;

    /// The account of a purpose: "receivable", "payable", "income", "expense", "output_tax", "input_tax", "cash",
    /// "bank", "card", "customer_deposits", "exchange_gain", "exchange_loss", "write_off", "rounding",
    /// "retained_earnings", "stock", "stock_received", "stock_shipped", "price_variance", "cost_of_goods_sold",
    /// "stock_gain", "stock_loss", "cash_shortage", "cash_surplus", "deferred_income", "salary_expense",
    /// "salaries_payable". Throws Conflict ACCOUNT_NOT_CONFIGURED.
    [[nodiscard]] virtual std::int64_t account(std::int64_t company, std::string_view purpose) = 0;

    /// Debit − credit of what is posted to the account up to and including `date`.
    [[nodiscard]] virtual tenon::Decimal balance(std::int64_t company, std::int64_t account, tenon::Date date) = 0;

    /// Settles the open debits and credits among these lines against each other, oldest maturity first, as far as they
    /// go.
    virtual void settle(const tenon::Caller& caller, std::int64_t company, const std::vector<std::int64_t>& lines) = 0;

    /// What is open of a line that is reconciled: debit − credit − what settled it.
    [[nodiscard]] virtual tenon::Decimal openAmount(std::int64_t company, std::int64_t line) = 0;

    /// Units of `currency` for one unit of the company's, on `date` or last before it. Throws Conflict RATE_MISSING.
    [[nodiscard]] virtual tenon::Decimal rate(std::int64_t company, std::string_view currency, tenon::Date date) = 0;
};

/// Invoices for modules that sell and buy. Members as the routes of this module take and answer them.
class TENON_API Invoicing {
public:
    static constexpr std::string_view serviceName = "accounting.Invoicing";
    static constexpr int serviceVersion = 1;

    virtual ~Invoicing() = default;

    /// Adds a draft to the books of `company`.
    virtual tenon::JsonObject
    add(const tenon::Caller& caller, std::int64_t company, const tenon::JsonObject& invoice) = 0;
    /// Posts a draft or a validated invoice.
    virtual tenon::JsonObject post(const tenon::Caller& caller, std::int64_t company, std::int64_t invoice) = 0;
    /// Posts a credit note for the whole invoice and settles both against each other.
    virtual tenon::JsonObject
    cancel(const tenon::Caller& caller, std::int64_t company, std::int64_t invoice, std::string_view reason) = 0;
    [[nodiscard]] virtual tenon::JsonObject read(std::int64_t company, std::int64_t invoice) = 0;
};

} // namespace accounting
