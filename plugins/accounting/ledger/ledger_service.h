#pragma once

#include "books.h"
#include "entry_store.h"
#include "reconciliation.h"

#include <tenon/accounting.h>

#include <optional>
#include <string_view>
#include <vector>

namespace accounting {

/// The general ledger: drafts, postings, reversals. Safe to call from many threads.
class LedgerService : public Ledger {
public:
    LedgerService(tenon::App& app, Books& books);

    PostedEntry post(const tenon::Caller& caller, const NewEntry& entry) override;
    PostedEntry reverse(
        const tenon::Caller& caller, std::int64_t entry, std::optional<tenon::Date> date, std::string_view description
    ) override;
    [[nodiscard]] std::int64_t account(std::int64_t company, std::string_view purpose) override;
    [[nodiscard]] tenon::Decimal balance(std::int64_t company, std::int64_t account, tenon::Date date) override;
    void settle(const tenon::Caller& caller, std::int64_t company, const std::vector<std::int64_t>& lines) override;
    [[nodiscard]] tenon::Decimal openAmount(std::int64_t company, std::int64_t line) override;
    [[nodiscard]] tenon::Decimal rate(std::int64_t company, std::string_view currency, tenon::Date date) override;

    /// Which period takes an entry, and what kind of entry it is.
    enum class Purpose {
        usual,
        adjustment, ///< Of the year's end, in the adjustment period
        closing     ///< Closes a year whose periods are closed already
    };

    /// Posts in books that are locked already.
    PostedEntry postIn(const tenon::Caller& caller, const Book& book, NewEntry entry, Purpose purpose = Purpose::usual);
    PostedEntry reverseIn(
        const tenon::Caller& caller,
        const Book& book,
        const EntryHead& original,
        std::optional<tenon::Date> date,
        std::string_view description,
        Purpose purpose = Purpose::usual
    );

    /// Stores a draft: its lines are checked, its sum is not. Returns its id.
    std::int64_t addDraft(const tenon::Caller& caller, NewEntry entry);
    /// Replaces a draft's content. Throws Conflict ENTRY_POSTED.
    void changeDraft(const tenon::Caller& caller, std::int64_t id, NewEntry entry);
    PostedEntry postDraft(const tenon::Caller& caller, std::int64_t company, std::int64_t id);
    /// Deletes a draft. Throws Conflict ENTRY_POSTED.
    void removeDraft(const tenon::Caller& caller, std::int64_t company, std::int64_t id);
    /// Changes what may be changed of a posted entry.
    void annotate(
        const tenon::Caller& caller,
        std::int64_t company,
        std::int64_t id,
        std::optional<std::string_view> description,
        std::optional<std::string_view> reference
    );

    [[nodiscard]] Reconciliation& reconciliation() { return _reconciliation; }

    [[nodiscard]] EntryStore& store() { return _store; }

    [[nodiscard]] int digitsOf(std::string_view currency);

    /// Throws NotFound.
    [[nodiscard]] EntryHead head(std::int64_t company, std::int64_t id);
    [[nodiscard]] NewEntry content(const Book& book, const EntryHead& head);

private:
    [[nodiscard]] EntryHead draft(std::int64_t company, std::int64_t id);
    PostedEntry finish(
        const tenon::Caller& caller,
        const Book& book,
        std::int64_t id,
        NewEntry entry,
        Accounts& accounts,
        Purpose purpose
    );

    tenon::App& _app;
    Books& _books;
    EntryStore _store;
    Reconciliation _reconciliation;
};

} // namespace accounting
