#pragma once

#include <tenon/app.h>
#include <tenon/organisation.h>

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace accounting {

/// The books of a company as a posting or a report needs them.
struct Book {
    organisation::Company company;
    tenon::Timestamp postedAt;           ///< Of the last posting
    std::optional<tenon::Date> lockDate; ///< Nothing is posted up to this day, but by who may post into locked periods
    std::optional<tenon::Date> hardLockDate;            ///< Nothing is posted up to this day
    std::optional<tenon::Decimal> writeOffLimit;        ///< Most that a payment or reconciliation may write off
    std::optional<tenon::Decimal> paymentApprovalLimit; ///< A larger payment is approved by who did not enter it
    std::vector<std::int64_t> dunningDays;              ///< Days overdue from which on a reminder has the next level

    /// Whether the caller holds `permission` for this company.
    [[nodiscard]] bool allows(const tenon::Caller& caller, std::string_view permission) const {
        return caller.has(permission) && caller.scopeOf(permission).reaches("company", company.id);
    }

    [[nodiscard]] int digits() const { return company.currency.digits; }

    [[nodiscard]] tenon::Decimal amount(std::int64_t unscaled) const { return {unscaled, digits()}; }

    [[nodiscard]] tenon::Decimal zero() const { return amount(0); }
};

/// Opens books. A company gets its chart of accounts, journals and fiscal year when its books are first opened. Safe to
/// call from many threads.
class Books {
public:
    explicit Books(tenon::App& app) : _app(app) {}

    /// The books that a request means: its `company_id` (or `company`), else the caller's usual company. Throws Invalid
    /// for a company that `permission` does not reach.
    [[nodiscard]] Book current(const tenon::Request& request, std::string_view permission);

    /// The books of the row at the path's `{id}`, whose company `companyOfRow` selects by `:id`, unless the request
    /// names a company. Throws NotFound when there is no such row or `permission` does not reach its company.
    [[nodiscard]] Book ofRow(const tenon::Request& request, std::string_view permission, std::string_view companyOfRow);

    [[nodiscard]] Book of(std::int64_t company);

    /// Makes sure that the company has books, and a fiscal year for today.
    void open(std::int64_t company);

    /// The books, kept from other postings until the end of the transaction.
    [[nodiscard]] Book lock(std::int64_t company);

    /// The instant of a posting in locked books: later than every one before it.
    [[nodiscard]] tenon::Timestamp stamp(const Book& book);

    /// Makes sure that nothing will be posted with an instant up to `asOf` any more. Throws Invalid for the future.
    void settle(std::int64_t company, tenon::Timestamp asOf);

    [[nodiscard]] organisation::Companies& companies();
    [[nodiscard]] organisation::Sequences& sequences();

private:
    [[nodiscard]] Book read(organisation::Company company);
    void ensure(const organisation::Company& company);

    tenon::App& _app;
    std::mutex _mutex;
    std::map<std::int64_t, tenon::Date> _openUntil; ///< End of each company's present fiscal year; guarded by _mutex
};

} // namespace accounting
