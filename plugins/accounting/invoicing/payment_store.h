#pragma once

#include "ledger/books.h"
#include "payment.h"

#include <tenon/database.h>
#include <tenon/request.h>

#include <optional>
#include <string_view>
#include <vector>

namespace accounting {

/// Which payments a list shows; what is empty or 0 does not narrow it.
struct PaymentFilter {
    std::int64_t company = 0;
    std::string_view state;
    std::string_view type;
    std::int64_t party = 0;
    std::int64_t invoice = 0;
};

struct PaymentPage {
    std::vector<Payment> payments; ///< Latest first
    std::int64_t total = 0;        ///< On all pages
};

/// Payments in the database. Knows no rules.
class PaymentStore {
public:
    PaymentStore(tenon::Database& database, Books& books) : _database(database), _books(books) {}

    std::int64_t add(const Payment& payment);
    void setState(std::int64_t id, std::string_view state);
    void markApproved(std::int64_t id, std::int64_t by);
    void markPosted(std::int64_t id, std::string_view number, std::int64_t entry);
    void remove(std::int64_t id);

    [[nodiscard]] std::optional<Payment> read(std::int64_t company, std::int64_t id);
    /// The one that a gateway knows by this reference.
    [[nodiscard]] std::optional<Payment>
    known(std::int64_t company, std::int64_t journal, std::string_view externalReference);
    [[nodiscard]] PaymentPage page(const PaymentFilter& filter, const tenon::Paging& paging);

private:
    /// The payments that `where` finds, with what they are meant for.
    [[nodiscard]] PaymentPage find(std::string_view where, tenon::Params params);
    void readShares(std::vector<Payment>& payments);

    tenon::Database& _database;
    Books& _books;
};

} // namespace accounting
