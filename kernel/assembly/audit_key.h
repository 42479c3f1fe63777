#pragma once

#include <kernel/crypto/signing_key.h>

#include <filesystem>

namespace tenon::assembly {

/// The key that signs checkpoints of the audit trail, kept in the folder of keys; made at the first start.
[[nodiscard]] crypto::SigningKey auditKey(const std::filesystem::path& keyFolder);

} // namespace tenon::assembly
