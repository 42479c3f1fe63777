/// Journal entries: list, add, read, change, delete, post, reverse.

#include "entry_input.h"
#include "ledger/fiscal_years.h"
#include "ledger/json_values.h"
#include "parts.h"
#include "versions.h"

#include <tenon/like.h>

#include <algorithm>

namespace accounting {

namespace {

constexpr std::string_view companyOfEntry = "SELECT company_id FROM accounting_entry WHERE id = :id";

using namespace tenon::fields;
using tenon::Date;
using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::Reply;
using tenon::Request;
using tenon::textAt;

constexpr std::string_view entryColumns =
    "SELECT e.id, e.uuid, e.version, e.created_at, e.updated_at, e.company_id, j.code, e.number, e.date, "
    "e.description, "
    "e.reference, e.state, e.is_closing, e.source_model, e.source_id, e.reversal_of_id, e.reversed_by_id, e.posted_at, "
    "(SELECT CAST(COALESCE(SUM(l.debit), 0) AS BIGINT) FROM accounting_line l WHERE l.entry_id = e.id), "
    "COUNT(*) OVER () FROM accounting_entry e JOIN accounting_journal j ON j.id = e.journal_id ";
constexpr std::string_view ofList =
    "WHERE e.company_id = :company AND e.date >= :from AND e.date <= :to "
    "AND (CAST(:state AS TEXT) = '' OR e.state = :state) AND (CAST(:journal AS TEXT) = '' OR j.code = :journal) "
    "AND (lower(COALESCE(e.number, '')) LIKE lower(:search) ESCAPE '\\' OR lower(e.description) LIKE lower(:search) "
    "ESCAPE '\\' OR lower(e.reference) LIKE lower(:search) ESCAPE '\\') "
    "ORDER BY e.date DESC, e.id DESC LIMIT :limit OFFSET :offset";
constexpr std::string_view ofId = "WHERE e.company_id = :company AND e.id = :id";
constexpr std::string_view selectLines =
    "SELECT l.id, l.account_id, a.code, a.name, l.debit, l.credit, l.party_id, l.currency, l.amount_currency, "
    "l.maturity_date, l.description, l.tax_id, l.open_amount, l.reconciliation_id FROM accounting_line l "
    "JOIN accounting_account a ON a.id = l.account_id WHERE l.entry_id = :entry ORDER BY l.id";

/// Sources that nothing else undoes. Entries of all others are undone with what they belong to.
constexpr std::string_view undoneByHand[] = {"opening_balances", "accounting_statement_line"};

JsonObject headJson(const tenon::Row& row, const Book& book) {
    return {
        {"id", row.integer(0)},
        {"uuid", row.text(1)},
        {"company_id", row.integer(5)},
        {"journal", row.text(6)},
        {"number", textIn(row, 7)},
        {"date", row.text(8)},
        {"description", row.text(9)},
        {"reference", row.text(10)},
        {"state", row.text(11)},
        {"is_closing", row.boolean(12)},
        {"total", book.amount(row.integer(18)).text()},
        {"source_model", textIn(row, 13)},
        {"source_id", textIn(row, 14)},
        {"reversal_of_id", integerIn(row, 15)},
        {"reversed_by_id", integerIn(row, 16)},
        {"posted_at", textIn(row, 17)},
        {"version", row.integer(2)},
        {"created_at", row.text(3)},
        {"updated_at", row.text(4)},
    };
}

JsonArray linesJson(Parts& parts, const Book& book, std::int64_t entry) {
    JsonArray lines;
    parts.database.each(selectLines, {{"entry", entry}}, [&](const tenon::Row& row) {
        JsonObject line{
            {"id", row.integer(0)},
            {"account", row.integer(1)},
            {"account_code", row.text(2)},
            {"account_name", row.text(3)},
            {"debit", book.amount(row.integer(4)).text()},
            {"credit", book.amount(row.integer(5)).text()},
            {"party", integerIn(row, 6)},
            {"currency", textIn(row, 7)},
            {"maturity_date", textIn(row, 9)},
            {"description", row.text(10)},
            {"tax_id", integerIn(row, 11)},
            {"open_amount", row.isNull(12) ? Json() : Json(book.amount(row.integer(12)).text())},
            {"reconciliation_id", integerIn(row, 13)},
        };
        if (!row.isNull(7)) {
            const int digits = parts.ledger.digitsOf(row.text(7));
            line.emplace("amount_currency", tenon::Decimal(row.integer(8), digits).text());
        }
        lines.push_back(std::move(line));
    });
    return lines;
}

JsonObject entryJson(Parts& parts, const Book& book, std::int64_t id) {
    static const std::string select = std::string(entryColumns).append(ofId);
    auto entry = parts.database.first(select, {{"company", book.company.id}, {"id", id}}, [&](const tenon::Row& row) {
        return headJson(row, book);
    });
    if (!entry) {
        throw tenon::NotFound("There is no such entry.");
    }
    entry->emplace("lines", linesJson(parts, book, id));
    return std::move(*entry);
}

tenon::Fields entryAnswer() {
    return {
        integer("id"),
        text("uuid"),
        integer("company_id"),
        text("journal"),
        text("number"),
        date("date"),
        text("description"),
        text("reference"),
        text("state"),
        text("total"),
        integer("reversal_of_id"),
        integer("reversed_by_id"),
        timestamp("posted_at"),
        list(
            "lines",
            object(
                "",
                {integer("id"),
                 integer("account"),
                 text("account_code"),
                 text("debit"),
                 text("credit"),
                 integer("party"),
                 text("open_amount")}
            )
        ),
    };
}

Reply listEntries(Parts& parts, const Request& request) {
    static const std::string select = std::string(entryColumns).append(ofList);
    const Book book = parts.books.current(request, "accounting.entries.view");
    const JsonObject& arguments = request.arguments();
    const tenon::Paging paging = request.paging();
    tenon::Page page{.items = {}, .total = 0, .size = paging.size, .offset = paging.offset};
    parts.database.each(
        select,
        {{"company", book.company.id},
         {"from", textAt(arguments, "date_from", "0001-01-01")},
         {"to", textAt(arguments, "date_to", "9999-12-31")},
         {"state", textAt(arguments, "state")},
         {"journal", textAt(arguments, "journal")},
         {"search", tenon::likePattern(textAt(arguments, "search"))},
         {"limit", paging.size},
         {"offset", paging.offset}},
        [&](const tenon::Row& row) {
            page.items.push_back(headJson(row, book));
            page.total = row.integer(19);
        }
    );
    return tenon::page(std::move(page));
}

Reply addEntry(Parts& parts, const Request& request) {
    const Book book = parts.books.current(request, "accounting.entries.post");
    NewEntry entry = entryOf(parts, book, request.body());
    const bool isDraft = textAt(request.body(), "state") == "draft";
    const bool isAdjustment = tenon::flagAt(request.body(), "adjustment");
    if (isDraft && isAdjustment) {
        throw tenon::Invalid("adjustment", "An adjustment is posted at once.");
    }
    const auto purpose = isAdjustment ? LedgerService::Purpose::adjustment : LedgerService::Purpose::usual;
    const std::int64_t id =
        isDraft
            ? parts.ledger.addDraft(request.caller(), std::move(entry))
            : parts.ledger.postIn(request.caller(), parts.books.lock(book.company.id), std::move(entry), purpose).id;
    return tenon::created(entryJson(parts, book, id)).saying("Journal entry created");
}

Reply proposeNumber(Parts& parts, const Request& request) {
    const Book book = parts.books.current(request, "accounting.entries.view");
    const std::string journal(textAt(request.arguments(), "journal", "GEN"));
    const Date date =
        Date::parse(textAt(request.arguments(), "date")).value_or(parts.books.companies().today(book.company));
    static_cast<void>(parts.ledger.store().journal(book.company.id, journal));
    const auto period = periodOf(parts.database, book.company.id, date);
    if (!period) {
        throw tenon::Conflict("PERIOD_CLOSED", "No fiscal year has this day.", {{"date", date.text()}});
    }
    const organisation::SeriesNumber next =
        parts.books.sequences().propose({.company = book.company.id, .kind = journal, .period = period->yearName});
    return tenon::ok({{"number", next.text}});
}

Reply readEntry(Parts& parts, const Request& request) {
    return tagged(entryJson(parts, parts.books.ofRow(request, "accounting.entries.view", companyOfEntry), request.id())
    );
}

/// A draft is replaced; of a posted entry only its description and reference change.
Reply changeEntry(Parts& parts, const Request& request) {
    const Book book = parts.books.ofRow(request, "accounting.entries.post", companyOfEntry);
    const JsonObject& body = request.body();
    const EntryHead head = parts.ledger.head(book.company.id, request.id());
    requireMatch(request, [&] { return head.version; });
    const bool isAnnotation = !body.contains("lines") && !body.contains("date") && !body.contains("journal")
                              && textAt(body, "state") != "draft";
    if (head.state == EntryState::posted && isAnnotation) {
        const auto sent = [&](std::string_view name) {
            return body.contains(name) ? std::optional(textAt(body, name)) : std::nullopt;
        };
        parts.ledger.annotate(request.caller(), book.company.id, head.id, sent("description"), sent("reference"));
        return tagged(entryJson(parts, book, head.id));
    }
    NewEntry entry = parts.ledger.content(book, head);
    entry.date = Date::parse(textAt(body, "date")).value_or(entry.date);
    entry.journal = textAt(body, "journal", entry.journal);
    entry.description = textAt(body, "description", entry.description);
    entry.reference = textAt(body, "reference", entry.reference);
    if (const Json* lines = body.if_contains("lines")) {
        entry.lines.clear();
        for (const Json& each : lines->as_array()) {
            entry.lines.push_back(lineOf(parts, book, each.as_object(), entry.lines.size()));
        }
    }
    parts.ledger.changeDraft(request.caller(), head.id, std::move(entry));
    if (textAt(body, "state") == "posted") {
        static_cast<void>(parts.ledger.postDraft(request.caller(), book.company.id, head.id));
    }
    return tagged(entryJson(parts, book, head.id));
}

Reply removeEntry(Parts& parts, const Request& request) {
    const std::int64_t company = companyOfRow(parts, request, "accounting.entries.post", companyOfEntry);
    requireMatch(request, [&] { return parts.ledger.head(company, request.id()).version; });
    parts.ledger.removeDraft(request.caller(), company, request.id());
    return tenon::ok({{"id", request.id()}, {"deleted", true}});
}

Reply postEntry(Parts& parts, const Request& request) {
    const Book book = parts.books.ofRow(request, "accounting.entries.post", companyOfEntry);
    requireMatch(request, [&] { return parts.ledger.head(book.company.id, request.id()).version; });
    static_cast<void>(parts.ledger.postDraft(request.caller(), book.company.id, request.id()));
    return tagged(entryJson(parts, book, request.id()));
}

Reply reverseEntry(Parts& parts, const Request& request) {
    const Book book = parts.books.ofRow(request, "accounting.entries.reverse", companyOfEntry);
    const EntryHead head = parts.ledger.head(book.company.id, request.id());
    const bool isByHand =
        head.sourceModel.empty() || std::ranges::find(undoneByHand, head.sourceModel) != std::end(undoneByHand);
    if (!isByHand) {
        throw tenon::Conflict(
            "ENTRY_OF_DOCUMENT",
            "The entry belongs to a document: cancel or refund that instead.",
            {{"source_model", head.sourceModel}}
        );
    }
    const PostedEntry reversal = parts.ledger.reverse(
        request.caller(),
        request.id(),
        Date::parse(textAt(request.body(), "date")),
        textAt(request.body(), "description")
    );
    return tenon::created(entryJson(parts, book, reversal.id)).saying("Journal entry reversed");
}

tenon::Fields newMembers() {
    tenon::Fields members = entryMembers();
    members.push_back(boolean("adjustment").help("Posts in the adjustment period of the fiscal year's last day"));
    return members;
}

/// Nothing is required of a change.
tenon::Fields changedMembers() {
    tenon::Fields members = entryMembers();
    for (tenon::Field& member : members) {
        JsonObject description = member.description();
        description.erase("required");
        member = tenon::Field(std::move(description));
    }
    return members;
}

} // namespace

void declareEntries(tenon::App& app, Parts& parts) {
    const auto with = calling(parts);
    const tenon::Fields ofCompany{organisation::companyField()};
    // clang-format off: a route's guard, body, answer and summary stay together
    app.get("/accounting/journal-entries/", with(listEntries))
        .needs("accounting.entries.view")
        .query(
            {organisation::companyField(),
             date("date_from"),
             date("date_to"),
             choice("state", {"draft", "posted"}),
             text("journal", 10),
             text("search", 80)}
        )
        .answersList(entryAnswer())
        .summary("Journal entries, latest first");
    app.post("/accounting/journal-entries/", with(addEntry))
        .needs("accounting.entries.post")
        .status(201)
        .body(newMembers())
        .answers(entryAnswer())
        .summary("Posts a journal entry, or stores a draft");
    app.get("/accounting/journal-entries/propose/", with(proposeNumber))
        .needs("accounting.entries.view")
        .query({organisation::companyField(), text("journal", 10), date("date")})
        .answers({text("number")})
        .summary("The next number of a journal, which is not reserved");
    app.get("/accounting/journal-entries/{id}/", with(readEntry))
        .needs("accounting.entries.view")
        .query(ofCompany)
        .answers(entryAnswer())
        .summary("A journal entry with its lines");
    app.patch("/accounting/journal-entries/{id}/", with(changeEntry))
        .needs("accounting.entries.post")
        .body(changedMembers())
        .answers(entryAnswer())
        .summary("Changes a draft, or the description and reference of a posted entry");
    app.remove("/accounting/journal-entries/{id}/", with(removeEntry))
        .needs("accounting.entries.post")
        .query(ofCompany)
        .answers({integer("id"), boolean("deleted")})
        .summary("Deletes a draft; a posted entry is reversed instead");
    app.post("/accounting/journal-entries/{id}/post/", with(postEntry))
        .needs("accounting.entries.post")
        .body(ofCompany)
        .answers(entryAnswer())
        .summary("Posts a draft");
    app.post("/accounting/journal-entries/{id}/reverse/", with(reverseEntry))
        .needs("accounting.entries.reverse")
        .status(201)
        .body({organisation::companyField(), date("date"), text("description", 500).also("reason")})
        .answers(entryAnswer())
        .summary("Posts the entry that undoes a posted one");
    // clang-format on
}

} // namespace accounting
