#include "event_frontier.h"

#include <algorithm>

namespace tenon::jobs {

namespace {

constexpr std::size_t idsAtOnce = 1000;

} // namespace

std::int64_t EventFrontier::advance() {
    const auto first = _store.look(_safe, idsAtOnce);
    take(first);
    if (!first.ids.empty() && first.ids.back() > _safe && !_gap) {
        _gap = Gap{first.ids.back(), _store.newTransaction()};
        take(_store.look(_safe, idsAtOnce));
    }
    return _safe;
}

void EventFrontier::take(const EventStore::Look& look) {
    if (_gap && (look.ids.empty() || look.oldestTransaction >= _gap->number)) {
        _safe = std::max(_safe, _gap->last);
        _gap.reset();
    }
    for (const std::int64_t id : look.ids) {
        if (id == _safe + 1) {
            _safe = id;
        }
    }
}

} // namespace tenon::jobs
