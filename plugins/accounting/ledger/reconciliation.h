#pragma once

#include "books.h"
#include "rules/allocation.h"

#include <tenon/accounting.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace accounting {

/// A line that can be settled, as it stands.
struct SettledLine {
    std::int64_t id = 0;
    std::int64_t entry = 0;
    std::int64_t account = 0;
    std::optional<std::int64_t> party;
    tenon::Date date;
    tenon::Date maturity;
    tenon::Decimal open;         ///< In company currency
    std::string currency;        ///< Empty: company currency
    tenon::Decimal openCurrency; ///< In that currency
    std::optional<std::int64_t> reconciliation;
};

/// What a settlement took off the lines of an entry, in their own currency; negative when it was undone.
struct Settled {
    std::int64_t entry = 0;
    std::int64_t account = 0;
    tenon::Date date; ///< From which on it is settled
    tenon::Decimal amount;
};

/// What brings a settlement about. What is posted along with it goes into the same journal where it has the same date,
/// so that it never comes after a later number.
struct Occasion {
    std::string_view journal = "GEN";
    std::optional<tenon::Date> date;

    [[nodiscard]] std::string_view journalOn(tenon::Date day) const { return date == day ? journal : "GEN"; }
};

/// Settles debit lines by credit lines of the same account and party. All functions run in the caller's transaction, in
/// locked books.
class Reconciliation {
public:
    /// Called with what was settled or opened again, in this order.
    using Changed =
        std::function<void(const tenon::Caller&, const Book&, const std::vector<Settled>&, const Occasion&)>;
    /// Posts an entry in the books that are locked already.
    using Post = std::function<PostedEntry(const tenon::Caller&, const Book&, NewEntry)>;
    /// Posts the entry that undoes another one.
    using Reverse = std::function<void(const tenon::Caller&, const Book&, std::int64_t entry)>;

    Reconciliation(tenon::App& app, Post post, Reverse reverse)
        : _app(app), _post(std::move(post)), _reverse(std::move(reverse)) {}

    void onChange(Changed changed) { _changed = std::move(changed); }

    /// Sources of entries that settling posts by itself.
    static constexpr std::string_view exchangeSource = "accounting_exchange";
    static constexpr std::string_view writeOffSource = "accounting_write_off";

    /// A difference that is given up.
    struct WriteOff {
        std::int64_t account = 0;
        tenon::Date date;
        std::string description;
    };

    /// Settles these lines in full. Throws 400 RECONCILE_ACCOUNT_MISMATCH, RECONCILE_PARTY_MISMATCH,
    /// RECONCILE_UNBALANCED, Conflict LINE_ALREADY_RECONCILED. Returns the reconciliation's id.
    std::int64_t reconcile(
        const tenon::Caller& caller,
        const Book& book,
        std::vector<std::int64_t> lines,
        const std::optional<WriteOff>& writeOff,
        const Occasion& occasion = {}
    );

    /// Settles what can be settled among these lines, oldest maturity first; lines of other accounts and parties do not
    /// meet. Exchange differences are posted for what is settled in full in its own currency.
    void settle(
        const tenon::Caller& caller,
        const Book& book,
        const std::vector<std::int64_t>& lines,
        const Occasion& occasion = {}
    );

    /// Opens again what a reconciliation settled, and reverses the exchange difference and the write-off that it
    /// posted. Throws NotFound.
    void undo(const tenon::Caller& caller, const Book& book, std::int64_t reconciliation);

    /// Opens again what these lines settled or were settled by; what others of the same reconciliation settled stays
    /// settled, but for its exchange difference and write-off.
    void release(const tenon::Caller& caller, const Book& book, const std::vector<std::int64_t>& lines);

    [[nodiscard]] std::vector<SettledLine> read(const Book& book, const std::vector<std::int64_t>& lines);

    /// Lines of an account and party that are open, oldest first.
    [[nodiscard]] std::vector<SettledLine> openLines(const Book& book, std::int64_t account, std::int64_t party);

private:
    struct Difference {
        bool isForeign = false;
        tenon::Decimal sum;
        tenon::Decimal foreign; ///< Of the currency that the lines share
    };

    [[nodiscard]] static Difference differenceOf(const Book& book, const std::vector<SettledLine>& lines);
    [[nodiscard]] std::int64_t postWriteOff(
        const tenon::Caller& caller,
        const Book& book,
        const SettledLine& like,
        const Difference& difference,
        const WriteOff& writeOff,
        const Occasion& occasion
    );
    void settleGroup(
        const tenon::Caller& caller, const Book& book, std::vector<SettledLine> lines, const Occasion& occasion
    );
    std::vector<Settled> allocate(const tenon::Caller& caller, const Book& book, std::vector<SettledLine>& lines);
    std::vector<Settled> postExchange(
        const tenon::Caller& caller, const Book& book, std::vector<SettledLine>& lines, const Occasion& occasion
    );
    [[nodiscard]] std::vector<SettledLine> connected(const Book& book, const std::vector<SettledLine>& lines);
    void markSettled(const tenon::Caller& caller, const Book& book, const std::vector<SettledLine>& settled);

    /// A part of a debit line that a part of a credit line settles, as it is stored.
    struct Stored {
        std::int64_t id, debit, credit, amount, debitCurrency, creditCurrency;
        tenon::Date date;

        [[nodiscard]] bool isOf(std::int64_t line) const { return debit == line || credit == line; }
    };

    [[nodiscard]] std::vector<Stored> allocationsOf(std::string_view select, std::int64_t id);
    /// The lines among them of exchange differences and write-offs, each with its entry.
    [[nodiscard]] std::map<std::int64_t, std::int64_t> postedAlong(const std::vector<Stored>& allocations);
    void dissolve(const tenon::Caller& caller, std::int64_t reconciliation);
    void
    open(const tenon::Caller& caller, const Book& book, const std::vector<Stored>& allocations, std::string_view what);

    tenon::App& _app;
    Post _post;
    Reverse _reverse;
    Changed _changed;
};

} // namespace accounting
