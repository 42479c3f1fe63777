#pragma once

#include "batches.h"

namespace dttot {

/// Declares the routes of batches.
void declareBatchRoutes(tenon::App& app, Batches& batches, std::uint64_t largestUpload);

} // namespace dttot
