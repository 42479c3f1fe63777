#include <kernel/crypto/running_sha256.h>
#include <kernel/http/idempotency.h>

#include <array>
#include <span>
#include <unistd.h>

namespace tenon::http {

namespace {

constexpr std::size_t longestKey = 128;
constexpr std::int64_t claimed = 0;    ///< Status of a record whose effect is still under way; the fields name the node
constexpr std::int64_t abandoned = -1; ///< Status of a record whose node died meanwhile

constexpr auto selectRecord = "SELECT request, status, fields, body FROM tenon_idempotency WHERE scope = :scope";
constexpr auto insertRecord = "INSERT INTO tenon_idempotency (scope, request, status, fields, body, created_at) "
                              "VALUES (:scope, :request, :status, :fields, :body, :now) ON CONFLICT (scope) DO NOTHING";
constexpr auto completeRecord =
    "UPDATE tenon_idempotency SET status = :status, fields = :fields, body = :body WHERE scope = :scope";
constexpr auto abandonRecords =
    "UPDATE tenon_idempotency SET status = :abandoned WHERE status = :claimed AND fields = :node";
constexpr auto deleteRecord = "DELETE FROM tenon_idempotency WHERE scope = :scope";
constexpr auto deleteOld =
    "DELETE FROM tenon_idempotency WHERE scope IN (SELECT scope FROM tenon_idempotency WHERE created_at < :limit "
    "ORDER BY created_at, scope LIMIT :most)";

/// SHA-256 of parts that are told apart by a NUL.
class Digest {
public:
    void add(std::string_view part) {
        _hash.update(std::as_bytes(std::span(part)));
        _hash.update(std::array{std::byte{0}});
    }

    void addFile(int fd) {
        std::array<std::byte, 65536> buffer;
        off_t at = 0;
        ssize_t count = 0;
        while ((count = ::pread(fd, buffer.data(), buffer.size(), at)) > 0) {
            _hash.update(std::span(buffer).first(static_cast<std::size_t>(count)));
            at += count;
        }
    }

    [[nodiscard]] std::string text() { return _hash.finish(); }

private:
    crypto::RunningSha256 _hash;
};

/// The body of an answer that can be stored; null for files and streams.
const std::string* storableBody(const Answer& answer) { return std::get_if<std::string>(&answer.body); }

/// Puts stored header lines back; a line is "Name: value\r\n".
void addStoredFields(Answer& answer, std::string_view fields) {
    while (!fields.empty()) {
        const auto end = fields.find("\r\n");
        const std::string_view line = fields.substr(0, end);
        const auto colon = line.find(": ");
        if (colon != std::string_view::npos) {
            answer.add(line.substr(0, colon), line.substr(colon + 2));
        }
        fields.remove_prefix(end == std::string_view::npos ? fields.size() : end + 2);
    }
}

} // namespace

bool Idempotency::isAsked(const Passage& passage) {
    const auto key = passage.message.header("idempotency-key");
    if (key && (key->empty() || key->size() > longestKey)) {
        throw Invalid(tenon::Message("The Idempotency-Key must have 1 to {max} characters.", {{"max", longestKey}}));
    }
    return key.has_value() && passage.match.route->guard != Guard::Open;
}

Idempotency::Key Idempotency::keyOf(const Passage& passage) {
    Digest scope;
    scope.add(passage.principal ? std::to_string(passage.principal->id()) : std::string());
    scope.add(passage.message.method);
    scope.add(passage.path);
    scope.add(passage.message.header("idempotency-key").value_or(""));
    Digest request;
    request.add(passage.message.query);
    request.add(passage.message.header("content-type").value_or(""));
    request.add(passage.message.body);
    if (passage.message.spoolFd >= 0) {
        request.addFile(passage.message.spoolFd);
    }
    return {scope.text(), request.text()};
}

bool Idempotency::replay(Passage& passage, const Key& key) {
    bool found = false;
    _database.each(selectRecord, {{"scope", key.scope}}, [&](const Row& row) {
        if (row.text(0) != key.request) {
            throw Error(422, "IDEMPOTENCY_KEY_REUSED", "This Idempotency-Key was used for another request.");
        }
        if (row.integer(1) == claimed) {
            throw Conflict("REQUEST_IN_PROGRESS", "A request with this Idempotency-Key is still under way.");
        }
        if (row.integer(1) == abandoned) {
            throw Conflict(
                "OUTCOME_UNKNOWN",
                "The server stopped while it handled the request with this Idempotency-Key; whether it took effect is "
                "not known."
            );
        }
        found = true;
        passage.answer.status = static_cast<int>(row.integer(1));
        addStoredFields(passage.answer, row.text(2));
        passage.answer.add("Idempotency-Replayed", "true");
        passage.answer.body = std::string(row.text(3));
    });
    return found;
}

bool Idempotency::claim(const Key& key) {
    return _database.execute(
               insertRecord,
               {{"scope", key.scope},
                {"request", key.request},
                {"status", claimed},
                {"fields", _node},
                {"body", ""},
                {"now", Clock::now()}}
           )
           == 1;
}

void Idempotency::complete(const Passage& passage, const Key& key) {
    const std::string* body = storableBody(passage.answer);
    if (body == nullptr || passage.answer.status >= 300) {
        release(key);
        return;
    }
    _database.executeLater(
        completeRecord,
        {{"scope", key.scope}, {"status", passage.answer.status}, {"fields", passage.answer.fields()}, {"body", *body}}
    );
}

void Idempotency::release(const Key& key) { _database.executeLater(deleteRecord, {{"scope", key.scope}}); }

void Idempotency::once(Passage& passage, const std::function<void()>& effect) {
    const Key key = keyOf(passage);
    _database.transaction([&] {
        passage.answer = Answer();
        if (replay(passage, key)) {
            return;
        }
        // Claimed first: a second request with this key waits here, and not in the midst of the same effect.
        if (!claim(key)) {
            throw DatabaseError(DatabaseError::Kind::Serialization, "tenon_idempotency", "the key was taken meanwhile");
        }
        effect();
        complete(passage, key);
    });
}

void Idempotency::onceOutside(Passage& passage, const std::function<void()>& effect) {
    const Key key = keyOf(passage);
    if (!claim(key) && replay(passage, key)) {
        return;
    }
    try {
        effect();
    } catch (...) {
        release(key);
        throw;
    }
    complete(passage, key);
}

void Idempotency::abandonClaims() {
    _database.execute(abandonRecords, {{"abandoned", abandoned}, {"claimed", claimed}, {"node", _node}});
}

std::int64_t Idempotency::purge(std::int64_t most) {
    return _database.execute(deleteOld, {{"limit", Clock::now() - std::chrono::hours(24)}, {"most", most}});
}

} // namespace tenon::http
