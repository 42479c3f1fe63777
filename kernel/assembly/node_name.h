#pragma once

#include <filesystem>
#include <string>

namespace tenon::assembly {

/// The name of this node, the same after every restart: made once and kept in `dataFolder`/node.
[[nodiscard]] std::string nodeName(const std::filesystem::path& dataFolder);

} // namespace tenon::assembly
