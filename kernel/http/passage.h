#pragma once

#include <kernel/auth/principal.h>
#include <kernel/http/client.h>
#include <kernel/http/dialects/dialect.h>
#include <kernel/http/router.h>
#include <kernel/http/transport/answer.h>
#include <kernel/http/transport/message.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace tenon::http {

/// What is known of one request on its way through the stages; each stage adds to it.
struct Passage {
    Passage(const Message& message_, Answer& answer_)
        : message(message_), answer(answer_), client{.address = message_.peer} {}

    const Message& message;
    Answer& answer;
    Client client;
    std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
    std::string requestId;
    std::string path;        ///< Normalised, without prefix
    std::string_view prefix; ///< "/api/v1", or empty for routes outside of every prefix
    Match match;
    std::shared_ptr<const auth::Principal> principal; ///< Null: nobody is signed in
    const Dialect* dialect = nullptr;
    std::string_view language = "en";
    bool isByCookie = false; ///< The principal was named by a browser's cookie, which other sites can make it send
    std::string rateLimit;   ///< What the RateLimit field of the answer says; empty: no limit
    bool wasRun = false;     ///< Every guard let it pass
};

} // namespace tenon::http
