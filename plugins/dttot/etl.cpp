#include "etl.h"

#include "generation.h"
#include "json_number.h"

#include <tenon/time.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <string>

namespace dttot {

namespace {

constexpr std::string_view fileOf =
    "SELECT sha256, filename FROM dttot_list WHERE id = :document AND format <> 'manual'";

constexpr std::string_view markProcessing = "UPDATE dttot_document SET status = 'processing', job_id = :job, "
                                            "updated_at = :now WHERE id = :document AND deleted_at IS NULL";

FoundList listIn(const tenon::JsonObject& told) {
    FoundList found;
    found.name = tenon::textAt(told, "name");
    found.title = tenon::textAt(told, "title");
    found.script = tenon::textAt(told, "script");
    found.scriptVersion = tenon::textAt(told, "script_version");
    found.supersedesByNature = tenon::flagAt(told, "whole");
    return found;
}

struct File {
    std::string sha256;
    std::string name;
};

std::optional<File> fileOfDocument(tenon::Database& database, std::int64_t document) {
    return database.first(fileOf, {{"document", document}}, [](const tenon::Row& row) {
        return File{std::string(row.text(0)), std::string(row.text(1))};
    });
}

/// Passes the program's findings on to a generation and to those who watch the job.
class Progress {
public:
    Progress(tenon::JobRun& job, Generation& generation) : _job(job), _generation(generation) {}

    void take(const tenon::JsonObject& finding) {
        if (const tenon::Json* list = finding.if_contains("list")) {
            _generation.join(listIn(list->as_object()));
        } else if (const tenon::Json* record = finding.if_contains("record")) {
            tenon::JsonObject found = record->as_object();
            found["sheet"] = tenon::textAt(finding, "sheet");
            _generation.addRecord(found);
        } else if (const tenon::Json* skipped = finding.if_contains("skipped")) {
            _generation.addSkipped(skipped->as_object());
        } else if (const tenon::Json* progress = finding.if_contains("progress")) {
            report(progress->as_object());
        } else if (const tenon::Json* summary = finding.if_contains("summary")) {
            count(summary->as_object());
        }
    }

    [[nodiscard]] const Generation::Counts& counts() const { return _counts; }

private:
    void report(const tenon::JsonObject& progress) {
        constexpr std::int64_t nearlyDone = 99;
        _job.checkpoint();
        const std::int64_t rows = numberAt(progress, "rows");
        const std::int64_t of = numberAt(progress, "of"); // 0 when the document does not tell
        const std::int64_t percent = of > 0 ? rows * 100 / of : 0;
        _job.progress(static_cast<int>(std::clamp<std::int64_t>(percent, 0, nearlyDone)), {{"rows", rows}, {"of", of}});
    }

    void count(const tenon::JsonObject& summary) {
        _counts = {
            .sourceRows = numberAt(summary, "rows"),
            .records = numberAt(summary, "records"),
            .recordRows = numberAt(summary, "record_rows"),
            .skipped = numberAt(summary, "skipped"),
            .withIssues = numberAt(summary, "with_issues"),
        };
    }

    tenon::JobRun& _job;
    Generation& _generation;
    Generation::Counts _counts;
};

} // namespace

tenon::JobState Etl::start(const tenon::Caller& caller, std::int64_t document, std::string_view script) {
    caller.require("dttot.process");
    const std::string name = script.empty() ? std::string() : _scripts.named(script).name;
    return _app.database().transaction([&] {
        if (!fileOfDocument(_app.database(), document)) {
            throw tenon::NotFound("There is no such document.");
        }
        tenon::JobState job = _app.jobs().enqueue(jobKind, {{"document_id", document}, {"script", name}}, caller);
        _app.database().execute(
            markProcessing, {{"job", job.id}, {"now", tenon::Clock::now()}, {"document", document}}
        );
        return job;
    });
}

tenon::JsonObject Etl::run(tenon::JobRun& job) {
    return read(job, numberAt(job.input(), "document_id"), tenon::textAt(job.input(), "script"));
}

tenon::JsonObject Etl::read(tenon::JobRun& job, std::int64_t document, std::string_view scriptName) {
    job.caller().require("dttot.process");
    const std::string script(scriptName);
    const auto stored = fileOfDocument(_app.database(), document);
    if (!stored) {
        throw tenon::NotFound("There is no such document.");
    }
    Generation generation(_app, job.caller(), document, script, job.id());
    tenon::JsonObject outcome;
    try {
        const tenon::Descriptor file = _app.files().open(stored->sha256);
        Progress progress(job, generation);
        _extractor.records(
            file.get(),
            {.script = script, .filename = stored->name},
            [&](const tenon::JsonObject& finding) { progress.take(finding); }
        );
        outcome = generation.finish(job.caller(), progress.counts());
    } catch (const tenon::Error& error) {
        generation.fail(job.caller(), error.code(), error.message().english());
        throw;
    } catch (const std::exception&) {
        generation.fail(job.caller(), "INTERNAL", "Reading the document failed.");
        throw;
    }
    generation.tidy();
    return outcome;
}

} // namespace dttot
