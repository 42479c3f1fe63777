#include <kernel/http/request_id.h>

#include <tenon/random.h>

#include <algorithm>
#include <atomic>

namespace tenon::http {

namespace {

bool isSane(std::string_view text) {
    return text.size() >= 8 && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](unsigned char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_'
                      || c == '.';
           });
}

std::string next() {
    // Random once per process and counted from there: unique, short and without a system call per request.
    static const std::string process = Random::token(9);
    static std::atomic<unsigned long long> counter = 0;
    return process + '-' + std::to_string(counter.fetch_add(1, std::memory_order_relaxed));
}

} // namespace

std::string requestIdOf(std::optional<std::string_view> sent) {
    return sent && isSane(*sent) ? std::string(*sent) : next();
}

} // namespace tenon::http
