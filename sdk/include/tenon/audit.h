#pragma once

#include <tenon/caller.h>
#include <tenon/export.h>
#include <tenon/field.h>
#include <tenon/json.h>
#include <tenon/reply.h>
#include <tenon/request.h>
#include <tenon/time.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// A change to be remembered: who is taken from the caller, when from the clock.
struct AuditEntry {
    std::string_view action; ///< "dttot.document.uploaded": module, noun, past participle
    std::string_view model;  ///< "dttot_document"
    std::string record;      ///< Id of the record, as text
    Json before = nullptr;   ///< State before the change; secrets left out
    Json after = nullptr;    ///< State after the change; secrets left out
    std::string reason;
};

/// Which rows of the trail are wanted; what is left empty does not restrict. Texts are borrowed.
struct AuditQuery {
    std::vector<std::string_view> anyOf; ///< Beginnings of actions, one of which the row's has: "auth.", "dttot."
    std::string_view action;             ///< Beginning of the action, besides
    std::string_view model;              ///< "dttot_document"
    std::string_view record;             ///< Id of the record
    std::string_view actor;              ///< Login name
    std::string_view search;             ///< Part of action, actor, record or address, without regard to case (ASCII)
    std::optional<Timestamp> from;       ///< Inclusive
    std::optional<Timestamp> to;         ///< Exclusive
    Paging page;                         ///< Sizes above 10,000 are brought down to it
};

/// The trail of changes. A row is written in the change's own transaction; rows are chained by SHA-256 within a second.
class TENON_API Audit {
public:
    virtual ~Audit();
    virtual void record(const Caller& caller, const AuditEntry& entry) = 0;

    /// The rows that pass `query`, newest first, as `auditMembers` describes them. Throws Forbidden without
    /// `audit.view`. Since SDK 1.1.
    [[nodiscard]] virtual Page history(const Caller& caller, const AuditQuery& query) = 0;
};

/// Permission to read the trail.
inline constexpr std::string_view auditPermission = "audit.view";

/// Members of a row of the trail: {id, at, actor_id, actor, address, request_id, action, model, record_id, before,
/// after, reason, hash}; `hash` is null until the row is sealed, within a second. Since SDK 1.1.
[[nodiscard]] TENON_API Fields auditMembers();

/// The query parameters by which a route lets clients narrow a trail: actor, action, model, record_id, search, from,
/// to. Since SDK 1.1.
[[nodiscard]] TENON_API Fields auditFilters();

/// What the client asked for by `auditFilters`, and the page. The texts are the request's. Since SDK 1.1.
[[nodiscard]] TENON_API AuditQuery auditQueryOf(const Request& request);

} // namespace tenon
