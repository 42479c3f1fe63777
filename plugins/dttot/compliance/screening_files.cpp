#include "compliance/screening_files.h"

#include "compliance/customer_rows.h"
#include "compliance/officers.h"
#include "compliance/reason_text.h"
#include "compliance/screenings.h"
#include "compliance/stored_hit.h"
#include "display_name.h"
#include "file_format.h"
#include "json_number.h"
#include "screening/weights.h"

#include <tenon/documents/printing.h>
#include <tenon/documents/tables.h>
#include <tenon/time.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <iterator>
#include <memory>
#include <utility>

namespace dttot::compliance {

namespace {

constexpr std::string_view insertFile =
    "INSERT INTO dttot_screening_file (filename, sha256, min_score, list_name, language, result_sha256, result_size, "
    "subjects, matched, unreadable, settings_version, versions, created_by, created_at) "
    "VALUES (:filename, :sha256, :min_score, :list, :language, '', 0, 0, 0, 0, 0, '[]', :by, :now) RETURNING id";
constexpr std::string_view noteJob = "UPDATE dttot_screening_file SET job_id = :job WHERE id = :id";
constexpr std::string_view finish =
    "UPDATE dttot_screening_file SET result_sha256 = :result, result_size = :size, subjects = :subjects, "
    "matched = :matched, unreadable = :unreadable, settings_version = :settings, rules_version = :rules, versions = "
    ":versions, "
    "finished_at = :now WHERE id = :id";

// The columns of jsonOf(), in its order.
constexpr std::string_view columns =
    "SELECT id, filename, job_id, min_score, list_name, subjects, matched, unreadable, settings_version, versions, "
    "result_size, created_at, finished_at, created_by, rules_version FROM dttot_screening_file ";
// :all is 1 for those who see the files of others as well.
constexpr std::string_view seen = "WHERE (created_by = :by OR CAST(:all AS BIGINT) = 1) ";
constexpr std::string_view withId = "AND id = :id";
constexpr std::string_view onPage = "ORDER BY id DESC LIMIT :limit OFFSET :offset";
constexpr std::string_view counting = "SELECT COUNT(*) FROM dttot_screening_file ";
constexpr std::string_view storedWithId =
    "SELECT sha256, min_score, list_name, language FROM dttot_screening_file WHERE id = :id";
constexpr std::string_view resultWithId = "SELECT result_sha256, result_size FROM dttot_screening_file WHERE id = :id";

constexpr std::array<std::string_view, 12> headers{
    "number",
    "reference",
    "name",
    "result",
    "score",
    "certainty",
    "list",
    "kode_densus",
    "listed_name",
    "matched_name",
    "reasons",
    "problems"};

std::string ownerOf(std::int64_t id) { return "screening file " + std::to_string(id); }

tenon::JsonObject jsonOf(const tenon::Row& row) {
    const auto orNull = [&](std::size_t column) {
        return row.isNull(column) ? tenon::Json(nullptr) : tenon::Json(row.text(column));
    };
    const std::string_view versions = row.text(9);
    return {
        {"id", row.integer(0)},
        {"filename", row.text(1)},
        {"job_id", row.isNull(2) ? tenon::Json(nullptr) : tenon::Json(row.integer(2))},
        {"status", row.isNull(12) ? "processing" : "processed"},
        {"min_score", row.isNull(3) ? tenon::Json(nullptr) : tenon::Json(row.real(3))},
        {"list", row.text(4).empty() ? tenon::Json(nullptr) : tenon::Json(row.text(4))},
        {"subjects", row.integer(5)},
        {"matched", row.integer(6)},
        {"unreadable", row.integer(7)},
        {"settings_version", row.integer(8)},
        {"rules_version", row.integer(14)},
        {"list_versions", boost::json::parse(boost::json::string_view(versions.data(), versions.size()))},
        {"result_size", row.integer(10)},
        {"created_at", row.text(11)},
        {"finished_at", orNull(12)},
        {"created_by", row.integer(13)},
    };
}

/// Writes what a search found about each customer, and counts.
class ResultFile {
public:
    ResultFile(tenon::App& app, const ListIndex& lists, std::string language)
        : _app(app), _lists(lists), _output(documents::printer(app)->sheet(sheetHead(), documents::Form::csv)),
          _language(std::move(language)) {}

    void add(const CustomerRows::Customer& customer, const screening::Answer& answer) {
        const bool isUnreadable = answer.legibility == screening::Legibility::nothing && answer.hits.empty();
        ++subjects;
        matched += answer.hits.empty() ? 0 : 1;
        unreadable += isUnreadable ? 1 : 0;
        const std::string number = std::to_string(subjects);
        const std::string problems = problemsOf(customer);
        for (const screening::Hit& hit : answer.hits) {
            const ListIndex::Listed listed = _lists.listed(hit.entry);
            const std::string score = decimal(hit.score);
            line(std::array<std::string_view, headers.size()>{
                number,
                customer.sent.reference,
                customer.name,
                "match",
                score,
                nameOf(certaintyOf(hit)),
                _lists.list(hit.list).name,
                listed.kodeDensus,
                listed.name,
                hit.matchedName,
                reasonsOf(hit),
                problems});
        }
        if (answer.hits.empty()) {
            line(std::array<std::string_view, headers.size()>{
                number,
                customer.sent.reference,
                customer.name,
                isUnreadable ? "unreadable" : "clear",
                {},
                {},
                {},
                {},
                {},
                {},
                {},
                problems});
        }
    }

    tenon::FileReply close() { return _output->finish(); }

    std::int64_t subjects = 0;
    std::int64_t matched = 0;
    std::int64_t unreadable = 0;

private:
    static documents::SheetHead sheetHead() {
        documents::SheetHead head{.name = "screening", .columns = {}};
        for (const std::string_view header : headers) {
            head.columns.push_back({std::string(header), {}});
        }
        return head;
    }

    void line(const std::array<std::string_view, headers.size()>& texts) {
        documents::Row row;
        std::ranges::transform(texts, std::back_inserter(row.cells), [](std::string_view text) {
            return documents::Cell(std::string(text));
        });
        _output->add(row);
    }

    /// With three decimals, as scores have them.
    static std::string decimal(double score) {
        std::array<char, 16> text{};
        const int length = std::snprintf(text.data(), text.size(), "%.3f", score);
        return {text.data(), static_cast<std::size_t>(length)};
    }

    std::string_view reasonsOf(const screening::Hit& hit) {
        _reasons.clear();
        for (const screening::Reason& reason : hit.reasons) {
            _reasons.append(_reasons.empty() ? "" : " ").append(_app.say(messageOf(reason), _language));
        }
        return _reasons;
    }

    std::string problemsOf(const CustomerRows::Customer& customer) const {
        std::string all;
        for (const tenon::FieldError& fault : customer.faults) {
            all.append(all.empty() ? "" : " ")
                .append(fault.field)
                .append(": ")
                .append(_app.say(fault.message, _language));
        }
        return all;
    }

    const tenon::App& _app;
    const ListIndex& _lists;
    std::unique_ptr<documents::Sheet> _output;
    std::string _language;
    std::string _reasons;
};

int seesAll(const tenon::Caller& caller) { return caller.scopeOf(reviewPermission).isAll ? 1 : 0; }

tenon::JsonArray versionsOf(const ListIndex& lists) {
    tenon::JsonArray versions;
    for (const ListIndex::List& list : lists.lists()) {
        versions.push_back(tenon::JsonObject{{"list", list.name}, {"version", list.version}});
    }
    return versions;
}

} // namespace

struct ScreeningFiles::Stored {
    std::string sha256;
    std::optional<double> minScore;
    std::string list;
    std::string language;
};

const tenon::Fields& screeningFileMembers() {
    using namespace tenon::fields;
    static const tenon::Fields made{
        integer("id"),
        text("filename"),
        integer("job_id").help("GET /jobs/{id} tells how far it is, or why it failed"),
        choice("status", {"processing", "processed"}),
        number("min_score").nullable(),
        text("list").nullable(),
        integer("subjects"),
        integer("matched").help("Customers with hits"),
        integer("unreadable").help("Customers whose names could not be compared"),
        integer("settings_version"),
        integer("rules_version").help("Of the matching engine"),
        list("list_versions", object("", {text("list"), integer("version")})),
        integer("result_size"),
        timestamp("created_at"),
        timestamp("finished_at").nullable(),
        integer("created_by"),
    };
    return made;
}

tenon::JsonObject ScreeningFiles::start(const tenon::Caller& caller, const tenon::Upload& file, const Wish& wish) {
    caller.require(screenPermission);
    const auto format = formatOf(file.fd, file.offset, file.size);
    if (!format || (*format != "xlsx" && *format != "xls" && *format != "csv")) {
        throw tenon::Invalid("file", "The file must be xlsx, xls or csv.");
    }
    if (!wish.list.empty() && !_lists.current()->listNamed(wish.list)) {
        throw tenon::Invalid("list", "There is no such list.");
    }
    const tenon::StoredFile kept = _app.files().keep(file);
    const std::string filename = displayName(file.filename);
    return _app.database().transaction([&] {
        const auto id = _app.database().value<std::int64_t>(
            insertFile,
            {{"filename", filename},
             {"sha256", kept.sha256},
             {"min_score", wish.minScore},
             {"list", wish.list},
             {"language", wish.language},
             {"by", caller.id()},
             {"now", tenon::Clock::now()}}
        );
        _app.files().hold(kept.sha256, ownerOf(id.value()));
        const tenon::JobState job = _app.jobs().enqueue(jobKind, {{"file_id", *id}}, caller);
        _app.database().execute(noteJob, {{"job", job.id}, {"id", *id}});
        tenon::JsonObject begun = read(caller, *id);
        _app.audit().record(
            caller,
            {.action = "dttot.screening_file.uploaded",
             .model = "dttot_screening_file",
             .record = std::to_string(*id),
             .after = begun}
        );
        return begun;
    });
}

tenon::Page ScreeningFiles::page(const tenon::Caller& caller, const tenon::Paging& paging) {
    caller.require(screenPermission);
    static const std::string sql = std::string(columns).append(seen).append(onPage);
    static const std::string count = std::string(counting).append(seen);
    const int all = seesAll(caller);
    tenon::Page page{.size = paging.size, .offset = paging.offset};
    _app.database().each(
        sql,
        {{"by", caller.id()}, {"all", all}, {"limit", paging.size}, {"offset", paging.offset}},
        [&](const tenon::Row& row) { page.items.push_back(jsonOf(row)); }
    );
    page.total = _app.database().value<std::int64_t>(count, {{"by", caller.id()}, {"all", all}}).value_or(0);
    return page;
}

tenon::JsonObject ScreeningFiles::read(const tenon::Caller& caller, std::int64_t id) {
    caller.require(screenPermission);
    static const std::string sql = std::string(columns).append(seen).append(withId);
    auto found = _app.database().first(sql, {{"by", caller.id()}, {"all", seesAll(caller)}, {"id", id}}, jsonOf);
    if (!found) {
        throw tenon::NotFound("There is no such file.");
    }
    return std::move(*found);
}

tenon::FileReply ScreeningFiles::result(const tenon::Caller& caller, std::int64_t id) {
    (void)read(caller, id);
    std::string sha256;
    tenon::FileReply reply;
    _app.database().each(resultWithId, {{"id", id}}, [&](const tenon::Row& row) {
        sha256 = row.text(0);
        reply.size = static_cast<std::uint64_t>(row.integer(1));
    });
    if (sha256.empty()) {
        throw tenon::Conflict("INVALID_STATE", "The file is still being screened, or that has failed.");
    }
    reply.file = _app.files().open(sha256);
    reply.name = "screening-" + std::to_string(id) + ".csv";
    reply.contentType = "text/csv; charset=utf-8";
    reply.etag = std::move(sha256);
    return reply;
}

ScreeningFiles::Stored ScreeningFiles::stored(std::int64_t id) {
    auto found = _app.database().first(storedWithId, {{"id", id}}, [](const tenon::Row& row) {
        return Stored{
            std::string(row.text(0)),
            row.get<std::optional<double>>(1),
            std::string(row.text(2)),
            std::string(row.text(3))};
    });
    if (!found) {
        throw tenon::NotFound("There is no such file.");
    }
    return std::move(*found);
}

tenon::JsonObject ScreeningFiles::run(tenon::JobRun& job) {
    constexpr std::chrono::milliseconds betweenReports{500}; // a name may take as long as that
    job.caller().require(screenPermission);
    const std::int64_t id = numberAt(job.input(), "file_id");
    const Stored asked = stored(id);
    const ListsInForce::Current lists = _lists.current();
    screening::Question question{.minScore = asked.minScore.value_or(lists->settings().weights.threshold), .lists = {}};
    if (const auto list = lists->listNamed(asked.list)) {
        question.lists.push_back(*list);
    }
    const tenon::Descriptor file = _app.files().open(asked.sha256);
    ResultFile result(_app, *lists, asked.language);
    CustomerRows customers;
    std::size_t rows = 0;
    auto reported = std::chrono::steady_clock::now();
    documents::tableReader(_app)->readEverySheet(file.get(), documents::wholeFile, [&](const documents::SheetRow& row) {
        ++rows;
        if (const auto now = std::chrono::steady_clock::now(); now - reported >= betweenReports) {
            reported = now;
            job.checkpoint();
            job.progress(0, {{"rows", rows}});
        }
        if (const auto customer = customers.next(row)) {
            result.add(*customer, lists->search(customer->sent.subject, question));
        }
    });
    if (!customers.hasHeader()) {
        throw tenon::Error(422, "dttot.screening_file.no_names", "The file has no column of names.");
    }
    const tenon::FileReply written = result.close();
    const tenon::StoredFile kept = _app.files().keep(written.file.get(), 0, written.size, ownerOf(id));
    _app.database().execute(
        finish,
        {{"result", kept.sha256},
         {"size", written.size},
         {"subjects", result.subjects},
         {"matched", result.matched},
         {"unreadable", result.unreadable},
         {"settings", lists->settings().version},
         {"rules", screening::rulesVersion},
         {"versions", boost::json::serialize(versionsOf(*lists))},
         {"now", tenon::Clock::now()},
         {"id", id}}
    );
    return {
        {"file_id", id},
        {"subjects", result.subjects},
        {"matched", result.matched},
        {"unreadable", result.unreadable},
        {"result_url", "/api/dttot/screenings/files/" + std::to_string(id) + "/result"},
    };
}

} // namespace dttot::compliance
