#include <kernel/telemetry/recent_text.h>

#include <algorithm>

namespace tenon::telemetry {

void RecentText::append(std::string_view text) {
    text.remove_prefix(text.size() - std::min(text.size(), _limit));
    const std::lock_guard lock(_mutex);
    const std::string_view growing = text.substr(0, _limit - _ring.size());
    _ring.append(growing);
    text.remove_prefix(growing.size());
    while (!text.empty()) {
        const auto count = std::min(text.size(), _limit - _next);
        text.copy(_ring.data() + _next, count);
        text.remove_prefix(count);
        _next = (_next + count) % _limit;
    }
}

std::string RecentText::lines() const {
    const std::lock_guard lock(_mutex);
    std::string text = _ring.substr(_next).append(_ring, 0, _next);
    if (_ring.size() == _limit) { // Perhaps in the middle of a line
        text.erase(0, std::min(text.find('\n'), text.size() - 1) + 1);
    }
    return text;
}

} // namespace tenon::telemetry
