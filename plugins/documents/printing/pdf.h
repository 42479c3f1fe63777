#pragma once

#include "printing/output_file.h"

#include <tenon/app.h>
#include <tenon/documents/report.h>

#include <condition_variable>
#include <mutex>
#include <string>
#include <utility>

namespace documents {

/// Draws reports whose cells are texts as PDFs with the helper program: whatever texts do to the machinery of fonts,
/// they do it in a sandbox. Safe to call from many threads.
class PdfPrinter {
public:
    PdfPrinter(tenon::App& app, std::string program);

    /// `pageLabel` is "Page {page} of {pages}" in the report's language. Waits for the program, so it must not be
    /// called inside a transaction. Throws Invalid for more than 16 MiB, and
    /// Unavailable when the program cannot do it, and when
    /// so many others are drawn that its turn does not come in half a minute.
    [[nodiscard]] tenon::FileReply print(const Report& report, const std::string& pageLabel, const std::string& name);

private:
    class Turn;

    tenon::App& _app;
    std::string _program;
    std::mutex _mutex;
    std::condition_variable _freed;
    unsigned _free; ///< Programs that may be started; guarded by _mutex
};

} // namespace documents
