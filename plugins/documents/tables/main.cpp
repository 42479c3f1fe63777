/// tenon-tables: reads sheets in a sandbox and writes their rows as lines of JSON.
///
///   tenon-tables --fd 3 --rows 20000 --columns 200 [--sheet Products | --sheets every]
///
/// Exit code 0 means that the last line is a summary; with 1 it is a failure; 3 means that the document takes too long
/// for what is in it.

#include "tables/csv_reader.h"
#include "tables/failure.h"
#include "tables/json_line.h"
#include "tables/program/reading_program.h"
#include "tables/sheet_lines.h"
#include "tables/xls_reader.h"
#include "tables/xlsx_reader.h"

#include <cstdio>
#include <optional>
#include <string_view>

namespace {

using documents::tables::Format;
using documents::tables::numberOf;
using documents::tables::SheetLines;
using documents::tables::SheetWanted;

struct Options {
    int descriptor = 0;
    SheetWanted wanted;
};

/// Whether the option is one that is known, with a value that it can have.
bool take(Options& options, std::string_view name, std::string_view value) {
    if (name == "--fd") {
        const auto descriptor = numberOf<int>(value);
        options.descriptor = descriptor.value_or(0);
        return descriptor.has_value();
    }
    if (name == "--rows") {
        const auto rows = numberOf<std::uint64_t>(value);
        options.wanted.mostRows = rows.value_or(0);
        return rows.has_value();
    }
    if (name == "--columns") {
        const auto columns = numberOf<std::size_t>(value);
        options.wanted.mostColumns = columns.value_or(0);
        return columns.has_value();
    }
    if (name == "--sheet") {
        options.wanted.which = SheetWanted::Which::named;
        options.wanted.name = value;
        return true;
    }
    options.wanted.which = SheetWanted::Which::every;
    return name == "--sheets" && value == "every";
}

std::optional<Options> optionsOf(int argc, char** argv) {
    Options options;
    for (int i = 1; i + 1 < argc; i += 2) {
        if (!take(options, argv[i], argv[i + 1])) {
            return std::nullopt;
        }
    }
    return argc % 2 == 1 && argc > 1 ? std::optional(options) : std::nullopt;
}

void readSheets(std::string_view bytes, Format format, SheetLines& lines) {
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

std::string codeOf(const documents::tables::Failure& failure) { return failure.code(); }

} // namespace

int main(int argc, char** argv) {
    const std::optional<Options> options = optionsOf(argc, argv);
    if (!options) {
        std::fputs("usage: tenon-tables --fd N --rows N --columns N [--sheet NAME | --sheets every]\n", stderr);
        return 2;
    }
    const auto read = [&](std::string_view bytes, Format format) {
        SheetLines lines(options->wanted, &documents::tables::print);
        readSheets(bytes, format, lines);
        documents::tables::print({{"summary", lines.summary(documents::tables::nameOf(format))}});
    };
    return documents::tables::readConfined(
        options->descriptor, {.name = "tenon-tables", .codeOf = &codeOf, .unreadable = "file.unreadable"}, read
    );
}
