#pragma once

#include "etl_script.h"
#include "extractor.h"

#include <tenon/app.h>

#include <cstdint>

namespace dttot {

/// Reads documents in jobs of the kind `dttot.extraction`. Safe to call from many threads.
class Etl {
public:
    Etl(tenon::App& app, const Extractor& extractor) : _app(app), _extractor(extractor), _scripts(extractor) {}

    [[nodiscard]] const EtlScripts& scripts() const { return _scripts; }

    static constexpr std::string_view jobKind = "dttot.extraction";

    /// Adds a job that reads the document by the script of this id or name, or when there is none by the one that
    /// recognises it, and returns its state.
    ///
    /// Throws Forbidden without `dttot.process`, NotFound for an unknown document or script. A run that is still at
    /// work on the document comes to nothing once the new one has begun.
    tenon::JobState start(const tenon::Caller& caller, std::int64_t document, std::string_view script = {});

    /// What such a job does.
    tenon::JsonObject run(tenon::JobRun& job);

    /// Reads a document as part of a job of whatever kind, and returns what came of it; throws like start(), and what
    /// is wrong with the document.
    tenon::JsonObject read(tenon::JobRun& job, std::int64_t document, std::string_view scriptName = {});

private:
    tenon::App& _app;
    const Extractor& _extractor;
    EtlScripts _scripts;
};

} // namespace dttot
