#include <kernel/http/body_members.h>
#include <kernel/http/browser_proof.h>

#include <openssl/crypto.h>

namespace tenon::http {

namespace {

bool isSame(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace

std::optional<std::string_view> BrowserProof::tokenOf(const Message& message) const {
    const auto field = message.header("cookie");
    return field ? auth::cookieIn(*field, _cookies.access()) : std::nullopt;
}

bool BrowserProof::isGiven(const Passage& passage) const {
    const Message& message = passage.message;
    if (!_site.isOriginOf(
            message.header("origin"), message.header("host").value_or(""), message.header("sec-fetch-site").value_or("")
        )) {
        return false;
    }
    const std::string proof = auth::browserProofOf(passage.principal->session());
    for (const char* name : {"x-csrftoken", "x-csrf-token"}) {
        if (const auto sent = message.header(name)) {
            return isSame(*sent, proof);
        }
    }
    return isSame(textAt(bodyMembers(message), "csrf_token"), proof);
}

} // namespace tenon::http
