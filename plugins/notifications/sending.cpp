#include "sending.h"

#include "channels.h"
#include "history.h"

#include <tenon/error.h>

#include <algorithm>

namespace notifications {

namespace {

using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;

constexpr auto limitWindow = std::chrono::hours(1);
constexpr std::string_view usualKind = "message";
constexpr std::size_t longestTitle = 80;

JsonArray listIn(const JsonObject& message, std::string_view name) {
    const Json* found = message.if_contains(name);
    return found != nullptr && found->is_array() ? found->get_array() : JsonArray();
}

/// The beginning of a text, at a whole character.
std::string beginningOf(std::string_view text) {
    std::size_t end = std::min(text.size(), longestTitle);
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) {
        --end;
    }
    return std::string(text.substr(0, std::min(end, text.find('\n'))));
}

Notice noticeOf(const JsonObject& message, std::vector<std::int64_t> accounts) {
    const std::string_view body = tenon::textAt(message, "message");
    const std::string_view title = tenon::textAt(message, "title");
    std::string shownTitle = title.empty() ? beginningOf(body) : std::string(title);
    Notice notice{.kind = {}, .title = std::move(shownTitle), .body = std::string(body), .to = {}};
    notice.kind = tenon::textAt(message, "kind", usualKind);
    notice.to.accounts = std::move(accounts);
    notice.link = tenon::textAt(message, "link");
    for (const Json& name : listIn(message, "channels")) {
        const auto channel = channelNamed(tenon::textOf(name.as_string()));
        if (std::ranges::find(notice.channels, channel) == notice.channels.end()) {
            notice.channels.push_back(channel.value());
        }
    }
    notice.isUrgent = tenon::flagAt(message, "is_urgent");
    notice.dedupeKey = tenon::textAt(message, "dedupe_key");
    return notice;
}

} // namespace

JsonObject Sending::send(const tenon::Caller& caller, const JsonObject& message) {
    caller.require(sendPermission);
    const Notice notice = noticeOf(message, audienceOf(caller, message));
    return _parts.app.database().transaction([&] {
        requireWithinLimit(caller);
        const StoredNotice stored =
            _parts.post.send(notice, Wording::asWritten, {caller.id(), std::string(caller.name())});
        JsonObject sent{
            {"id", stored.id},
            {"uuid", stored.uuid},
            {"kind", notice.kind},
            {"title", notice.title.text()},
            {"recipients", notice.to.accounts.size()},
            {"channels", listIn(message, "channels")},
            {"created_at", stored.createdAt.text()},
        };
        _parts.app.audit().record(
            caller,
            {.action = "notifications.notice.sent",
             .model = "notifications_notice",
             .record = std::to_string(stored.id),
             .after = sent}
        );
        return sent;
    });
}

std::vector<std::int64_t> Sending::audienceOf(const tenon::Caller& caller, const JsonObject& message) {
    const JsonArray users = listIn(message, "user_ids");
    const JsonArray roles = listIn(message, "roles");
    if (tenon::flagAt(message, "all")) {
        return _parts.people.seenBy(caller);
    }
    if (users.empty() && roles.empty()) {
        throw tenon::Invalid("user_ids", "Name at least one user or role, or everybody.");
    }
    return _parts.people.namedBy(caller, users, roles);
}

void Sending::requireWithinLimit(const tenon::Caller& caller) {
    const tenon::Timestamp now = tenon::Clock::now();
    const auto sent = _parts.notices.sentBy(caller.id(), now - limitWindow);
    if (sent.count < _limit) {
        return;
    }
    const auto wait = std::chrono::ceil<std::chrono::seconds>(sent.first + limitWindow - now).count();
    throw tenon::Error(
        429,
        "TOO_MANY_NOTICES",
        "You have sent too many notifications within an hour.",
        {{"retry_after", std::max<std::int64_t>(1, wait)}}
    );
}

} // namespace notifications
