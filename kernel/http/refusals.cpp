#include <kernel/http/refusals.h>

namespace tenon::http {

namespace {

struct Wording {
    const char* code;
    const char* sentence;
};

Wording wordingOf(Refusal refusal) {
    switch (refusal) {
    case Refusal::BadRequest:
        return {"BAD_REQUEST", "The request is not well-formed HTTP."};
    case Refusal::HeaderTimeout:
        return {"REQUEST_TIMEOUT", "The header of the request did not arrive in time."};
    case Refusal::BodyTimeout:
        return {"REQUEST_TIMEOUT", "The body of the request did not arrive in time."};
    case Refusal::BodyTooLarge:
        return {"BODY_TOO_LARGE", "The body of the request is too large."};
    case Refusal::UriTooLong:
        return {"URI_TOO_LONG", "The address of the request is too long."};
    case Refusal::HeaderTooLarge:
        return {"HEADER_TOO_LARGE", "The header of the request is too large."};
    case Refusal::NotImplemented:
        return {"NOT_IMPLEMENTED", "The request asks for something that this server does not do."};
    case Refusal::VersionRefused:
        return {"VERSION_NOT_SUPPORTED", "Only HTTP/1.0 and HTTP/1.1 are served."};
    case Refusal::ServerBusy:
        return {"SERVER_BUSY", "Too many requests are under way; try again in a moment."};
    case Refusal::TooManyFromPeer:
        return {"TOO_MANY_CONNECTIONS", "Too many connections from this address."};
    case Refusal::SpoolFailed:
        return {"SPOOL_FAILED", "The body of the request could not be stored; try again in a moment."};
    }
    return {"BAD_REQUEST", "The request is not well-formed HTTP."};
}

} // namespace

Error errorOf(Refusal refusal) {
    const Wording wording = wordingOf(refusal);
    return {statusOf(refusal), wording.code, wording.sentence};
}

} // namespace tenon::http
