#include <kernel/http/access_log.h>
#include <kernel/http/passage.h>

namespace tenon::http {

namespace {

std::uint64_t bytesOf(const Answer& answer) {
    if (const auto* text = std::get_if<std::string>(&answer.body)) {
        return text->size();
    }
    if (const auto* file = std::get_if<FileBody>(&answer.body)) {
        return file->length();
    }
    return 0;
}

} // namespace

void AccessLog::record(const Passage& passage) {
    const auto took = std::chrono::steady_clock::now() - passage.began;
    _log.info(
        "request",
        {
            {"request_id", passage.requestId},
            {"method", passage.message.method},
            {"path", passage.path},
            {"route", passage.match.route != nullptr ? Json(passage.match.route->pattern) : Json(nullptr)},
            {"status", passage.answer.status},
            {"bytes", bytesOf(passage.answer)},
            {"us", std::chrono::duration_cast<std::chrono::microseconds>(took).count()},
            {"peer", passage.message.peer},
            {"user", passage.principal ? Json(passage.principal->id()) : Json(nullptr)},
        }
    );
}

} // namespace tenon::http
