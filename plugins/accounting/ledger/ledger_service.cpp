#include "ledger_service.h"

#include "entry_rules.h"
#include "failures.h"
#include "fiscal_years.h"
#include "rates.h"

#include <algorithm>

namespace accounting {

namespace {

using tenon::Date;
using tenon::Decimal;

constexpr std::string_view selectSource = "SELECT id, number FROM accounting_entry WHERE company_id = :company "
                                          "AND source_model = :model AND source_id = :source";
constexpr std::string_view selectCompany = "SELECT company_id FROM accounting_entry WHERE id = :id";
constexpr std::string_view selectBalance =
    "SELECT CAST(COALESCE(SUM(debit - credit), 0) AS BIGINT) FROM accounting_line "
    "WHERE company_id = :company AND account_id = :account AND date <= :date AND posted_at IS NOT NULL";

/// What the trail says of an entry.
tenon::JsonObject described(const NewEntry& entry, std::string_view number) {
    tenon::JsonArray lines;
    for (const EntryLine& line : entry.lines) {
        lines.push_back(tenon::JsonObject{
            {"account", line.account}, {"debit", line.debit.text()}, {"credit", line.credit.text()}});
    }
    return {
        {"company_id", entry.company},
        {"number", number},
        {"journal", entry.journal},
        {"date", entry.date.text()},
        {"description", entry.description},
        {"lines", std::move(lines)},
    };
}

void requireNewSource(tenon::Database& database, const NewEntry& entry) {
    if (entry.sourceModel.empty()) {
        return;
    }
    database.each(
        selectSource,
        {{"company", entry.company}, {"model", entry.sourceModel}, {"source", entry.sourceId}},
        [](const tenon::Row& row) {
            throw tenon::Conflict("DUPLICATE", "This document is posted already.", {{"entry_id", row.integer(0)}});
        }
    );
}

Period openPeriod(tenon::Database& database, const NewEntry& entry, LedgerService::Purpose purpose) {
    const auto type = purpose == LedgerService::Purpose::adjustment ? PeriodType::adjustment : PeriodType::standard;
    const auto period = periodOf(database, entry.company, entry.date, type);
    if (!period) {
        throw tenon::Conflict("PERIOD_CLOSED", "No fiscal year has this day.", {{"date", entry.date.text()}});
    }
    if (purpose == LedgerService::Purpose::closing) {
        return *period;
    }
    if (period->state == "locked" || period->yearState == "locked") {
        throw tenon::Conflict("PERIOD_LOCKED", "The period is locked.", {{"date", entry.date.text()}});
    }
    if (period->state != "open" || period->yearState != "open") {
        throw tenon::Conflict("PERIOD_CLOSED", "The period is closed.", {{"date", entry.date.text()}});
    }
    return *period;
}

void swapSides(EntryLine& line) {
    std::swap(line.debit, line.credit);
    line.amountCurrency = -line.amountCurrency;
    if (line.taxBase) {
        line.taxBase = -*line.taxBase;
    }
}

} // namespace

LedgerService::LedgerService(tenon::App& app, Books& books)
    : _app(app), _books(books), _store(app.database()),
      _reconciliation(
          app,
          [this](const tenon::Caller& caller, const Book& book, NewEntry entry) {
              return postIn(caller, book, std::move(entry));
          },
          [this](const tenon::Caller& caller, const Book& book, std::int64_t entry) {
              reverseIn(caller, book, head(book.company.id, entry), std::nullopt, {});
          }
      ) {}

int LedgerService::digitsOf(std::string_view currency) { return _books.companies().currency(currency).digits; }

EntryHead LedgerService::head(std::int64_t company, std::int64_t id) {
    auto found = _store.head(company, id);
    if (!found) {
        throw tenon::NotFound("There is no such entry.");
    }
    return std::move(*found);
}

NewEntry LedgerService::content(const Book& book, const EntryHead& head) {
    NewEntry entry;
    entry.company = head.company;
    entry.journal = head.journalCode;
    entry.date = head.date;
    entry.description = head.description;
    entry.reference = head.reference;
    entry.lines = _store.lines(head.id, book, [this](std::string_view currency) { return digitsOf(currency); });
    return entry;
}

EntryHead LedgerService::draft(std::int64_t company, std::int64_t id) {
    EntryHead found = head(company, id);
    if (found.state == EntryState::posted) {
        throw tenon::Conflict(
            "ENTRY_POSTED", "A posted entry does not change; reverse it.", {{"number", found.number}}
        );
    }
    return found;
}

PostedEntry LedgerService::post(const tenon::Caller& caller, const NewEntry& entry) {
    return _app.database().transaction([&] { return postIn(caller, _books.lock(entry.company), entry); });
}

PostedEntry LedgerService::postIn(const tenon::Caller& caller, const Book& book, NewEntry entry, Purpose purpose) {
    Accounts accounts(_app.database());
    requireLines(entry, book, accounts, [this](std::string_view currency) { return digitsOf(currency); });
    requireBalanced(entry, book);
    requireNewSource(_app.database(), entry);
    const std::int64_t journal = _store.journal(entry.company, entry.journal);
    const std::int64_t id = _store.addHead(entry, journal, caller.id(), purpose == Purpose::closing);
    return finish(caller, book, id, std::move(entry), accounts, purpose);
}

PostedEntry LedgerService::finish(
    const tenon::Caller& caller, const Book& book, std::int64_t id, NewEntry entry, Accounts& accounts, Purpose purpose
) {
    const bool isClosing = purpose == Purpose::closing;
    const Period period = openPeriod(_app.database(), entry, purpose);
    if (!isClosing) {
        requireUnlocked(book, entry.date, caller);
    }
    const auto number = _books.sequences().next(
        {.company = entry.company, .kind = entry.journal, .period = period.yearName}, entry.date
    );
    const tenon::Timestamp at = _books.stamp(book);
    _store.markPosted(id, {period.id, period.year, number.text, at, caller.id()});
    PostedEntry posted{.id = id, .number = number.text, .lines = {}};
    posted.lines = _store.addLines(id, entry, accounts, isClosing, at);
    if (!book.company.hasTransactions) {
        _books.companies().fixSettings(entry.company);
    }
    _app.audit().record(
        caller,
        {.action = "accounting.entry.posted",
         .model = "accounting_entry",
         .record = std::to_string(id),
         .before = nullptr,
         .after = described(entry, posted.number),
         .reason = {}}
    );
    return posted;
}

PostedEntry LedgerService::reverse(
    const tenon::Caller& caller, std::int64_t entry, std::optional<Date> date, std::string_view description
) {
    return _app.database().transaction([&] {
        const auto company = _app.database().value<std::int64_t>(selectCompany, {{"id", entry}});
        if (!company) {
            throw tenon::NotFound("There is no such entry.");
        }
        const Book book = _books.lock(*company);
        return reverseIn(caller, book, head(*company, entry), date, description);
    });
}

PostedEntry LedgerService::reverseIn(
    const tenon::Caller& caller,
    const Book& book,
    const EntryHead& original,
    std::optional<Date> date,
    std::string_view description,
    Purpose purpose
) {
    if (original.state != EntryState::posted) {
        throw wrongState("draft", {"posted"});
    }
    if (original.reversedBy) {
        throw tenon::Conflict(
            "ALREADY_REVERSED", "The entry is reversed already.", {{"entry_id", *original.reversedBy}}
        );
    }
    if (original.isClosing && purpose != Purpose::closing) {
        throw tenon::Conflict("CLOSING_ENTRY", "Reopen the fiscal year instead: that reverses its closing entry.");
    }
    if (date && *date < original.date) {
        throw tenon::Invalid("date", "Must not be before the entry that is reversed.");
    }
    NewEntry entry = content(book, original);
    entry.date = date.value_or(std::max(original.date, _books.companies().today(book.company)));
    entry.description = description.empty() ? "Reversal of " + original.number : std::string(description);
    for (EntryLine& line : entry.lines) {
        swapSides(line);
    }
    // What the original settled is open again, so that it and its reversal settle each other.
    const std::vector<std::int64_t> originals = _store.lineIds(original.id);
    _reconciliation.release(caller, book, originals);
    const PostedEntry reversal = postIn(caller, book, std::move(entry), purpose);
    _store.linkReversal(original.id, reversal.id);
    for (std::size_t i = 0; i < originals.size(); ++i) {
        _reconciliation.settle(caller, book, {originals[i], reversal.lines[i]});
    }
    _app.audit().record(
        caller,
        {.action = "accounting.entry.reversed",
         .model = "accounting_entry",
         .record = std::to_string(original.id),
         .before = nullptr,
         .after = tenon::JsonObject{{"reversed_by", reversal.id}, {"number", reversal.number}},
         .reason = std::string(description)}
    );
    return reversal;
}

std::int64_t LedgerService::addDraft(const tenon::Caller& caller, NewEntry entry) {
    return _app.database().transaction([&] {
        const Book book = _books.of(entry.company);
        Accounts accounts(_app.database());
        requireLines(entry, book, accounts, [this](std::string_view currency) { return digitsOf(currency); });
        const std::int64_t id = _store.addHead(entry, _store.journal(entry.company, entry.journal), caller.id(), false);
        static_cast<void>(_store.addLines(id, entry, accounts, false, std::nullopt));
        _app.audit().record(
            caller,
            {.action = "accounting.entry.added",
             .model = "accounting_entry",
             .record = std::to_string(id),
             .before = nullptr,
             .after = described(entry, {}),
             .reason = {}}
        );
        return id;
    });
}

void LedgerService::changeDraft(const tenon::Caller& caller, std::int64_t id, NewEntry entry) {
    _app.database().transaction([&] {
        const Book book = _books.lock(entry.company);
        const EntryHead before = draft(entry.company, id);
        const tenon::JsonObject old = described(content(book, before), {});
        Accounts accounts(_app.database());
        requireLines(entry, book, accounts, [this](std::string_view currency) { return digitsOf(currency); });
        _store.changeHead(id, entry, _store.journal(entry.company, entry.journal));
        _store.removeLines(id);
        static_cast<void>(_store.addLines(id, entry, accounts, false, std::nullopt));
        _app.audit().record(
            caller,
            {.action = "accounting.entry.changed",
             .model = "accounting_entry",
             .record = std::to_string(id),
             .before = old,
             .after = described(entry, {}),
             .reason = {}}
        );
    });
}

PostedEntry LedgerService::postDraft(const tenon::Caller& caller, std::int64_t company, std::int64_t id) {
    return _app.database().transaction([&] {
        const Book book = _books.lock(company);
        NewEntry entry = content(book, draft(company, id));
        Accounts accounts(_app.database());
        requireLines(entry, book, accounts, [this](std::string_view currency) { return digitsOf(currency); });
        requireBalanced(entry, book);
        _store.removeLines(id);
        return finish(caller, book, id, std::move(entry), accounts, Purpose::usual);
    });
}

void LedgerService::removeDraft(const tenon::Caller& caller, std::int64_t company, std::int64_t id) {
    _app.database().transaction([&] {
        const Book book = _books.lock(company);
        const EntryHead before = draft(company, id);
        const tenon::JsonObject old = described(content(book, before), {});
        _store.remove(id);
        _app.audit().record(
            caller,
            {.action = "accounting.entry.deleted",
             .model = "accounting_entry",
             .record = std::to_string(id),
             .before = old,
             .after = nullptr,
             .reason = {}}
        );
    });
}

void LedgerService::annotate(
    const tenon::Caller& caller,
    std::int64_t company,
    std::int64_t id,
    std::optional<std::string_view> description,
    std::optional<std::string_view> reference
) {
    _app.database().transaction([&] {
        const tenon::Timestamp at = _books.stamp(_books.lock(company));
        const EntryHead before = head(company, id);
        const std::string_view newDescription = description.value_or(before.description);
        const std::string_view newReference = reference.value_or(before.reference);
        _store.annotate(before, at, newDescription, newReference);
        _app.audit().record(
            caller,
            {.action = "accounting.entry.annotated",
             .model = "accounting_entry",
             .record = std::to_string(id),
             .before = tenon::JsonObject{{"description", before.description}, {"reference", before.reference}},
             .after = tenon::JsonObject{{"description", newDescription}, {"reference", newReference}},
             .reason = {}}
        );
    });
}

std::int64_t LedgerService::account(std::int64_t company, std::string_view purpose) {
    static_cast<void>(_books.of(company));
    return defaultAccount(_app.database(), company, purpose);
}

Decimal LedgerService::balance(std::int64_t company, std::int64_t account, Date date) {
    const Book book = _books.of(company);
    return book.amount(
        _app.database().value<std::int64_t>(
                           selectBalance, {{"company", company}, {"account", account}, {"date", date}}
        ).value_or(0)
    );
}

void LedgerService::settle(const tenon::Caller& caller, std::int64_t company, const std::vector<std::int64_t>& lines) {
    _app.database().transaction([&] { _reconciliation.settle(caller, _books.lock(company), lines); });
}

Decimal LedgerService::openAmount(std::int64_t company, std::int64_t line) {
    const Book book = _books.of(company);
    const auto found = _reconciliation.read(book, {line});
    if (found.empty()) {
        throw tenon::NotFound("There is no such line.");
    }
    return found.front().open;
}

Decimal LedgerService::rate(std::int64_t company, std::string_view currency, Date date) {
    const Book book = _books.of(company);
    return currency == book.company.currency.code ? Decimal(1, 0) : rateOn(_app.database(), company, currency, date);
}

} // namespace accounting
