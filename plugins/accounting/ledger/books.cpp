#include "books.h"

#include "fiscal_years.h"
#include "setup/chart.h"

#include <algorithm>

namespace accounting {

namespace {

using tenon::Row;
using tenon::Timestamp;

constexpr std::string_view selectBook =
    "SELECT posted_at, lock_date, hard_lock_date, write_off_limit, payment_approval_limit, dunning_days FROM "
    "accounting_book "
    "WHERE company_id = :company";
// An update is what locks a row on both databases.
constexpr std::string_view lockBook =
    "UPDATE accounting_book SET version = version + 1 WHERE company_id = :company "
    "RETURNING posted_at, lock_date, hard_lock_date, write_off_limit, payment_approval_limit, dunning_days";
constexpr std::string_view insertBook = "INSERT INTO accounting_book (company_id, chart, version, posted_at) "
                                        "VALUES (:company, :chart, 1, :now) ON CONFLICT (company_id) DO NOTHING";
constexpr std::string_view stampBook =
    "UPDATE accounting_book SET posted_at = CASE WHEN posted_at < :at THEN :at ELSE posted_at END "
    "WHERE company_id = :company RETURNING posted_at";

/// Postings that began before a report's instant have ended by then.
constexpr auto longestPosting = std::chrono::minutes(5);

constexpr std::string_view usualDunning = "[1, 15, 30]";

std::vector<std::int64_t> dunningDaysOf(std::string_view json) {
    std::vector<std::int64_t> days;
    const tenon::Json parsed = boost::json::parse(json);
    for (const tenon::Json& each : parsed.as_array()) {
        days.push_back(each.as_int64());
    }
    return days;
}

Book bookOf(const Row& row, organisation::Company company) {
    const auto limit = [&, digits = company.currency.digits](std::size_t column) {
        return row.isNull(column) ? std::nullopt : std::optional(tenon::Decimal(row.integer(column), digits));
    };
    return {
        .company = std::move(company),
        .postedAt = row.get<Timestamp>(0),
        .lockDate = row.get<std::optional<tenon::Date>>(1),
        .hardLockDate = row.get<std::optional<tenon::Date>>(2),
        .writeOffLimit = limit(3),
        .paymentApprovalLimit = limit(4),
        .dunningDays = dunningDaysOf(row.isNull(5) ? usualDunning : row.text(5)),
    };
}

bool namesCompany(const tenon::JsonObject& object) {
    const tenon::Json* named = object.if_contains("company_id");
    return named != nullptr && !named->is_null();
}

/// The chart that fits a company's currency.
std::string_view usualChart(const organisation::Company& company) {
    return company.currency.code == "IDR" ? "indonesia" : company.currency.code == "BDT" ? "bangladesh" : "general";
}

} // namespace

organisation::Companies& Books::companies() {
    const auto service = _app.find<organisation::Companies>();
    if (!service) {
        throw tenon::Unavailable("The companies are out of service.");
    }
    return *service; // kept by the module that offers it, for the life of the process
}

organisation::Sequences& Books::sequences() {
    const auto service = _app.find<organisation::Sequences>();
    if (!service) {
        throw tenon::Unavailable("The numbers of documents are out of service.");
    }
    return *service;
}

Book Books::current(const tenon::Request& request, std::string_view permission) {
    return read(companies().current(request, permission));
}

Book Books::ofRow(const tenon::Request& request, std::string_view permission, std::string_view companyOfRow) {
    if (namesCompany(request.body()) || namesCompany(request.arguments())) {
        return current(request, permission);
    }
    request.caller().require(permission);
    const auto company =
        _app.database().first(companyOfRow, {{"id", request.id()}}, [](const Row& row) { return row.integer(0); });
    if (!company) {
        throw tenon::NotFound();
    }
    companies().requireAccess(request.caller(), permission, *company);
    return of(*company);
}

Book Books::of(std::int64_t company) { return read(companies().company(company)); }

void Books::open(std::int64_t company) { ensure(companies().company(company)); }

Book Books::read(organisation::Company company) {
    ensure(company);
    auto book = _app.database().first(selectBook, {{"company", company.id}}, [&](const Row& row) {
        return bookOf(row, company);
    });
    return std::move(book.value());
}

Book Books::lock(std::int64_t company) {
    organisation::Company found = companies().company(company);
    ensure(found);
    std::optional<Book> book;
    _app.database().each(lockBook, {{"company", company}}, [&](const Row& row) { book = bookOf(row, found); });
    return std::move(book.value());
}

Timestamp Books::stamp(const Book& book) {
    Timestamp at = std::max(tenon::Clock::now(), book.postedAt + std::chrono::microseconds(1));
    _app.database().each(stampBook, {{"at", at}, {"company", book.company.id}}, [&](const Row& row) {
        at = row.get<Timestamp>(0);
    });
    return at;
}

void Books::settle(std::int64_t company, Timestamp asOf) {
    const Timestamp now = tenon::Clock::now();
    if (asOf > now) {
        throw tenon::Invalid("as_of", "Must not be in the future.");
    }
    if (now - asOf > longestPosting) {
        return;
    }
    _app.database().transaction([&] {
        static_cast<void>(lock(company));
        _app.database().execute(stampBook, {{"at", asOf}, {"company", company}});
    });
}

void Books::ensure(const organisation::Company& company) {
    const tenon::Date today = companies().today(company);
    {
        const std::lock_guard lock(_mutex);
        const auto opened = _openUntil.find(company.id);
        if (opened != _openUntil.end() && today <= opened->second) {
            return;
        }
    }
    const tenon::Date until = _app.database().transaction([&] {
        const std::string_view chart = usualChart(company);
        const Timestamp longAgo(std::chrono::sys_days(std::chrono::year(2000) / 1 / 1));
        const bool isNew =
            _app.database().execute(insertBook, {{"company", company.id}, {"chart", chart}, {"now", longAgo}}) == 1;
        if (isNew) {
            applyChart(_app.database(), company, chartNamed(chart));
        }
        // Whoever comes at the same time waits here, and finds the year that this one makes.
        _app.database().each(lockBook, {{"company", company.id}}, [](const Row&) {});
        return ensureFiscalYear(_app.database(), company, today);
    });
    _app.database().afterCommit([this, id = company.id, until] {
        const std::lock_guard lock(_mutex);
        _openUntil.insert_or_assign(id, until);
    });
}

} // namespace accounting
