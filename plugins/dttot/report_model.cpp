#include "report_model.h"

#include "extraction/text.h"

#include <tenon/time.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace dttot {

namespace {

/// More rows are counted, but not listed.
constexpr std::int64_t mostRows = 1000;
constexpr std::size_t mostBars = 12;

constexpr std::string_view allInForce = "SELECT id FROM dttot_list WHERE row_count > 0 ORDER BY id LIMIT 200";

constexpr std::string_view documentWithId =
    "SELECT d.title, d.filename, COALESCE((SELECT l.name FROM dttot_watch_list l WHERE l.id = d.list_id), ''), "
    "d.row_count, COALESCE(u.script, ''), COALESCE(u.script_version, ''), u.finished_at, COALESCE(u.source_rows, 0), "
    "COALESCE(u.records, 0), COALESCE(u.skipped, 0), COALESCE(u.with_issues, 0) "
    "FROM dttot_list d LEFT JOIN dttot_run u ON u.id = d.good_run_id WHERE d.id = :id";

constexpr std::string_view factsOfDocument =
    "SELECT type, nationality, birth_year, COUNT(*) FROM dttot_row_in_force WHERE document_id = :id "
    "GROUP BY type, nationality, birth_year";

constexpr std::string_view rowsOfDocument =
    "SELECT r.record FROM dttot_row_in_force r WHERE r.document_id = :id ORDER BY r.id LIMIT :most";

using Counts = std::map<std::string, std::int64_t, std::less<>>;

struct Facts {
    std::int64_t rows = 0;
    std::int64_t sourceRows = 0;
    std::int64_t skipped = 0;
    std::int64_t withIssues = 0;
    Counts byType{{"entity", 0}, {"person", 0}};
    Counts byNationality;
    Counts byDecade;
    std::vector<documents::Row> documents; ///< Of their table
};

/// The words of reports in a language.
class Words {
public:
    Words(const tenon::App& app, std::string language) : _app(app), _language(std::move(language)) {}

    [[nodiscard]] std::string of(std::string_view english) const { return _app.say(std::string(english), _language); }

private:
    const tenon::App& _app;
    std::string _language;
};

/// As much of a text as a cell may hold.
std::string cell(std::string_view text) {
    constexpr std::size_t most = 1000;
    return text.size() <= most ? std::string(text) : std::string(text::beginning(text, most)) + "…";
}

std::string dayOf(std::string_view time) { return std::string(time.substr(0, 10)); }

documents::Row documentRow(const tenon::Row& row) {
    return {
        .cells = {
            std::string(row.text(0)),
            std::string(row.text(2)),
            documents::day(row.isNull(6) ? std::string() : dayOf(row.text(6))),
            std::string(row.text(4)) + " " + std::string(row.text(5)),
            documents::figure(row.integer(3)),
            documents::figure(row.integer(10))}};
}

void addDocument(tenon::Database& database, std::int64_t id, Facts& facts) {
    const bool isThere = database
                             .first(
                                 documentWithId,
                                 {{"id", id}},
                                 [&](const tenon::Row& row) {
                                     facts.rows += row.integer(3);
                                     facts.sourceRows += row.integer(7);
                                     facts.skipped += row.integer(9);
                                     facts.withIssues += row.integer(10);
                                     facts.documents.push_back(documentRow(row));
                                     return true;
                                 }
                             )
                             .value_or(false);
    if (!isThere) {
        throw tenon::NotFound("There is no such document.");
    }
    database.each(factsOfDocument, {{"id", id}}, [&](const tenon::Row& row) {
        const auto count = row.integer(3);
        const auto year = row.integer(2);
        facts.byType[std::string(row.text(0))] += count;
        facts.byNationality[std::string(row.text(1))] += count;
        facts.byDecade[year == 0 ? std::string() : std::to_string(year / 10 * 10)] += count;
    });
}

/// The bars of a chart; the name of nothing stands for what the lists do not say.
std::vector<documents::Bar> barsOf(std::vector<std::pair<std::string, std::int64_t>> counts, const Words& words) {
    std::vector<documents::Bar> bars;
    for (auto& [name, count] : counts) {
        bars.push_back({name.empty() ? words.of("Unknown") : name, count});
    }
    return bars;
}

std::vector<std::pair<std::string, std::int64_t>> largestOf(const Counts& counts) {
    std::vector<std::pair<std::string, std::int64_t>> sorted(counts.begin(), counts.end());
    std::ranges::stable_sort(sorted, [](const auto& a, const auto& b) { return a.second > b.second; });
    sorted.resize(std::min(sorted.size(), mostBars));
    return sorted;
}

std::string joined(const tenon::JsonObject& record, std::string_view key) {
    std::string text;
    if (const tenon::Json* list = record.if_contains(key); list != nullptr && list->is_array()) {
        for (const tenon::Json& item : list->get_array()) {
            text.append(text.empty() ? "" : "; ").append(tenon::textOf(item.as_string()));
        }
    }
    return text;
}

/// Names in one cell: the main one, then the others.
std::string namesOf(const tenon::JsonObject& record) {
    std::string names(tenon::textAt(record, "name"));
    for (const std::string_view key : {"aliases", "weak_aliases", "original_names"}) {
        if (const std::string more = joined(record, key); !more.empty()) {
            names.append("; ").append(more);
        }
    }
    return names;
}

documents::Table
subjectTable(tenon::Database& database, const std::vector<std::int64_t>& documents, const Words& words) {
    documents::Table table;
    table.columns = {
        {"code", words.of("Code"), documents::Kind::text, 12},
        {"kind", words.of("Kind"), documents::Kind::text, 11},
        {"names", words.of("Names"), documents::Kind::text, 47},
        {"born", words.of("Born"), documents::Kind::text, 18},
        {"nationality", words.of("Nationality"), documents::Kind::text, 12}};
    for (const std::int64_t document : documents) {
        const std::int64_t left = mostRows - static_cast<std::int64_t>(table.rows.size());
        database.each(rowsOfDocument, {{"id", document}, {"most", left}}, [&](const tenon::Row& row) {
            const std::string_view text = row.text(0);
            const tenon::Json parsed = boost::json::parse(boost::json::string_view(text.data(), text.size()));
            const tenon::JsonObject& record = parsed.as_object();
            table.rows.push_back(
                {.cells =
                     {cell(tenon::textAt(record, "kode_densus")),
                      words.of(tenon::textAt(record, "type") == "entity" ? "Organisation" : "Person"),
                      cell(namesOf(record)),
                      cell(joined(record, "birth_dates")),
                      cell(joined(record, "nationalities"))}}
            );
        });
    }
    return table;
}

documents::Section overview(const Facts& facts, const Words& words) {
    documents::Section section{.heading = words.of("Overview")};
    const auto add = [&](std::string_view name, std::int64_t value) {
        section.facts.push_back({words.of(name), std::to_string(value)});
    };
    add("Subjects in force", facts.rows);
    add("Rows in the files", facts.sourceRows);
    add("Rows that are no record", facts.skipped);
    add("Records with remarks on how they could be read", facts.withIssues);
    documents::Table& table = section.table.emplace();
    table.columns = {
        {"document", words.of("Document"), documents::Kind::text, 36},
        {"list", words.of("List"), documents::Kind::text, 18},
        {"processed", words.of("Processed"), documents::Kind::date},
        {"script", words.of("Script"), documents::Kind::text, 16},
        {"subjects", words.of("Subjects"), documents::Kind::number},
        {"remarks", words.of("Remarks"), documents::Kind::number}};
    table.rows = facts.documents;
    return section;
}

documents::Section chart(std::string heading, std::vector<documents::Bar> bars) {
    documents::Section section{.heading = std::move(heading)};
    section.chart = std::move(bars);
    return section;
}

} // namespace

documents::Report reportModel(tenon::App& app, const ReportRequest& request) {
    tenon::Database& database = app.database();
    const Words words(app, request.language);
    std::vector<std::int64_t> documents = request.documents;
    if (documents.empty()) {
        documents = database.rows(allInForce, {}, [](const tenon::Row& row) { return row.get<std::int64_t>(0); });
    }
    Facts facts;
    for (const std::int64_t document : documents) {
        addDocument(database, document, facts);
    }
    documents::Report report;
    report.title = request.title.empty() ? words.of("Report on the lists") : request.title;
    constexpr std::size_t minute = 16;
    const std::string now = tenon::Clock::now().text().substr(0, minute) + " UTC";
    report.subtitle = words.of("As of") + " " + documents::leftToRight(now);
    report.language = request.language;
    report.sections.push_back(overview(facts, words));
    report.sections.push_back(chart(
        words.of("By kind"),
        barsOf(
            {{words.of("Person"), facts.byType["person"]}, {words.of("Organisation"), facts.byType["entity"]}}, words
        )
    ));
    report.sections.push_back(chart(words.of("By nationality"), barsOf(largestOf(facts.byNationality), words)));
    report.sections.push_back(
        chart(words.of("By decade of birth"), barsOf({facts.byDecade.begin(), facts.byDecade.end()}, words))
    );
    documents::Section& subjects = report.sections.emplace_back(documents::Section{.heading = words.of("Subjects")});
    if (facts.rows > mostRows) {
        subjects.texts.push_back(
            words.of("The first rows are listed") + ": " + std::to_string(mostRows) + " / " + std::to_string(facts.rows)
        );
    }
    subjects.table = subjectTable(database, documents, words);
    return report;
}

} // namespace dttot
