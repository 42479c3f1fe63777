#include "year_end.h"

#include "failures.h"
#include "references.h"
#include "reports/account_tree.h"
#include "reports/sums.h"

namespace accounting {

namespace {

using tenon::Date;
using tenon::Row;

constexpr std::string_view selectYear =
    "SELECT id, state, start_date, end_date, closing_entry_id FROM accounting_fiscal_year "
    "WHERE id = :id AND company_id = :company";
constexpr std::string_view countOpenBefore = "SELECT COUNT(*) FROM accounting_fiscal_year "
                                             "WHERE company_id = :company AND end_date < :start AND state = 'open'";
constexpr std::string_view countClosedAfter = "SELECT COUNT(*) FROM accounting_fiscal_year "
                                              "WHERE company_id = :company AND start_date > :end AND state <> 'open'";
constexpr std::string_view countOpenPeriods =
    "SELECT COUNT(*) FROM accounting_period WHERE fiscal_year_id = :year AND state = 'open'";
constexpr std::string_view countDrafts =
    "SELECT COUNT(*) FROM accounting_entry WHERE company_id = :company AND date >= :start AND date <= :end "
    "AND state = 'draft'";
constexpr std::string_view closeOpenPeriods =
    "UPDATE accounting_period SET state = 'closed' WHERE fiscal_year_id = :year AND state = 'open'";
constexpr std::string_view lockPeriods = "UPDATE accounting_period SET state = 'locked' WHERE fiscal_year_id = :year";
constexpr std::string_view updateYear =
    "UPDATE accounting_fiscal_year SET state = :state, closing_entry_id = :entry, version = version + 1, "
    "updated_at = :now WHERE id = :id";
constexpr std::string_view deleteYear[] = {
    "DELETE FROM accounting_period WHERE fiscal_year_id = :id",
    "DELETE FROM accounting_fiscal_year WHERE id = :id",
};
constexpr std::string_view selectPeriod =
    "SELECT p.state, y.state FROM accounting_period p JOIN accounting_fiscal_year y ON y.id = p.fiscal_year_id "
    "WHERE p.id = :id AND p.company_id = :company";
constexpr std::string_view updatePeriod = "UPDATE accounting_period SET state = :state WHERE id = :id";
constexpr std::string_view selectWhole =
    "SELECT id, uuid, version, created_at, updated_at, name, start_date, end_date, state, closing_entry_id, company_id "
    "FROM accounting_fiscal_year WHERE id = :id AND company_id = :company";
constexpr std::string_view selectPeriods =
    "SELECT id, name, type, start_date, end_date, state FROM accounting_period WHERE fiscal_year_id = :year "
    "ORDER BY start_date, id";

tenon::Conflict notReady(tenon::Message why) { return {"YEAR_NOT_READY", std::move(why)}; }

} // namespace

YearEnd::Year YearEnd::year(std::int64_t company, std::int64_t id) {
    const auto found = _app.database().first(selectYear, {{"id", id}, {"company", company}}, [](const Row& row) {
        return Year{
            row.integer(0),
            row.get<std::string>(1),
            row.get<Date>(2),
            row.get<Date>(3),
            row.get<std::optional<std::int64_t>>(4)};
    });
    if (!found) {
        throw tenon::NotFound("There is no such fiscal year.");
    }
    return *found;
}

void YearEnd::requireReady(std::int64_t company, const Year& year) {
    const auto count = [&](std::string_view sql, std::initializer_list<tenon::Param> params) {
        return _app.database().value<std::int64_t>(sql, params).value_or(0);
    };
    if (count(countOpenBefore, {{"company", company}, {"start", year.start}}) > 0) {
        throw notReady("An earlier fiscal year is open.");
    }
    if (count(countDrafts, {{"company", company}, {"start", year.start}, {"end", year.end}}) > 0) {
        throw notReady("There are draft entries in this fiscal year.");
    }
    if (count(countOpenPeriods, {{"year", year.id}}) > 0) {
        throw notReady("A period of this fiscal year is open.");
    }
}

NewEntry YearEnd::closingEntry(const Book& book, const Year& year, std::int64_t resultAccount) {
    const AccountTree tree(_app.database(), book.company.id, std::nullopt);
    NewEntry entry{
        .company = book.company.id, .journal = "CLOSE", .date = year.end, .description = "Closing of the year"};
    tenon::Decimal result = book.zero();
    const Window window{.from = std::nullopt, .to = year.end};
    for (const auto& [id, sum] : sumsOf(_app.database(), book, window)) {
        const ReportAccount* account = tree.find(id);
        if (account == nullptr || account->isDeferred() || tenon::isZero(sum.balance())) {
            continue;
        }
        entry.lines.push_back(entryLine(id, -sum.balance()));
        result += sum.balance();
    }
    if (!tenon::isZero(result)) {
        entry.lines.push_back(entryLine(resultAccount, result));
    }
    return entry;
}

void YearEnd::close(
    const tenon::Caller& caller,
    std::int64_t company,
    std::int64_t id,
    std::optional<std::int64_t> resultAccount,
    bool closePeriods
) {
    _app.database().transaction([&] {
        const Book book = _books.lock(company);
        const Year found = year(company, id);
        if (found.state != "open") {
            throw wrongState(found.state, {"open"});
        }
        if (closePeriods) {
            _app.database().execute(closeOpenPeriods, {{"year", id}});
        }
        requireReady(company, found);
        const std::int64_t account =
            resultAccount ? *resultAccount : defaultAccount(_app.database(), company, "retained_earnings");
        NewEntry entry = closingEntry(book, found, account);
        std::optional<std::int64_t> closing;
        if (!entry.lines.empty()) {
            closing = _ledger.postIn(caller, book, std::move(entry), LedgerService::Purpose::closing).id;
        }
        setState(caller, found, "closed", closing);
    });
}

void YearEnd::reopen(const tenon::Caller& caller, std::int64_t company, std::int64_t id) {
    _app.database().transaction([&] {
        const Book book = _books.lock(company);
        const Year found = year(company, id);
        if (found.state != "closed") {
            throw wrongState(found.state, {"closed"});
        }
        const auto later =
            _app.database().value<std::int64_t>(countClosedAfter, {{"company", company}, {"end", found.end}});
        if (later.value_or(0) > 0) {
            throw notReady("A later fiscal year is closed.");
        }
        if (found.closingEntry) {
            _ledger.reverseIn(
                caller,
                book,
                _ledger.head(company, *found.closingEntry),
                found.end,
                "Reopening of the year",
                LedgerService::Purpose::closing
            );
        }
        setState(caller, found, "open", std::nullopt);
    });
}

void YearEnd::lock(const tenon::Caller& caller, std::int64_t company, std::int64_t id) {
    _app.database().transaction([&] {
        static_cast<void>(_books.lock(company));
        const Year found = year(company, id);
        if (found.state != "closed") {
            throw wrongState(found.state, {"closed"});
        }
        _app.database().execute(lockPeriods, {{"year", id}});
        setState(caller, found, "locked", found.closingEntry);
    });
}

void YearEnd::remove(const tenon::Caller& caller, std::int64_t company, std::int64_t id) {
    _app.database().transaction([&] {
        static_cast<void>(_books.lock(company));
        const Year found = year(company, id);
        if (found.state != "open") {
            throw wrongState(found.state, {"open"});
        }
        requireUnreferenced(_app.database(), Noun::fiscalYear, id);
        const tenon::JsonObject before = read(company, id);
        for (const std::string_view statement : deleteYear) {
            _app.database().execute(statement, {{"id", id}});
        }
        _app.audit().record(
            caller,
            {.action = "accounting.fiscal_year.deleted",
             .model = "accounting_fiscal_year",
             .record = std::to_string(id),
             .before = before,
             .after = nullptr,
             .reason = {}}
        );
    });
}

void YearEnd::setState(
    const tenon::Caller& caller, const Year& year, std::string_view state, std::optional<std::int64_t> entry
) {
    _app.database().execute(
        updateYear, {{"state", state}, {"entry", entry}, {"now", tenon::Clock::now()}, {"id", year.id}}
    );
    _app.audit().record(
        caller,
        {.action = "accounting.fiscal_year.changed",
         .model = "accounting_fiscal_year",
         .record = std::to_string(year.id),
         .before = tenon::JsonObject{{"state", year.state}},
         .after =
             tenon::JsonObject{{"state", state}, {"closing_entry_id", entry ? tenon::Json(*entry) : tenon::Json()}},
         .reason = {}}
    );
}

void YearEnd::setPeriod(
    const tenon::Caller& caller, std::int64_t company, std::int64_t period, std::string_view state
) {
    _app.database().transaction([&] {
        static_cast<void>(_books.lock(company));
        const auto found =
            _app.database().first(selectPeriod, {{"id", period}, {"company", company}}, [](const Row& row) {
                return std::pair(row.get<std::string>(0), row.get<std::string>(1));
            });
        if (!found) {
            throw tenon::NotFound("There is no such period.");
        }
        const auto& [before, yearState] = *found;
        const bool isAllowed =
            yearState == "open" && before != state && before != "locked" && !(state == "locked" && before == "open");
        if (!isAllowed) {
            throw wrongState(
                before, before == "open" ? tenon::JsonArray{"closed"} : tenon::JsonArray{"open", "locked"}
            );
        }
        _app.database().execute(updatePeriod, {{"state", state}, {"id", period}});
        _app.audit().record(
            caller,
            {.action = "accounting.period.changed",
             .model = "accounting_period",
             .record = std::to_string(period),
             .before = tenon::JsonObject{{"state", before}},
             .after = tenon::JsonObject{{"state", state}},
             .reason = {}}
        );
    });
}

tenon::JsonObject YearEnd::read(std::int64_t company, std::int64_t id) {
    auto json = _app.database().first(selectWhole, {{"id", id}, {"company", company}}, [](const Row& row) {
        return tenon::JsonObject{
            {"id", row.integer(0)},
            {"uuid", row.text(1)},
            {"name", row.text(5)},
            {"start_date", row.text(6)},
            {"end_date", row.text(7)},
            {"state", row.text(8)},
            {"closing_entry_id", row.isNull(9) ? tenon::Json() : tenon::Json(row.integer(9))},
            {"company_id", row.integer(10)},
            {"version", row.integer(2)},
            {"created_at", row.text(3)},
            {"updated_at", row.text(4)},
        };
    });
    if (!json) {
        throw tenon::NotFound("There is no such fiscal year.");
    }
    tenon::JsonArray periods;
    _app.database().each(selectPeriods, {{"year", id}}, [&](const Row& row) {
        periods.push_back(tenon::JsonObject{
            {"id", row.integer(0)},
            {"name", row.text(1)},
            {"type", row.text(2)},
            {"start_date", row.text(3)},
            {"end_date", row.text(4)},
            {"state", row.text(5)},
        });
    });
    json->emplace("periods", std::move(periods));
    return std::move(*json);
}

} // namespace accounting
