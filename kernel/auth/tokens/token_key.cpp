#include "token_key.h"

#include <kernel/crypto/base64url.h>

#include <tenon/json.h>

namespace tenon::auth {

namespace {

std::string headerOf(const std::string& id) {
    return crypto::base64Url(boost::json::serialize(JsonObject{{"alg", "HS256"}, {"kid", id}, {"typ", "JWT"}}));
}

} // namespace

TokenKey::TokenKey(std::string id, std::string secret)
    : _id(std::move(id)), _header(headerOf(_id)), _mac(std::move(secret)) {}

} // namespace tenon::auth
