#pragma once

#include <tenon/descriptor.h>

#include <cstdint>
#include <string_view>

namespace tenon::modules {

/// Remembers where the code of the open library lies that holds `descriptor`, so that moduleAt() finds it. For one
/// thread, at the start; `descriptor` lives as long as the process, as libraries stay open.
void mapCode(const ModuleDescriptor& descriptor);

/// The name of the module whose library holds the machine address, or an empty text. Safe to call in a signal handler.
[[nodiscard]] std::string_view moduleAt(std::uintptr_t address) noexcept;

} // namespace tenon::modules
