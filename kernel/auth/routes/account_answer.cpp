#include "account_answer.h"

#include <chrono>

namespace tenon::auth {

JsonObject describe(const SessionTokens& tokens) {
    const auto lifetime = std::chrono::floor<std::chrono::seconds>(tokens.accessExpiresAt - tokens.issuedAt);
    return {
        {"access_token", tokens.access},
        {"access", tokens.access},
        {"token", tokens.access},
        {"refresh_token", tokens.refresh},
        {"refresh", tokens.refresh},
        {"tokens", {{"access", tokens.access}, {"refresh", tokens.refresh}, {"token_type", "Bearer"}}},
        {"token_type", "Bearer"},
        {"expires_in", lifetime.count()},
        {"expires_at", tokens.accessExpiresAt.text()},
    };
}

} // namespace tenon::auth
