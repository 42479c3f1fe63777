#include "settings.h"

#include "quiet_hours.h"

#include <algorithm>
#include <stdexcept>

namespace notifications {

namespace {

using namespace tenon::fields;
using tenon::Json;
using tenon::JsonObject;

constexpr auto longestPause = std::chrono::hours(6);
constexpr std::int64_t mostDoublings = 16;
constexpr auto webhookTime = std::chrono::seconds(10);
constexpr std::size_t webhookAnswerBytes = 64 << 10;

tenon::Field smtpField() {
    return object(
        "smtp",
        {
            text("host").help("Mail server; without one there is no e-mail"),
            integer("port").initial(587).min(1).max(65535),
            choice("security", {"starttls", "tls", "none"})
                .initial("starttls")
                .help("tls: from the first byte, usually on port 465"),
            text("user"),
            secret("password"),
            email("from").help("Sender of the mails, needed with host"),
            text("from_name", 100).help("Shown beside the sender's address"),
            text("ca_file", 4096).help("PEM file of authorities to be trusted besides the system's"),
            duration("timeout").initial("30s").help("Longest wait for an answer of the server"),
        }
    );
}

tenon::Field webhooksField() {
    return object(
        "webhooks",
        {
            list("allow_networks", text("network", 50))
                .help("Networks besides public addresses that may be called, by http as well: 10.1.0.0/16"),
            text("ca_file", 4096).help("PEM file of authorities to be trusted besides the system's"),
        }
    );
}

const JsonObject* objectAt(const JsonObject& settings, std::string_view name) {
    const Json* found = settings.if_contains(name);
    return found != nullptr ? found->if_object() : nullptr;
}

std::string textIn(const JsonObject& object, std::string_view name) { return std::string(tenon::textAt(object, name)); }

std::chrono::milliseconds durationIn(const JsonObject& object, std::string_view name) {
    return std::chrono::milliseconds(object.at(name).to_number<std::int64_t>());
}

MailSecurity securityNamed(std::string_view name) {
    return name == "tls" ? MailSecurity::tls : name == "none" ? MailSecurity::none : MailSecurity::startTls;
}

std::optional<MailServer> mailServerIn(const JsonObject& settings) {
    const JsonObject* smtp = objectAt(settings, "smtp");
    if (smtp == nullptr || tenon::textAt(*smtp, "host").empty()) {
        return std::nullopt;
    }
    MailServer server;
    server.host = textIn(*smtp, "host");
    server.port = smtp->at("port").to_number<int>();
    server.security = securityNamed(tenon::textAt(*smtp, "security"));
    server.user = textIn(*smtp, "user");
    server.password = textIn(*smtp, "password");
    server.from = textIn(*smtp, "from");
    server.fromName = textIn(*smtp, "from_name");
    server.caFile = textIn(*smtp, "ca_file");
    server.timeout = durationIn(*smtp, "timeout");
    if (server.from.empty()) {
        throw std::invalid_argument("smtp.from is missing: mails need a sender");
    }
    if (!server.user.empty() && server.security == MailSecurity::none) {
        throw std::invalid_argument("smtp.security is none, so smtp.password would be sent for everybody to read");
    }
    return server;
}

tenon::OutboundSettings webhooksIn(const JsonObject& settings) {
    tenon::OutboundSettings outbound;
    outbound.time = webhookTime;
    outbound.answerBytes = webhookAnswerBytes;
    if (const JsonObject* webhooks = objectAt(settings, "webhooks")) {
        outbound.caFile = textIn(*webhooks, "ca_file");
        const Json* networks = webhooks->if_contains("allow_networks");
        if (networks != nullptr && networks->is_array()) {
            for (const Json& network : networks->get_array()) {
                outbound.allowedNetworks.emplace_back(tenon::textOf(network.as_string()));
            }
        }
    }
    return outbound;
}

} // namespace

std::chrono::milliseconds Retrying::pauseAfter(std::int64_t attempt) const {
    const std::int64_t doublings = std::clamp<std::int64_t>(attempt - 1, 0, mostDoublings);
    return std::min<std::chrono::milliseconds>(longestPause, firstPause * (std::int64_t{1} << doublings));
}

Settings settingsOf(tenon::App& app) {
    const JsonObject given = app.settings({
        smtpField(),
        webhooksField(),
        integer("attempts").initial(8).min(1).max(20).help("How often an e-mail or webhook is tried in all"),
        duration("retry_pause").initial("1m").help("Before the second attempt; doubles with each, up to six hours"),
        integer("send_limit").initial(100).min(1).help("Notices that one account may send within an hour"),
        text("language", 10).initial("en").help("Of people who chose none"),
        text("time_zone", 50).initial("UTC").help("Of people who chose none, for their quiet hours"),
    });
    Settings settings;
    settings.mailServer = mailServerIn(given);
    settings.webhooks = webhooksIn(given);
    settings.retrying = {given.at("attempts").to_number<std::int64_t>(), durationIn(given, "retry_pause")};
    settings.sendLimit = given.at("send_limit").to_number<std::int64_t>();
    settings.usual = {textIn(given, "language"), textIn(given, "time_zone")};
    if (!isTimeZone(settings.usual.timeZone)) {
        throw std::invalid_argument("time_zone: there is no " + settings.usual.timeZone);
    }
    return settings;
}

} // namespace notifications
