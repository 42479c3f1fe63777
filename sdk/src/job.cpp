#include <tenon/job.h>

namespace tenon {

namespace {

Json textOrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json objectOrNull(const JsonObject& object) { return object.empty() ? Json(nullptr) : Json(object); }

} // namespace

JsonObject jsonOf(const JobState& job) {
    return {
        {"id", job.id},
        {"job_id", job.id},
        {"uuid", job.uuid},
        {"kind", job.kind},
        {"status", job.status},
        {"progress", job.progress},
        {"facts", job.facts},
        {"result", job.status == "succeeded" ? Json(job.result) : Json(nullptr)},
        {"error", objectOrNull(job.error)},
        {"created_at", job.createdAt},
        {"finished_at", textOrNull(job.finishedAt)},
        {"stream_url", "/api/v1/jobs/" + std::to_string(job.id) + "/stream"},
    };
}

} // namespace tenon
