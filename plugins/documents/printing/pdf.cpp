#include "printing/pdf.h"

#include "drawing/report_json.h"

#include <tenon/blocking.h>
#include <tenon/error.h>
#include <tenon/sandbox.h>

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <chrono>
#include <string_view>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace documents {

namespace {

constexpr std::string_view lastLine = "end";

unsigned valueOf(char digit) { return static_cast<unsigned>(digit >= 'a' ? digit - 'a' + 10 : digit - '0') & 15U; }

std::string bytesOf(std::string_view hexadecimal) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hexadecimal.size(); i += 2) {
        bytes += static_cast<char>((valueOf(hexadecimal[i]) << 4U) | valueOf(hexadecimal[i + 1]));
    }
    return bytes;
}

} // namespace

/// One of the programs that may run at a time.
class PdfPrinter::Turn {
public:
    explicit Turn(PdfPrinter& printer) : _printer(printer) {
        constexpr std::chrono::seconds patience{30};
        std::unique_lock lock(_printer._mutex);
        if (!_printer._freed.wait_for(lock, patience, [&] { return _printer._free > 0; })) {
            throw tenon::Unavailable("Too many reports are being drawn; try again later.");
        }
        --_printer._free;
    }

    ~Turn() {
        const std::lock_guard lock(_printer._mutex);
        ++_printer._free;
        _printer._freed.notify_one();
    }

    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

private:
    PdfPrinter& _printer;
};

PdfPrinter::PdfPrinter(tenon::App& app, std::string program)
    : _app(app), _program(std::move(program)), _free(std::max(2U, std::thread::hardware_concurrency())) {}

tenon::FileReply PdfPrinter::print(const Report& report, const std::string& pageLabel, const std::string& name) {
    const boost::json::object input{{"report", drawing::jsonOf(report)}, {"page_label", pageLabel}};
    const std::string text = boost::json::serialize(input);
    if (text.size() > drawing::mostBytes) {
        throw tenon::Invalid("The report is too long for a PDF; ask for less of it, for a workbook or for CSV.");
    }
    OutputFile written(_app.files());
    written.write(text);
    const tenon::FileReply sent = written.finish({}, {});
    ::lseek(sent.file.get(), 0, SEEK_SET);
    const tenon::BlockingRegion waiting;
    const Turn turn(*this);
    OutputFile output(_app.files());
    bool isComplete = false;
    const auto onLine = [&](std::string_view line) {
        if (line == lastLine) {
            isComplete = true;
        } else {
            output.write(bytesOf(line));
        }
    };
    try {
        const auto outcome = tenon::sandbox::run(
            _program, {"--fd", std::to_string(tenon::sandbox::inputDescriptor)}, sent.file.get(), {}, onLine
        );
        if (!outcome.succeeded() || !isComplete) {
            _app.log().warn("documents.report_not_drawn", {{"signal", outcome.signal}, {"said", outcome.errorTail}});
            throw tenon::Unavailable("The report could not be drawn.");
        }
    } catch (const std::system_error& error) {
        _app.log().error("documents.program_not_started", {{"program", _program}, {"reason", error.what()}});
        throw tenon::Unavailable("The program that draws reports could not be started.");
    }
    return output.finish(name + ".pdf", "application/pdf");
}

} // namespace documents
