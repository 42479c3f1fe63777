#pragma once

/// Marks what crosses the boundary between the SDK library, the kernel and the modules.
#define TENON_API __attribute__((visibility("default")))
