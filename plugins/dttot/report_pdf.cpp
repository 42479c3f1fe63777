#include "report_pdf.h"

#include <tenon/error.h>
#include <tenon/sandbox.h>

#include <cstdint>
#include <string_view>
#include <system_error>
#include <unistd.h>

namespace dttot {

namespace {

constexpr std::string_view lastLine = "end";

void writeAll(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t done = ::write(fd, bytes.data(), bytes.size());
        if (done <= 0) {
            throw tenon::Unavailable("There is no room to write the file.");
        }
        bytes.remove_prefix(static_cast<std::size_t>(done));
    }
}

unsigned valueOf(char digit) { return static_cast<unsigned>(digit >= 'a' ? digit - 'a' + 10 : digit - '0') & 15U; }

std::string bytesOf(std::string_view hexadecimal) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hexadecimal.size(); i += 2) {
        bytes += static_cast<char>((valueOf(hexadecimal[i]) << 4U) | valueOf(hexadecimal[i + 1]));
    }
    return bytes;
}

} // namespace

std::uint64_t drawPdf(
    const std::string& program,
    const tenon::JsonObject& report,
    const tenon::Descriptor& input,
    const tenon::Descriptor& file
) {
    writeAll(input.get(), boost::json::serialize(report));
    ::lseek(input.get(), 0, SEEK_SET);
    std::uint64_t size = 0;
    bool isComplete = false;
    const auto onLine = [&](std::string_view line) {
        if (line == lastLine) {
            isComplete = true;
            return;
        }
        const std::string bytes = bytesOf(line);
        writeAll(file.get(), bytes);
        size += bytes.size();
    };
    try {
        const auto outcome = tenon::sandbox::run(
            program, {"--fd", std::to_string(tenon::sandbox::inputDescriptor)}, input.get(), {}, onLine
        );
        if (!outcome.succeeded() || !isComplete) {
            throw tenon::Unavailable("The report could not be drawn.");
        }
    } catch (const std::system_error&) {
        throw tenon::Unavailable("The program that draws reports could not be started.");
    }
    return size;
}

} // namespace dttot
