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

/// Settles debit lines by credit lines of the same account and party. All functions run in the caller's transaction, in
/// locked books.
class Reconciliation {
public:
    /// Called with the entries whose lines were settled or opened again.
    using Changed = std::function<void(std::int64_t company, const std::vector<std::int64_t>& entries)>;
    /// Posts an entry in the books that are locked already.
    using Post = std::function<PostedEntry(const tenon::Caller&, const Book&, NewEntry)>;
    /// Posts the entry that undoes another one.
    using Reverse = std::function<void(const tenon::Caller&, const Book&, std::int64_t entry)>;

    Reconciliation(tenon::App& app, Post post, Reverse reverse)
        : _app(app), _post(std::move(post)), _reverse(std::move(reverse)) {}

    void onChange(Changed changed) { _changed = std::move(changed); }

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
        const std::optional<WriteOff>& writeOff
    );

    /// Settles what can be settled among these lines, oldest maturity first; lines of other accounts and parties do not
    /// meet. Exchange differences are posted for what is settled in full in its own currency.
    void settle(const tenon::Caller& caller, const Book& book, const std::vector<std::int64_t>& lines);

    /// Opens again what a reconciliation settled. Throws NotFound.
    void undo(const tenon::Caller& caller, const Book& book, std::int64_t reconciliation);

    /// Opens again what these lines settled or were settled by.
    void release(const tenon::Caller& caller, const Book& book, const std::vector<std::int64_t>& lines);

    [[nodiscard]] std::vector<SettledLine> read(const Book& book, const std::vector<std::int64_t>& lines);

    /// Lines of an account and party that are open, oldest first.
    [[nodiscard]] std::vector<SettledLine> openLines(const Book& book, std::int64_t account, std::int64_t party);

private:
    void settleGroup(const tenon::Caller& caller, const Book& book, std::vector<SettledLine> lines);
    void allocate(const tenon::Caller& caller, const Book& book, std::vector<SettledLine>& lines);
    void postExchange(const tenon::Caller& caller, const Book& book, std::vector<SettledLine>& lines);
    [[nodiscard]] std::vector<SettledLine> connected(const Book& book, const std::vector<SettledLine>& lines);
    void markSettled(const tenon::Caller& caller, const Book& book, const std::vector<SettledLine>& settled);
    void removeAllocations(
        const tenon::Caller& caller, const Book& book, std::string_view select, std::string_view name, std::int64_t id
    );
    void tell(const Book& book, const std::vector<SettledLine>& lines);

    tenon::App& _app;
    Post _post;
    Reverse _reverse;
    Changed _changed;
};

} // namespace accounting
