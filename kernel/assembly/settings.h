#pragma once

#include <kernel/audit/settings.h>
#include <kernel/auth/settings.h>
#include <kernel/data/settings.h>
#include <kernel/http/pipeline.h>
#include <kernel/secrets/settings.h>

#include <filesystem>
#include <string>
#include <vector>

namespace tenon::assembly {

/// What the kernel is made of besides its sockets.
struct KernelSettings {
    data::DatabaseSettings database;
    auth::Settings auth;
    audit::Settings audit;
    secrets::Settings secrets;
    http::PipelineSettings pipeline;
    std::filesystem::path dataFolder;        ///< Files, keys, checkpoints
    std::vector<std::string> programFolders; ///< Helper programs of modules
    std::filesystem::path shareFolder;       ///< Swagger UI
};

} // namespace tenon::assembly
