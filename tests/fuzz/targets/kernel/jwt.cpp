/// Access tokens: as they come in, and with any payload behind a valid signature.

#include <kernel/auth/tokens/access_tokens.h>
#include <kernel/crypto/base64url.h>
#include <tests/fuzz/fuzz.h>

#include <filesystem>

using namespace tenon;
using tenon::fuzz::claim;

namespace {

const auth::KeyRing& keys() {
    static const auth::KeyRing ring(
        {{.id = "k1", .secret = std::string(32, 's')}},
        crypto::SecretFolder(std::filesystem::temp_directory_path() / "tenon-fuzz-keys")
    );
    return ring;
}

std::string signedToken(std::string_view payload) {
    std::string token = keys().newest()->header() + '.' + crypto::base64Url(payload);
    const crypto::Digest signature = keys().newest()->mac().sign(token);
    return token + '.' + crypto::base64Url({reinterpret_cast<const char*>(signature.data()), signature.size()});
}

void tryBase64(std::string_view text) {
    const auto decoded = crypto::decodeBase64Url(text);
    claim(!decoded || crypto::base64Url(*decoded) == text, "a value has one spelling");
    claim(crypto::decodeBase64Url(crypto::base64Url(text)) == text, "bytes survive");
}

} // namespace

void tenon::fuzz::run(std::string_view bytes) {
    static const auth::AccessTokens tokens(keys(), auth::Settings());
    static const Timestamp now = *Timestamp::parse("2026-03-01T08:00:00Z");
    Pieces pieces(bytes);
    const std::uint64_t flip = pieces.number(2);
    const std::string_view text = pieces.rest();
    tryBase64(text);
    claim(!tokens.verify(text, now), "nobody guesses a token");
    std::string token = signedToken(text);
    if (const auto claims = tokens.verify(token, now)) {
        claim(claims->user > 0 && !claims->session.empty(), "a token names its bearer");
        const auto again = tokens.verify(tokens.issue(*claims), now);
        claim(again && again->user == claims->user && again->epoch == claims->epoch, "claims survive");
    }
    token[flip % token.size()] ^= static_cast<char>(1 << (flip >> 13));
    claim(!tokens.verify(token, now), "a changed token is no token");
}
