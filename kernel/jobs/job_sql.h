#pragma once

#include <string>
#include <string_view>

namespace tenon::jobs::sql {

inline constexpr std::string_view add =
    "INSERT INTO tenon_job (uuid, kind, status, input, progress, facts, result, error, owner_id, owner_name, "
    "request_id,"
    " attempt, max_attempts, run_at, cancel_requested, created_at, version) VALUES (:uuid, :kind, 'queued', :input, 0,"
    " '{}', '{}', '{}', :owner, :owner_name, :request, 0, :max_attempts, :now, FALSE, :now, 1) RETURNING id";

inline constexpr std::string_view columns =
    "SELECT id, version, uuid, kind, status, progress, facts, result, error, owner_id, created_at, finished_at"
    " FROM tenon_job WHERE id ";

inline constexpr std::string_view cancelQueued =
    "UPDATE tenon_job SET status = 'cancelled', cancel_requested = TRUE, finished_at = :now, version = version + 1"
    " WHERE id = :id AND status = 'queued'";

inline constexpr std::string_view cancelRunning =
    "UPDATE tenon_job SET cancel_requested = TRUE WHERE id = :id AND status = 'running'";

/// Kinds are compared as texts between semicolons, so that the statement is the same for every set of kinds.
inline constexpr std::string_view firstDue =
    "SELECT run_at FROM tenon_job WHERE status = 'queued' AND replace(:kinds, ';' || kind || ';', '') <> :kinds"
    " ORDER BY run_at, id LIMIT 1";

/// `skipLocked` lets nodes on PostgreSQL pass over a job that another one is just taking.
inline std::string claim(std::string_view skipLocked) {
    return "UPDATE tenon_job SET status = 'running', leased_by = :node, lease = :lease, lease_until = :until,"
           " attempt = attempt + 1, started_at = COALESCE(started_at, :now), version = version + 1"
           " WHERE status = 'queued' AND id = (SELECT id FROM tenon_job WHERE status = 'queued' AND run_at <= :now"
           " AND replace(:kinds, ';' || kind || ';', '') <> :kinds ORDER BY run_at, id LIMIT 1"
           + std::string(skipLocked)
           + ") RETURNING id, kind, input, owner_id, request_id, attempt, max_attempts, progress";
}

inline constexpr std::string_view renew = "UPDATE tenon_job SET lease_until = :until WHERE id = :id AND lease = :lease";

inline constexpr std::string_view report =
    "UPDATE tenon_job SET lease_until = :until, progress = :progress, facts = :facts, version = version + 1"
    " WHERE id = :id AND lease = :lease";

inline constexpr std::string_view end =
    "UPDATE tenon_job SET status = CASE WHEN cancel_requested AND :status = 'queued' THEN 'cancelled' ELSE :status END,"
    " finished_at = CASE WHEN cancel_requested OR :status <> 'queued' THEN :now ELSE finished_at END,"
    " progress = :progress, facts = :facts, result = :result, error = :error, run_at = :run_at,"
    " attempt = attempt - :returned, lease = NULL, leased_by = NULL, lease_until = NULL, version = version + 1"
    " WHERE id = :id AND lease = :lease";

inline constexpr std::string_view leases =
    "SELECT id, leased_by, lease, lease_until FROM tenon_job WHERE status = 'running' ORDER BY id";

/// Nobody knows why a run was cut off: a kind that must not be repeated after a fault still gets `cut_offs` chances,
/// but a job that takes its server down does not do so for ever.
inline constexpr std::string_view takeBack =
    "UPDATE tenon_job SET"
    " status = CASE WHEN cancel_requested THEN 'cancelled'"
    "  WHEN attempt >= max_attempts AND attempt >= :cut_offs THEN 'failed' ELSE 'queued' END,"
    " error = CASE WHEN NOT cancel_requested AND attempt >= max_attempts AND attempt >= :cut_offs THEN :error"
    "  ELSE error END,"
    " finished_at = CASE WHEN cancel_requested OR (attempt >= max_attempts AND attempt >= :cut_offs) THEN :now"
    "  ELSE finished_at END,"
    " run_at = :now, lease = NULL, leased_by = NULL, lease_until = NULL, version = version + 1"
    " WHERE id = :id AND status = 'running' AND lease = :lease AND lease_until = :until";

inline constexpr std::string_view tooLate =
    "SELECT id FROM tenon_job WHERE status = 'queued' AND run_at > :latest ORDER BY run_at, id LIMIT 1";

inline constexpr std::string_view hasten =
    "UPDATE tenon_job SET run_at = :now WHERE status = 'queued' AND run_at > :latest";

inline constexpr std::string_view purge =
    "DELETE FROM tenon_job WHERE id IN (SELECT id FROM tenon_job WHERE finished_at < :time ORDER BY finished_at, id"
    " LIMIT :most)";

inline constexpr std::string_view cancelled =
    "SELECT id FROM tenon_job WHERE status = 'running' AND leased_by = :node AND cancel_requested ORDER BY id";

} // namespace tenon::jobs::sql
