#pragma once

#include <kernel/auth/auth.h>
#include <kernel/files/file_store.h>
#include <kernel/http/idempotency.h>
#include <kernel/jobs/job_queue.h>

#include <tenon/app.h>

#include <chrono>

namespace tenon::assembly {

/// What the kernel forgets in time.
struct UpkeepParts {
    auth::Auth& auth;
    http::Idempotency& idempotency;
    jobs::JobQueue& jobs;
    files::DiskFileStore& files;
    Database& database;
    std::chrono::milliseconds keepJobs; ///< After their end
};

/// Declares the nightly job that deletes what has had its time, in small transactions that nobody waits for long.
void declareUpkeep(App& app, UpkeepParts parts);

} // namespace tenon::assembly
