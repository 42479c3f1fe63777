#include "event_frontier.h"

#include <algorithm>

namespace tenon::jobs {

namespace {

constexpr std::size_t idsAtOnce = 1000;

} // namespace

std::int64_t EventFrontier::advance() {
    closeGap();
    const auto ids = _store.idsAfter(_safe, idsAtOnce);
    for (const std::int64_t id : ids) {
        _safe += id == _safe + 1 ? 1 : 0;
    }
    if (!_gap && !ids.empty() && ids.back() > _safe) {
        // After the look: whoever drew a lower id than one that was seen is writing now, or over.
        _gap = Gap{ids.back(), _store.writers()};
        closeGap();
    }
    return _safe;
}

void EventFrontier::closeGap() {
    if (!_gap) {
        return;
    }
    if (!_gap->writers.empty()) {
        const auto writing = _store.writers();
        std::erase_if(_gap->writers, [&](const std::string& writer) {
            return std::ranges::find(writing, writer) == writing.end();
        });
    }
    if (_gap->writers.empty()) {
        _safe = std::max(_safe, _gap->last);
        _gap.reset();
    }
}

} // namespace tenon::jobs
