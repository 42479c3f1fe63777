#pragma once

#include <kernel/http/passage.h>

#include <tenon/database.h>

#include <chrono>
#include <functional>
#include <string>

namespace tenon::http {

/// Answers to writes that carried an Idempotency-Key: the same key and request get the stored answer again, at least
/// for a day; the same key with another request is an error. The record is committed together with the effect.
class Idempotency {
public:
    /// `node` is the name of this node, the same after every restart.
    Idempotency(Database& database, std::string node) : _database(database), _node(std::move(node)) {}

    /// Whether the request asks for it. Throws Invalid when the key is empty or longer than 128 characters. Open routes
    /// remember nothing: their callers cannot be told apart, and their answers may be the tokens of a login.
    [[nodiscard]] static bool isAsked(const Passage& passage);

    /// Runs `effect`, which fills the passage's answer, in a transaction, once; afterwards the stored answer is
    /// replayed. Only successes are stored.
    void once(Passage& passage, const std::function<void()>& effect);

    /// The same for an effect that must not run in a transaction: the key is claimed before and completed after it.
    /// When the node dies in between nobody knows whether there was an effect, and that is what the key is answered
    /// with.
    void onceOutside(Passage& passage, const std::function<void()>& effect);

    /// Gives up the keys that a previous life of this node had claimed. To be called before the first request.
    void abandonClaims();

    /// Forgets at most `most` of the records older than a day, the oldest first; returns how many.
    std::int64_t purge(std::int64_t most);

private:
    struct Key {
        std::string scope;
        std::string request;
    };

    [[nodiscard]] static Key keyOf(const Passage& passage);
    [[nodiscard]] bool replay(Passage& passage, const Key& key);
    [[nodiscard]] bool claim(const Key& key);
    void complete(const Passage& passage, const Key& key);
    void release(const Key& key);

    Database& _database;
    const std::string _node;
};

} // namespace tenon::http
