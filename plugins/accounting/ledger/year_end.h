#pragma once

#include "ledger_service.h"

#include <string_view>

namespace accounting {

/// Opens, closes and locks periods and fiscal years. One call, one transaction. Safe to call from many threads.
class YearEnd {
public:
    YearEnd(tenon::App& app, Books& books, LedgerService& ledger) : _app(app), _books(books), _ledger(ledger) {}

    /// Closes a fiscal year: its income and expense move to `resultAccount` (retained earnings unless told otherwise)
    /// by a closing entry of its last day. Throws Conflict YEAR_NOT_READY while an earlier year is open, a period of it
    /// is open or a draft of it exists; `closePeriods` closes the periods first.
    void close(
        const tenon::Caller& caller,
        std::int64_t company,
        std::int64_t year,
        std::optional<std::int64_t> resultAccount,
        bool closePeriods
    );
    /// Opens a closed year again and reverses its closing entry. Throws Conflict YEAR_NOT_READY when a later one is
    /// closed.
    void reopen(const tenon::Caller& caller, std::int64_t company, std::int64_t year);
    /// Locks a closed year and its periods for good.
    void lock(const tenon::Caller& caller, std::int64_t company, std::int64_t year);

    /// Deletes a year and its periods. Throws Conflict INVALID_STATE unless it is open, IN_USE when it has entries or
    /// lies between others.
    void remove(const tenon::Caller& caller, std::int64_t company, std::int64_t year);

    /// open ↔ closed → locked. Throws Conflict INVALID_STATE for every other change.
    void setPeriod(const tenon::Caller& caller, std::int64_t company, std::int64_t period, std::string_view state);

    [[nodiscard]] tenon::JsonObject read(std::int64_t company, std::int64_t year);

private:
    struct Year {
        std::int64_t id;
        std::string state;
        tenon::Date start;
        tenon::Date end;
        std::optional<std::int64_t> closingEntry;
    };

    [[nodiscard]] Year year(std::int64_t company, std::int64_t id);
    void requireReady(std::int64_t company, const Year& year);
    void
    setState(const tenon::Caller& caller, const Year& year, std::string_view state, std::optional<std::int64_t> entry);
    [[nodiscard]] NewEntry closingEntry(const Book& book, const Year& year, std::int64_t resultAccount);

    tenon::App& _app;
    Books& _books;
    LedgerService& _ledger;
};

} // namespace accounting
