#include "kept_differences.h"

#include <algorithm>
#include <utility>

namespace dttot {

namespace {

KeptDifferences::Place placeOf(const Trace& trace) { return {trace.row, trace.since}; }

} // namespace

std::shared_ptr<const KeptDifferences::Differences>
KeptDifferences::between(const Versions& versions, const std::function<std::vector<dttot::Difference>()>& compare) {
    if (auto kept = found(versions)) {
        return kept;
    }
    Differences made;
    for (const dttot::Difference& each : compare()) {
        made.push_back({each.kind, placeOf(each.before), placeOf(each.after)});
    }
    auto differences = std::make_shared<const Differences>(std::move(made));
    keep({versions, differences});
    return differences;
}

std::shared_ptr<const KeptDifferences::Differences> KeptDifferences::found(const Versions& versions) {
    const std::lock_guard lock(_mutex);
    const auto kept = std::ranges::find(_kept, versions, &Kept::versions);
    if (kept == _kept.end()) {
        return nullptr;
    }
    _kept.splice(_kept.begin(), _kept, kept);
    return kept->differences;
}

void KeptDifferences::keep(Kept&& kept) {
    const std::lock_guard lock(_mutex);
    // Two may have asked for the same at once.
    if (std::ranges::find(_kept, kept.versions, &Kept::versions) != _kept.end()) {
        return;
    }
    _total += kept.differences->size();
    _kept.push_front(std::move(kept));
    constexpr std::size_t mostPairs = 100;
    while (_kept.size() > 1 && (_total > _most || _kept.size() > mostPairs)) {
        _total -= _kept.back().differences->size();
        _kept.pop_back();
    }
}

} // namespace dttot
