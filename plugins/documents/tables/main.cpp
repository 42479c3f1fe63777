/// tenon-tables: reads one sheet in a sandbox and writes its rows as lines of JSON.
///
///   tenon-tables --fd 3 --rows 20000 --columns 200 [--sheet Products]
///
/// Exit code 0 means that the last line is a summary; with 1 it is a failure; 3 means that the document takes too long
/// for what is in it.

#include "tables/csv_reader.h"
#include "tables/document.h"
#include "tables/failure.h"
#include "tables/format.h"
#include "tables/sheet_lines.h"
#include "tables/time_allowance.h"
#include "tables/xls_reader.h"
#include "tables/xlsx_reader.h"

#include <tenon/sandbox.h>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <charconv>
#include <cstdio>
#include <exception>
#include <new>
#include <optional>
#include <string_view>

namespace {

using documents::tables::Format;
using documents::tables::SheetLines;

struct Options {
    int descriptor = 0;
    documents::tables::SheetWanted wanted;
};

std::optional<Options> optionsOf(int argc, char** argv) {
    const auto readNumber = [](std::string_view text, auto& number) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        return error == std::errc() && end == text.data() + text.size();
    };
    Options options;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string_view name = argv[i];
        const std::string_view value = argv[i + 1];
        const bool isRead = name == "--fd"        ? readNumber(value, options.descriptor)
                            : name == "--rows"    ? readNumber(value, options.wanted.mostRows)
                            : name == "--columns" ? readNumber(value, options.wanted.mostColumns)
                                                  : name == "--sheet";
        if (!isRead) {
            return std::nullopt;
        }
        if (name == "--sheet") {
            options.wanted.sheet = value;
        }
    }
    return argc % 2 == 1 && argc > 1 ? std::optional(options) : std::nullopt;
}

void print(const boost::json::object& line) {
    const std::string text = boost::json::serialize(line) + '\n';
    std::fwrite(text.data(), 1, text.size(), stdout);
}

void read(std::string_view bytes, Format format, SheetLines& lines) {
    switch (format) {
    case Format::xlsx:
        return documents::tables::readXlsx(bytes, lines);
    case Format::xls:
        return documents::tables::readXls(bytes, lines);
    case Format::csv:
        return documents::tables::readCsv(bytes, lines);
    default:
        throw documents::tables::Failure("file.unsupported", "The file is neither .xlsx, .xls nor .csv.");
    }
}

int failed(std::string_view code, std::string_view message) {
    print({{"failure", {{"code", code}, {"message", message}}}});
    return 1;
}

int run(const Options& options) {
    try {
        documents::tables::limitTime(documents::tables::timeToBegin);
        tenon::sandbox::confine({.cpu = documents::tables::timeInAll, .memoryBytes = documents::tables::memoryInAll});
        const documents::tables::Document document(options.descriptor);
        const Format format = documents::tables::formatOf(document.bytes());
        SheetLines lines(options.wanted, &print);
        read(document.bytes(), format, lines);
        print({{"summary", lines.summary(documents::tables::nameOf(format))}});
        return 0;
    } catch (const documents::tables::Failure& failure) {
        return failed(failure.code(), failure.what());
    } catch (const std::bad_alloc&) {
        return failed("file.too_large", "Reading the document takes more memory than 512 MiB.");
    } catch (const std::exception& error) {
        std::fprintf(stderr, "tenon-tables: %s\n", error.what());
        return failed("file.unreadable", "The document could not be read.");
    }
}

} // namespace

#if defined(__SANITIZE_ADDRESS__)
// The leak check needs ptrace, which a confined process cannot have.
extern "C" __attribute__((visibility("default"))) int __lsan_is_turned_off();

int __lsan_is_turned_off() { return 1; }
#endif

int main(int argc, char** argv) {
    const std::optional<Options> options = optionsOf(argc, argv);
    if (!options) {
        std::fputs("usage: tenon-tables --fd N --rows N --columns N [--sheet NAME]\n", stderr);
        return 2;
    }
    return run(*options);
}
