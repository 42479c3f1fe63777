#pragma once

#include <tenon/file.h>
#include <tenon/json.h>

#include <string>

namespace dttot {

/// Draws a report (report_model.h) as a PDF into `file` with the helper program `program`: whatever texts do to the
/// machinery of fonts, they do it in a sandbox. Returns the number of bytes. Waits for the program, so it must not be
/// called inside a transaction. Throws Unavailable when the program cannot do it.
std::uint64_t drawPdf(
    const std::string& program,
    const tenon::JsonObject& report,
    const tenon::Descriptor& input,
    const tenon::Descriptor& file
);

} // namespace dttot
