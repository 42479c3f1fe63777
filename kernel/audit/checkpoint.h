#pragma once

#include <kernel/crypto/signing_key.h>

#include <tenon/json.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::audit {

/// A signed statement that the chain had this hash at this position: who rewrites the table cannot rewrite it.
struct Checkpoint {
    std::int64_t position = 0;
    std::string hash;
    std::string at; ///< When it was signed, RFC 3339
};

/// The checkpoints of this node: one JSON line each in a file outside of the database, signed by Ed25519.
///
/// Not for several threads at once.
class CheckpointLog {
public:
    /// `file` is created with its folder at the first checkpoint.
    CheckpointLog(std::filesystem::path file, crypto::SigningKey key);

    /// The checkpoint as a signed line of JSON: {position, hash, at, key, signature}.
    [[nodiscard]] std::string sign(const Checkpoint& checkpoint) const;

    /// Signs and appends; durable when the function returns. Throws std::runtime_error when the disk refuses.
    void append(const Checkpoint& checkpoint);

    /// What a line of the file turned out to be: a checkpoint, or nothing when it is not signed by the key.
    struct Line {
        std::size_t number = 0; ///< Counted from 1
        std::optional<Checkpoint> checkpoint;
    };

    /// Every line, in the order of the file; empty when there is none. Lines that are no JSON are left out: a crash
    /// leaves them behind, and who could damage a line could as well remove it.
    [[nodiscard]] std::vector<Line> read() const;

private:
    [[nodiscard]] std::optional<Checkpoint> verified(const JsonObject& line) const;

    std::filesystem::path _file;
    crypto::SigningKey _key;
};

} // namespace tenon::audit
