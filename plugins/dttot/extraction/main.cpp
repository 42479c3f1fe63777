/// dttot-extract: reads one list in a sandbox and writes what it holds as lines of JSON.
///
///   dttot-extract records --fd 3 [--script un-consolidated] [--filename list.xml]
///   dttot-extract scripts
///
/// The document is recognised by its content, unless a script is named. Exit code 0 means that the last line is a
/// summary; with 1 it is a failure; 3 means that the document takes too long for what is in it.

#include "extraction/extraction.h"
#include "extraction/failure.h"
#include "extraction/json_lines.h"
#include "extraction/list_formats.h"
#include "extraction/list_reader.h"
#include "extraction/pdf/pdf_reader.h"
#include "extraction/text.h"
#include "tables/json_line.h"
#include "tables/program/reading_program.h"
#include "tables/time_allowance.h"

#include <boost/json/array.hpp>

#include <cstdio>
#include <optional>
#include <string_view>
#include <utility>

namespace {

namespace json = boost::json;
namespace tables = dttot::tables;

using tables::print;

struct Options {
    int descriptor = 0;
    std::string_view script;
    std::string_view filename;
};

/// Grants time for each row on its way.
class TimedRows : public tables::RowSink {
public:
    explicit TimedRows(tables::RowSink& next) : _next(next) {}

    void sheet(const tables::Sheet& sheet) override { _next.sheet(sheet); }

    void row(tables::Row&& row) override {
        tables::grantTime(tables::timePerRow);
        _next.row(std::move(row));
    }

private:
    tables::RowSink& _next;
};

/// What stands after the mode `records`.
std::optional<Options> optionsOf(int argc, char** argv) {
    Options options;
    for (int i = 2; i + 1 < argc; i += 2) {
        const std::string_view name = argv[i];
        if (name == "--script" || name == "--filename") {
            (name == "--script" ? options.script : options.filename) = argv[i + 1];
        } else if (const auto descriptor = tables::numberOf<int>(argv[i + 1]); descriptor && name == "--fd") {
            options.descriptor = *descriptor;
        } else {
            return std::nullopt;
        }
    }
    return argc % 2 == 0 ? std::optional(options) : std::nullopt;
}

/// Nothing for a document that holds no table.
dttot::TableReader readerOf(tables::Format format) {
    if (!tables::holdsTable(format)) {
        return {};
    }
    const dttot::TableReader reader = format == tables::Format::pdf ? &dttot::pdf::readPdf : dttot::readerOf(format);
    return [reader](std::string_view bytes, tables::RowSink& sink) {
        TimedRows timed(sink);
        reader(bytes, timed);
    };
}

void writeList(const dttot::ListFormat& format, const dttot::ListName& list) {
    print(
        {{"list",
          {{"script", format.name},
           {"script_version", format.version},
           {"name", list.name},
           {"title", list.title},
           {"whole", format.isPublishedWhole}}}}
    );
}

void writeRecords(std::string_view bytes, tables::Format format, const Options& options) {
    dttot::JsonLines lines;
    const dttot::Source source{
        .bytes = bytes, .format = format, .filename = options.filename, .reader = readerOf(format)};
    const dttot::Summary summary = dttot::readList(source, options.script, &writeList, lines);
    print(
        {{"summary",
          {{"format", tables::nameOf(format)},
           {"rows", summary.rows},
           {"records", summary.records},
           {"record_rows", summary.recordRows},
           {"skipped", summary.skipped},
           {"with_issues", summary.withIssues}}}}
    );
}

void writeScripts() {
    for (const dttot::ListFormat* format : dttot::listFormats()) {
        json::array formats;
        for (const std::string_view each : dttot::text::split(format->formats, ' ')) {
            formats.emplace_back(each);
        }
        print(
            {{"script",
              {{"id", format->id},
               {"name", format->name},
               {"version", format->version},
               {"title", format->title},
               {"formats", std::move(formats)}}}}
        );
    }
    print({{"summary", json::object()}});
}

} // namespace

int main(int argc, char** argv) {
    const std::string_view mode = argc > 1 ? argv[1] : "";
    if (mode == "scripts" && argc == 2) {
        writeScripts();
        return 0;
    }
    const std::optional<Options> options = mode == "records" ? optionsOf(argc, argv) : std::nullopt;
    if (!options) {
        std::fputs(
            "usage: dttot-extract records --fd N [--script NAME] [--filename NAME]\n"
            "       dttot-extract scripts\n",
            stderr
        );
        return 2;
    }
    return tables::readConfined(
        options->descriptor,
        {.name = "dttot-extract", .codeOf = &dttot::codeOf, .unreadable = "dttot.extract.failed"},
        [&](std::string_view bytes, tables::Format format) { writeRecords(bytes, format, *options); }
    );
}
