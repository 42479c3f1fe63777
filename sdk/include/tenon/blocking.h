#pragma once

#include <tenon/export.h>

namespace tenon {

/// Declares that the current thread is about to wait for something outside (a commit, another server, a child process).
///
/// A request worker that waits inside such a region is replaced by a spare one, so that waiting requests never hold up
/// those that only compute. Costs a few nanoseconds on threads that are not request workers. Regions nest.
class TENON_API BlockingRegion {
public:
    BlockingRegion() noexcept;
    ~BlockingRegion();
    BlockingRegion(const BlockingRegion&) = delete;
    BlockingRegion& operator=(const BlockingRegion&) = delete;
};

/// What a pool of threads implements to learn about blocking regions. For the kernel, not for modules.
class TENON_API BlockingListener {
public:
    virtual ~BlockingListener();
    virtual void entered() noexcept = 0;
    virtual void left() noexcept = 0;

    /// Makes `listener` (or nobody, when null) hear of the regions of the current thread.
    static void install(BlockingListener* listener) noexcept;
};

} // namespace tenon
