#pragma once

#include "extractor.h"

#include <tenon/app.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dttot {

/// Whether a processed document may be deleted without saying why.
enum class DeleteReason { optional, required };

/// The lists that were uploaded. Safe to call from many threads.
class Documents {
public:
    Documents(tenon::App& app, const Extractor& extractor, DeleteReason reason)
        : _app(app), _extractor(extractor), _reason(reason) {}

    enum class Filter { all, processed };

    struct Uploaded {
        tenon::JsonObject document;
        bool isNew = true;
    };

    /// What a document is said to be besides its file.
    struct Description {
        std::string title; ///< empty: the name of the file
        std::string list;  ///< the list to which it is given; empty: the file tells
        /// Whether it takes the place of the other documents of its list; nothing: the kind of list tells.
        std::optional<bool> supersedes;
    };

    /// Keeps the file and returns its document. The same content again is the same document, which is returned as it
    /// is.
    ///
    /// Throws Forbidden without `dttot.upload`, Invalid on `file` when the content is of no format that lists come in,
    /// on `list` for what is no name. Waits for the disk, so it must not be called inside a transaction.
    Uploaded upload(const tenon::Caller& caller, const tenon::Upload& file, const Description& description);

    /// The documents, latest first; `search` looks in title and file name.
    tenon::Page page(const tenon::Caller& caller, Filter filter, std::string_view search, const tenon::Paging& paging);

    /// Throws NotFound, like all that follow.
    tenon::JsonObject read(const tenon::Caller& caller, std::int64_t id);

    /// The rows of the document that became no record, in their order.
    tenon::Page skipped(const tenon::Caller& caller, std::int64_t id, const tenon::Paging& paging);

    /// The table of the file from row `offset` on: {"columns", "data", "shape", "offset", "limit"}.
    tenon::JsonObject dataframe(const tenon::Caller& caller, std::int64_t id, std::int64_t offset, std::int64_t limit);

    /// Deletes the document with its rows and its file, for everybody at once; the audit trail keeps what it was.
    /// Throws Forbidden without `dttot.delete` and Invalid when a reason is required and missing.
    void remove(const tenon::Caller& caller, std::int64_t id, std::string_view reason);

    static constexpr std::string_view removalKind = "dttot.removal";

    /// What a job of that kind does: deletes what deleted documents left behind, so that other writers hardly wait.
    tenon::JsonObject clearAway(tenon::JobRun& job);

private:
    /// The file of a document, as it was sent.
    struct File {
        std::string sha256;
        std::string format;
        std::string filename;
    };

    File fileOf(std::int64_t id);
    void clearAway(std::int64_t id, tenon::JobRun& job);

    tenon::App& _app;
    const Extractor& _extractor;
    DeleteReason _reason;
};

} // namespace dttot
