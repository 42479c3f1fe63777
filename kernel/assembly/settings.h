#pragma once

#include <kernel/audit/settings.h>
#include <kernel/auth/settings.h>
#include <kernel/data/settings.h>
#include <kernel/http/pipeline.h>
#include <kernel/secrets/settings.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace tenon::assembly {

/// How long a stop waits, before it goes on without what does not end.
struct StopLimits {
    std::chrono::milliseconds drain{20'000}; ///< For requests, events and jobs, in all
    std::chrono::milliseconds module{5'000}; ///< For each module
};

/// What the kernel is made of besides its sockets.
struct KernelSettings {
    data::DatabaseSettings database;
    auth::Settings auth;
    audit::Settings audit;
    secrets::Settings secrets;
    http::PipelineSettings pipeline;
    std::chrono::milliseconds keepJobs{std::chrono::hours(30 * 24)}; ///< After their end
    std::filesystem::path dataFolder;                                ///< Files, keys, checkpoints
    std::vector<std::string> programFolders;                         ///< Helper programs of modules
    std::filesystem::path shareFolder;                               ///< Swagger UI
    StopLimits stop;
};

} // namespace tenon::assembly
