/// tenon-report: draws a report as a PDF in a sandbox.
///
///   tenon-report --fd 3
///
/// Reads {"report", "page_label"} as JSON from the descriptor and writes the PDF as lines of hexadecimal digits, then
/// the line "end".

#include "drawing/report_drawing.h"
#include "drawing/report_json.h"

#include <tenon/sandbox.h>

#include <boost/json/parse.hpp>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>
#include <unistd.h>

namespace {

std::string everythingFrom(int descriptor) {
    std::string text;
    std::array<char, 65536> buffer{};
    for (ssize_t got = ::read(descriptor, buffer.data(), buffer.size()); got > 0;
         got = ::read(descriptor, buffer.data(), buffer.size())) {
        text.append(buffer.data(), static_cast<std::size_t>(got));
        if (text.size() > documents::drawing::mostBytes) {
            throw std::runtime_error("the report is larger than 16 MiB");
        }
    }
    return text;
}

void writeHexadecimal(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string line;
    for (const char c : bytes) {
        line += digits[static_cast<unsigned char>(c) >> 4U];
        line += digits[static_cast<unsigned char>(c) & 15U];
    }
    line += '\n';
    std::fwrite(line.data(), 1, line.size(), stdout);
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3 || std::string_view(argv[1]) != "--fd") {
        std::fputs("usage: tenon-report --fd N\n", stderr);
        return 2;
    }
    try {
        tenon::sandbox::confine({});
        const std::string text = everythingFrom(std::atoi(argv[2]));
        const boost::json::object input = boost::json::parse(text).as_object();
        const std::string pageLabel(boost::json::string_view(input.at("page_label").as_string()));
        documents::drawing::draw(
            documents::drawing::reportOf(input.at("report").as_object()), pageLabel, &writeHexadecimal
        );
        std::fputs("end\n", stdout);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "tenon-report: %s\n", error.what());
        return 1;
    }
}
