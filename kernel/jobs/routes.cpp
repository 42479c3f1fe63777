#include <kernel/jobs/routes.h>

namespace tenon::jobs {

namespace {

using namespace tenon::fields;

const Fields& jobFields() {
    static const Fields fields{
        integer("id"),
        uuid("uuid"),
        text("kind"),
        choice("status", {"queued", "running", "succeeded", "failed", "cancelled"}),
        integer("progress").min(0).max(100).help("Per cent."),
        json("facts"),
        json("result"),
        json("error"),
        timestamp("created_at"),
        timestamp("finished_at").nullable(),
    };
    return fields;
}

} // namespace

void declareJobs(App& app) {
    app.get(
           "/jobs/{id}/",
           [&app](const Request& request) { return ok(jsonOf(app.jobs().state(request.id(), request.caller()))); }
    )
        .signedIn()
        .answers(jobFields())
        .summary("How one of your jobs is");
    app.get(
           "/jobs/{id}/stream/",
           [&app](const Request& request) {
               const JobState job = app.jobs().state(request.id(), request.caller());
               return stream({.job = job.id});
           }
    )
        .signedIn()
        .produces("text/event-stream")
        .summary("Live progress of one of your jobs, as server-sent events; ends with the job");
    app.post(
           "/jobs/{id}/cancel/",
           [&app](const Request& request) {
               app.jobs().cancel(request.id(), request.caller());
               return ok(jsonOf(app.jobs().state(request.id(), request.caller())));
           }
    )
        .signedIn()
        .answers(jobFields())
        .summary("Asks one of your jobs to stop");
}

} // namespace tenon::jobs
