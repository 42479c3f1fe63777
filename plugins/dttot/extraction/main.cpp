/// dttot-extract: reads one list in a sandbox and writes what it holds as lines of JSON.
///
///   dttot-extract records --fd 3 [--script un-consolidated] [--filename list.xml]
///   dttot-extract table --fd 3 --offset 0 --limit 100
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
#include "extraction/raw_table.h"
#include "extraction/record_table.h"
#include "extraction/text.h"
#include "tables/document.h"
#include "tables/time_allowance.h"

#include <tenon/sandbox.h>

#include <boost/json/array.hpp>

#include <charconv>
#include <cstdio>
#include <exception>
#include <new>
#include <optional>
#include <string_view>
#include <utility>

namespace {

namespace json = boost::json;

using dttot::JsonLines;
using dttot::print;

enum class Mode { records, table, scripts };

struct Options {
    Mode mode = Mode::records;
    int descriptor = 0;
    std::string_view script;
    std::string_view filename;
    std::uint64_t offset = 0;
    std::uint64_t limit = 100;
};

/// Grants time for each row on its way.
class TimedRows : public dttot::tables::RowSink {
public:
    explicit TimedRows(dttot::tables::RowSink& next) : _next(next) {}

    void sheet(const dttot::tables::Sheet& sheet) override { _next.sheet(sheet); }

    void row(dttot::tables::Row&& row) override {
        dttot::tables::grantTime(dttot::tables::timePerRow);
        _next.row(std::move(row));
    }

private:
    dttot::tables::RowSink& _next;
};

template <typename Number>
bool readNumber(std::string_view text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

std::optional<Options> optionsOf(int argc, char** argv) {
    Options options;
    const std::string_view mode = argc > 1 ? argv[1] : "";
    if ((mode != "records" && mode != "table" && mode != "scripts") || argc % 2 != 0) {
        return std::nullopt;
    }
    options.mode = mode == "table" ? Mode::table : mode == "scripts" ? Mode::scripts : Mode::records;
    for (int i = 2; i < argc; i += 2) {
        const std::string_view name = argv[i];
        if (name == "--script" || name == "--filename") {
            (name == "--script" ? options.script : options.filename) = argv[i + 1];
            continue;
        }
        const bool read = name == "--fd"       ? readNumber(argv[i + 1], options.descriptor)
                          : name == "--offset" ? readNumber(argv[i + 1], options.offset)
                          : name == "--limit"  ? readNumber(argv[i + 1], options.limit)
                                               : false;
        if (!read) {
            return std::nullopt;
        }
    }
    return options;
}

/// Nothing for a document that holds no table.
dttot::TableReader readerOf(dttot::tables::Format format) {
    if (!dttot::tables::holdsTable(format)) {
        return {};
    }
    const dttot::TableReader reader =
        format == dttot::tables::Format::pdf ? &dttot::pdf::readPdf : dttot::readerOf(format);
    return [reader](std::string_view bytes, dttot::tables::RowSink& sink) {
        TimedRows timed(sink);
        reader(bytes, timed);
    };
}

dttot::Source sourceOf(std::string_view bytes, dttot::tables::Format format, const Options& options) {
    return {.bytes = bytes, .format = format, .filename = options.filename, .reader = readerOf(format)};
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

void writeRecords(std::string_view bytes, dttot::tables::Format format, const Options& options) {
    JsonLines lines;
    const dttot::Summary summary = dttot::readList(sourceOf(bytes, format, options), options.script, &writeList, lines);
    print(
        {{"summary",
          {{"format", dttot::tables::nameOf(format)},
           {"rows", summary.rows},
           {"records", summary.records},
           {"record_rows", summary.recordRows},
           {"skipped", summary.skipped},
           {"with_issues", summary.withIssues}}}}
    );
}

json::array arrayOf(const std::vector<std::string>& texts) {
    json::array array;
    for (const std::string& text : texts) {
        array.emplace_back(text);
    }
    return array;
}

void writeColumns(const std::vector<std::string>& columns) { print({{"columns", arrayOf(columns)}}); }

void writeRow(const std::vector<std::string>& row) { print({{"row", arrayOf(row)}}); }

/// A document without a table of its own is shown as one of its records.
std::uint64_t writeRecordTable(const dttot::Source& source, const Options& options) {
    dttot::RecordTable table(options.offset, options.limit, &writeRow);
    writeColumns(dttot::RecordTable::columns());
    const auto anyList = [](const dttot::ListFormat&, const dttot::ListName&) {};
    return dttot::readList(source, options.script, anyList, table).records;
}

std::uint64_t writeRawTable(const dttot::Source& source, const Options& options) {
    dttot::RawTable table(options.offset, options.limit, &writeColumns, &writeRow);
    source.reader(source.bytes, table);
    table.finish();
    return table.rows();
}

void writeTable(std::string_view bytes, dttot::tables::Format format, const Options& options) {
    const dttot::Source source = sourceOf(bytes, format, options);
    const std::uint64_t rows =
        dttot::tables::holdsTable(format) ? writeRawTable(source, options) : writeRecordTable(source, options);
    print({{"summary", {{"format", dttot::tables::nameOf(format)}, {"rows", rows}}}});
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

int failed(std::string_view code, std::string_view message) {
    print({{"failure", {{"code", code}, {"message", message}}}});
    return 1;
}

int run(const Options& options) {
    try {
        if (options.mode == Mode::scripts) {
            writeScripts();
            return 0;
        }
        dttot::tables::limitTime(dttot::tables::timeToBegin);
        tenon::sandbox::confine({.cpu = dttot::tables::timeInAll, .memoryBytes = dttot::tables::memoryInAll});
        const dttot::tables::Document document(options.descriptor);
        const dttot::tables::Format format = dttot::tables::formatOf(document.bytes());
        if (options.mode == Mode::table) {
            writeTable(document.bytes(), format, options);
        } else {
            writeRecords(document.bytes(), format, options);
        }
        return 0;
    } catch (const dttot::Failure& failure) {
        return failed(dttot::codeOf(failure), failure.what());
    } catch (const std::bad_alloc&) {
        return failed("dttot.file.too_large", "Reading the document takes more memory than 512 MiB.");
    } catch (const std::exception& error) {
        std::fprintf(stderr, "dttot-extract: %s\n", error.what());
        return failed("dttot.extract.failed", "The document could not be read.");
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
        std::fputs(
            "usage: dttot-extract records|table --fd N [--script NAME] [--filename NAME] [--offset N] [--limit N]\n"
            "       dttot-extract scripts\n",
            stderr
        );
        return 2;
    }
    return run(*options);
}
