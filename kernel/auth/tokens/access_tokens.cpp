#include "access_tokens.h"

#include <kernel/crypto/base64url.h>

#include <tenon/json.h>
#include <tenon/random.h>

#include <array>
#include <charconv>

namespace tenon::auth {

namespace {

constexpr std::size_t longestToken = 2048;
constexpr std::size_t signatureDigits = 43; // of 32 bytes
constexpr std::string_view accessType = "access";

struct Parts {
    std::string_view header;
    std::string_view payload;
    std::string_view signature;
    std::string_view signedText; ///< header.payload
};

/// The three parts of a compact JWS; nothing when there are more or fewer.
std::optional<Parts> split(std::string_view token) {
    const auto first = token.find('.');
    const auto last = token.rfind('.');
    if (first == std::string_view::npos || first == last || token.find('.', first + 1) != last) {
        return std::nullopt;
    }
    return Parts{
        token.substr(0, first),
        token.substr(first + 1, last - first - 1),
        token.substr(last + 1),
        token.substr(0, last)};
}

std::optional<std::int64_t> integerAt(const JsonObject& claims, std::string_view name) {
    const Json* value = claims.if_contains(name);
    return value != nullptr && value->is_int64() ? std::optional(value->get_int64()) : std::nullopt;
}

std::optional<Timestamp> instantAt(const JsonObject& claims, std::string_view name) {
    constexpr std::int64_t latest = 253402300799; // The end of the year 9999
    const auto seconds = integerAt(claims, name);
    if (!seconds || *seconds < 0 || *seconds > latest) {
        return std::nullopt;
    }
    return Timestamp(Timestamp::Point(std::chrono::seconds(*seconds)));
}

std::optional<std::int64_t> numberOf(std::string_view digits) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool isNumber = error == std::errc() && end == digits.data() + digits.size() && number > 0;
    return isNumber ? std::optional(number) : std::nullopt;
}

} // namespace

AccessTokens::AccessTokens(const KeyRing& keys, const Settings& settings)
    : _keys(keys), _issuer(settings.issuer), _audience(settings.audience), _skew(settings.clockSkew) {}

std::string AccessTokens::issue(const Claims& claims) const {
    const JsonObject payload{
        {"iss", _issuer},
        {"aud", _audience},
        {"typ", accessType},
        {"sub", std::to_string(claims.user)},
        {"iat", claims.issuedAt.unixSeconds()},
        {"nbf", claims.issuedAt.unixSeconds()},
        {"exp", claims.expiresAt.unixSeconds()},
        {"jti", Random::token(12)},
        {"sid", claims.session},
        {"dia", claims.dialect},
        {"epo", claims.epoch},
    };
    const auto key = _keys.newest();
    std::string token = key->header() + '.' + crypto::base64Url(boost::json::serialize(payload));
    const crypto::Digest signature = key->mac().sign(token);
    token += '.' + crypto::base64Url({reinterpret_cast<const char*>(signature.data()), signature.size()});
    return token;
}

std::optional<Claims> AccessTokens::verify(std::string_view token, Timestamp now) const {
    const auto parts = token.size() <= longestToken ? split(token) : std::nullopt;
    const auto key = parts ? _keys.withHeader(parts->header) : nullptr;
    if (key == nullptr || parts->signature.size() != signatureDigits) {
        return std::nullopt;
    }
    std::array<char, 32> signature{};
    if (!crypto::decodeBase64Url(parts->signature, signature)
        || !key->mac().verify(parts->signedText, {signature.data(), signature.size()})) {
        return std::nullopt;
    }
    std::array<char, longestToken> payload{};
    const auto size = crypto::decodeBase64Url(parts->payload, payload);
    return size ? claimsOf({payload.data(), *size}, now) : std::nullopt;
}

std::optional<Claims> AccessTokens::claimsOf(std::string_view payload, Timestamp now) const {
    std::array<unsigned char, 4096> memory{};
    boost::json::monotonic_resource resource(memory.data(), memory.size());
    boost::system::error_code error;
    const Json parsed = boost::json::parse(payload, error, &resource);
    if (error || !parsed.is_object()) {
        return std::nullopt;
    }
    const JsonObject& claims = parsed.get_object();
    const auto user = numberOf(textAt(claims, "sub"));
    const auto epoch = integerAt(claims, "epo");
    const auto issuedAt = instantAt(claims, "iat");
    const auto notBefore = instantAt(claims, "nbf");
    const auto expiresAt = instantAt(claims, "exp");
    const bool isWhole = user && epoch && issuedAt && notBefore && expiresAt && !textAt(claims, "jti").empty()
                         && !textAt(claims, "sid").empty();
    const bool isOurs =
        textAt(claims, "iss") == _issuer && textAt(claims, "aud") == _audience && textAt(claims, "typ") == accessType;
    if (!isWhole || !isOurs || now >= *expiresAt + _skew || now + _skew < *notBefore || now + _skew < *issuedAt) {
        return std::nullopt;
    }
    return Claims{
        *user, *epoch, std::string(textAt(claims, "sid")), std::string(textAt(claims, "dia")), *issuedAt, *expiresAt};
}

} // namespace tenon::auth
