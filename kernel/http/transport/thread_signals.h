#pragma once

namespace tenon::http {

/// Leaves every signal but those of faults to the threads of the application: a server's own threads neither handle nor
/// die of one (sendfile to a closed connection raises SIGPIPE whatever its flags).
void blockSignalsInThisThread() noexcept;

} // namespace tenon::http
