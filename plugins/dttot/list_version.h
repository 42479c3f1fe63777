#pragma once

#include <tenon/app.h>

#include <cstdint>
#include <limits>
#include <string_view>

/// Versions of lists. A list says something else after each run of the ETL, each deletion of a document and each change
/// by hand: what it says in between is a version, with a number from 1 on. Rows know the versions since when and until
/// when they count, so that an old version can be read and any two compared.
namespace dttot {

/// The list of documents of the police, and of documents that nobody gave to another list.
inline constexpr std::string_view policeList = "dttot";

/// `until_version` and `until_run` of rows that nothing has ended.
inline constexpr std::int64_t ever = std::numeric_limits<std::int64_t>::max();

/// What is done to a list.
enum class Cause { run, removal, hand };

/// How many subjects of a list differ from the version before.
struct ListChange {
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t removed = 0;
};

/// The id of the list `name`, which is made when it is not there. All that follow work in the caller's transaction.
[[nodiscard]] std::int64_t listNamed(tenon::Database& database, std::string_view name, std::string_view title);

/// The id of the list that `document` belongs to. A document without one is given to the police's.
[[nodiscard]] std::int64_t listOf(tenon::Database& database, std::int64_t document);

/// Prepares a version and returns its id. `run` is 0 when no run of the ETL makes it.
[[nodiscard]] std::int64_t newVersion(
    tenon::Database& database, const tenon::Caller& caller, Cause cause, std::int64_t document, std::int64_t run = 0
);

/// Puts a version in force: gives it the next number of its list, counts the list's rows by those of its documents, and
/// publishes `dttot.list.changed`: {"list", "version", "cause", "added", "changed", "removed", "rows", "document_id"}.
/// Returns the number. Other changes of the list wait for the end of the transaction.
std::int64_t putInForce(tenon::App& app, std::int64_t version, std::int64_t list, const ListChange& change);

/// newVersion() and putInForce() for what is done at once. Returns the version's id.
std::int64_t
versionNow(tenon::App& app, const tenon::Caller& caller, Cause cause, std::int64_t document, const ListChange& change);

/// Takes back a version that never came into force.
void dropVersion(tenon::Database& database, std::int64_t version);

} // namespace dttot
