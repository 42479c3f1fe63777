#include "webhook_carrier.h"

#include "webhook_signature.h"

#include <tenon/error.h>
#include <tenon/time.h>

namespace notifications {

namespace {

constexpr auto longestCall = std::chrono::minutes(2); // With the look-up of the name
constexpr int gone = 410;                             // RFC 9110 15.5.11: likely for good

std::string bodyOf(const Delivery& delivery) {
    return boost::json::serialize(tenon::JsonObject{
        {"id", delivery.uuid},
        {"kind", delivery.kind},
        {"title", delivery.title},
        {"body", delivery.body},
        {"link", delivery.link},
        {"is_urgent", delivery.isUrgent},
        {"created_at", delivery.createdAt},
        {"user", {{"id", delivery.user}, {"username", delivery.username}}},
    });
}

tenon::OutboundCall callFor(const Delivery& delivery, std::string_view secret) {
    const std::string timestamp = std::to_string(tenon::Clock::now().unixSeconds());
    tenon::OutboundCall call{.method = "POST", .url = delivery.address, .headers = {}, .body = bodyOf(delivery)};
    call.headers = {
        {"Content-Type", "application/json"},
        {"Tenon-Event", delivery.uuid},
        {"Tenon-Attempt", std::to_string(delivery.attempt)},
        {"Tenon-Timestamp", timestamp},
        {"Tenon-Signature", webhookSignature(secret, timestamp, call.body)},
    };
    return call;
}

Outcome outcomeOf(int status) {
    if (status >= 200 && status <= 299) {
        return {};
    }
    const auto kind = status == gone ? Outcome::Kind::never : Outcome::Kind::later;
    return {kind, "answered " + std::to_string(status)};
}

} // namespace

std::chrono::milliseconds WebhookCarrier::longestAttempt() const { return longestCall; }

Outcome WebhookCarrier::carry(const Delivery& delivery) {
    try {
        const auto secret = _webhooks.secretFor(delivery.user, delivery.address);
        if (!secret) {
            return {Outcome::Kind::never, "the webhook was removed"};
        }
        return outcomeOf(_outbound.call(callFor(delivery, *secret)).status);
    } catch (const tenon::Unavailable& fault) {
        return {Outcome::Kind::later, fault.message().english()};
    } catch (const tenon::DatabaseError&) {
        throw; // Says nothing about the delivery
    } catch (const tenon::Error& refusal) {
        return {Outcome::Kind::never, refusal.message().english()};
    }
}

} // namespace notifications
