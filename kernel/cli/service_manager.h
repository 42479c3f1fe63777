#pragma once

#include <string_view>

namespace tenon::cli {

/// Tells systemd how this service stands ("READY=1", "STOPPING=1"; sd_notify(3)). Does nothing where no service manager
/// asked for it, and never fails: a server that cannot tell is a server.
void tellServiceManager(std::string_view state) noexcept;

} // namespace tenon::cli
