#include <kernel/http/transport/application.h>

namespace tenon::http {

int statusOf(Refusal refusal) noexcept {
    switch (refusal) {
    case Refusal::BadRequest:
        return 400;
    case Refusal::HeaderTimeout:
    case Refusal::BodyTimeout:
        return 408;
    case Refusal::BodyTooLarge:
        return 413;
    case Refusal::UriTooLong:
        return 414;
    case Refusal::TooManyFromPeer:
        return 429;
    case Refusal::HeaderTooLarge:
        return 431;
    case Refusal::NotImplemented:
        return 501;
    case Refusal::ServerBusy:
    case Refusal::SpoolFailed:
        return 503;
    case Refusal::VersionRefused:
        return 505;
    }
    return 400;
}

} // namespace tenon::http
