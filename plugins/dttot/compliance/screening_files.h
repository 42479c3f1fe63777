#pragma once

#include "compliance/lists_in_force.h"

#include <tenon/app.h>
#include <tenon/caller.h>
#include <tenon/job.h>
#include <tenon/reply.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dttot::compliance {

/// Files of customers, held against the lists by jobs. Everybody sees his own, and those of others who may review
/// everybody (`dttot.review`, everywhere). Safe to call from many threads. All
/// throw Forbidden without `dttot.screen` and NotFound for what is not there or somebody else's.
class ScreeningFiles {
public:
    ScreeningFiles(tenon::App& app, ListsInForce& lists) : _app(app), _lists(lists) {}

    struct Wish {
        std::optional<double> minScore;
        std::string list;     ///< name; all when empty
        std::string language; ///< of the reasons
    };

    /// Keeps the file and begins the job. Not inside a transaction. Throws Invalid for what is no table or no list.
    tenon::JsonObject start(const tenon::Caller& caller, const tenon::Upload& file, const Wish& wish);

    [[nodiscard]] tenon::Page page(const tenon::Caller& caller, const tenon::Paging& paging);
    [[nodiscard]] tenon::JsonObject read(const tenon::Caller& caller, std::int64_t id);
    /// The result as CSV: a line for each hit, and for each customer without any. Throws Conflict INVALID_STATE until
    /// the job has succeeded.
    [[nodiscard]] tenon::FileReply result(const tenon::Caller& caller, std::int64_t id);

    static constexpr std::string_view jobKind = "dttot.screening_file";
    tenon::JsonObject run(tenon::JobRun& job);

private:
    struct Stored;
    [[nodiscard]] Stored stored(std::int64_t id);

    tenon::App& _app;
    ListsInForce& _lists;
};

[[nodiscard]] const tenon::Fields& screeningFileMembers();

} // namespace dttot::compliance
