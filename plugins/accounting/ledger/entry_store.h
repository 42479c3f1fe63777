#pragma once

#include "accounts.h"
#include "books.h"

#include <tenon/accounting.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace accounting {

enum class EntryState { draft, posted };

/// What is known of an entry beside its lines.
struct EntryHead {
    std::int64_t id = 0;
    std::int64_t company = 0;
    std::int64_t journal = 0;
    std::string journalCode;
    EntryState state = EntryState::draft;
    std::string number;
    tenon::Date date;
    std::string description;
    std::string reference;
    bool isClosing = false;
    std::optional<std::int64_t> reversalOf;
    std::optional<std::int64_t> reversedBy;
    std::string sourceModel; ///< What it was posted for; empty when by hand
    std::int64_t version = 1;
};

/// What posting adds to an entry.
struct Posting {
    std::int64_t period = 0;
    std::int64_t year = 0;
    std::string number;
    tenon::Timestamp at;
    std::int64_t by = 0;
};

/// Decimals of a currency.
using DigitsOf = std::function<int(std::string_view currency)>;

/// Entries and their lines in the database. Knows no rules.
class EntryStore {
public:
    explicit EntryStore(tenon::Database& database) : _database(database) {}

    /// Stores a draft's head; returns its id.
    std::int64_t addHead(const NewEntry& entry, std::int64_t journal, std::int64_t by, bool isClosing);
    void changeHead(std::int64_t id, const NewEntry& entry, std::int64_t journal);
    /// Replaces what an entry is called, and keeps what it was called until `at`.
    void
    annotate(const EntryHead& entry, tenon::Timestamp at, std::string_view description, std::string_view reference);
    void markPosted(std::int64_t id, const Posting& posting);
    void linkReversal(std::int64_t original, std::int64_t reversal);
    void remove(std::int64_t id);

    /// Stores the lines of an entry; posted ones are added to the balances. Returns their ids.
    std::vector<std::int64_t> addLines(
        std::int64_t entry,
        const NewEntry& content,
        Accounts& accounts,
        bool isClosing,
        std::optional<tenon::Timestamp> postedAt
    );
    void removeLines(std::int64_t entry);

    [[nodiscard]] std::optional<EntryHead> head(std::int64_t company, std::int64_t id);
    /// The lines as they would be posted anew.
    [[nodiscard]] std::vector<EntryLine> lines(std::int64_t entry, const Book& book, const DigitsOf& digitsOf);
    [[nodiscard]] std::vector<std::int64_t> lineIds(std::int64_t entry);

    /// Id of the journal with this code. Throws Invalid on `journal`.
    [[nodiscard]] std::int64_t journal(std::int64_t company, std::string_view code);
    /// The same for a journal of cash or a bank.
    [[nodiscard]] std::int64_t moneyJournal(std::int64_t company, std::string_view code);

private:
    void addToBalances(const NewEntry& content, bool isClosing);

    tenon::Database& _database;
};

/// Year × 12 + month − 1: the key of a maintained balance.
[[nodiscard]] std::int64_t monthOf(tenon::Date date);

} // namespace accounting
