#include <tenon/blocking.h>

namespace tenon {

namespace {

struct ThreadState {
    BlockingListener* listener = nullptr;
    int depth = 0;
};

thread_local ThreadState state;

} // namespace

BlockingRegion::BlockingRegion() noexcept {
    if (state.depth++ == 0 && state.listener != nullptr) {
        state.listener->entered();
    }
}

BlockingRegion::~BlockingRegion() {
    if (--state.depth == 0 && state.listener != nullptr) {
        state.listener->left();
    }
}

BlockingListener::~BlockingListener() = default;

void BlockingListener::install(BlockingListener* listener) noexcept { state.listener = listener; }

} // namespace tenon
