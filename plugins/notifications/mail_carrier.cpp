#include "mail_carrier.h"

#include <tenon/blocking.h>

namespace notifications {

namespace {

/// Answers that a mail waits for at most: greeting, EHLO twice, STARTTLS, AUTH, MAIL, RCPT, DATA and the mail's end.
constexpr int answersOfOneMail = 10;

Outcome::Kind kindOf(MailFault::Cause cause) {
    switch (cause) {
    case MailFault::Cause::server:
        return Outcome::Kind::laterWithAll;
    case MailFault::Cause::delayed:
        return Outcome::Kind::later;
    case MailFault::Cause::refused:
        return Outcome::Kind::never;
    }
    return Outcome::Kind::later;
}

/// The link stands below the text, where every mail program makes it one to be clicked.
std::string bodyOf(const Delivery& delivery) {
    return delivery.link.empty() ? delivery.body : delivery.body + "\r\n\r\n" + delivery.link;
}

} // namespace

std::chrono::milliseconds MailCarrier::longestAttempt() const { return answersOfOneMail * _server.timeout; }

Outcome MailCarrier::carry(const Delivery& delivery) {
    const tenon::BlockingRegion waiting;
    try {
        if (!_session) {
            _session.emplace(_server);
        }
        _session->send(
            {.id = delivery.uuid,
             .to = delivery.address,
             .subject = delivery.title,
             .body = bodyOf(delivery),
             .isUrgent = delivery.isUrgent}
        );
        return {};
    } catch (const MailFault& fault) {
        _session.reset();
        return {kindOf(fault.cause()), fault.what()};
    }
}

} // namespace notifications
