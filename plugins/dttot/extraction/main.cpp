/// dttot-extract: reads one DTTOT document in a sandbox and writes what it holds as lines of JSON.
///
///   dttot-extract records --fd 3
///   dttot-extract table --fd 3 --offset 0 --limit 100
///
/// The document is recognised by its content. Exit code 0 means that the last line is a summary; with 1 it is a
/// failure; 3 means that the document takes too long for what is in it.

#include "extraction/extraction.h"
#include "extraction/failure.h"
#include "extraction/pdf/pdf_reader.h"
#include "extraction/raw_table.h"
#include "extraction/tables/document.h"
#include "extraction/time_allowance.h"

#include <tenon/sandbox.h>

#include <boost/json/serialize.hpp>

#include <charconv>
#include <cstdio>
#include <exception>
#include <new>
#include <optional>
#include <string_view>
#include <utility>

namespace {

namespace json = boost::json;

struct Options {
    bool table = false;
    int descriptor = 0;
    std::uint64_t offset = 0;
    std::uint64_t limit = 100;
};

void print(const json::object& line) {
    const std::string text = json::serialize(line) + '\n';
    std::fwrite(text.data(), 1, text.size(), stdout);
}

class JsonLines : public dttot::Listener {
public:
    void record(const dttot::Record& record, std::uint64_t rows, const std::string& sheet) override {
        json::object line{{"record", dttot::jsonOf(record)}, {"rows", rows}};
        addSheet(line, sheet);
        print(line);
    }

    void skipped(const dttot::layout::SkippedRows& rows, const std::string& sheet) override {
        json::object entry{
            {"row", rows.row}, {"rows", rows.rows}, {"kind", dttot::layout::nameOf(rows.kind)}, {"text", rows.text}};
        addSheet(entry, sheet);
        print({{"skipped", std::move(entry)}});
    }

    void progress(std::uint64_t rows, std::optional<std::uint64_t> of) override {
        print({{"progress", {{"rows", rows}, {"of", of ? json::value(*of) : json::value()}}}});
        std::fflush(stdout);
    }

private:
    static void addSheet(json::object& line, const std::string& sheet) {
        if (!sheet.empty()) {
            line["sheet"] = sheet;
        }
    }
};

/// Grants time for each row on its way.
class TimedRows : public dttot::tables::RowSink {
public:
    explicit TimedRows(dttot::tables::RowSink& next) : _next(next) {}

    void sheet(const dttot::tables::Sheet& sheet) override { _next.sheet(sheet); }

    void row(dttot::tables::Row&& row) override {
        dttot::grantTime(dttot::timePerRow);
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
    if ((mode != "records" && mode != "table") || argc % 2 != 0) {
        return std::nullopt;
    }
    options.table = mode == "table";
    for (int i = 2; i < argc; i += 2) {
        const std::string_view name = argv[i];
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

dttot::TableReader readerOf(dttot::tables::Format format) {
    const dttot::TableReader reader =
        format == dttot::tables::Format::pdf ? &dttot::pdf::readPdf : dttot::readerOf(format);
    return [reader](std::string_view bytes, dttot::tables::RowSink& sink) {
        TimedRows timed(sink);
        reader(bytes, timed);
    };
}

void writeRecords(std::string_view bytes, dttot::tables::Format format) {
    JsonLines lines;
    const dttot::Summary summary = dttot::extract(bytes, readerOf(format), lines);
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

void writeTable(std::string_view bytes, dttot::tables::Format format, const Options& options) {
    dttot::RawTable table(
        options.offset,
        options.limit,
        [](const std::vector<std::string>& columns) {
            print({{"columns", arrayOf(columns)}});
        },
        [](const std::vector<std::string>& row) {
            print({{"row", arrayOf(row)}});
        }
    );
    readerOf(format)(bytes, table);
    table.finish();
    print({{"summary", {{"format", dttot::tables::nameOf(format)}, {"rows", table.rows()}}}});
}

int failed(std::string_view code, std::string_view message) {
    print({{"failure", {{"code", code}, {"message", message}}}});
    return 1;
}

int run(const Options& options) {
    try {
        dttot::limitTime(dttot::timeToBegin);
        tenon::sandbox::confine({.cpu = dttot::timeInAll, .memoryBytes = dttot::memoryInAll});
        const dttot::tables::Document document(options.descriptor);
        const dttot::tables::Format format = dttot::tables::formatOf(document.bytes());
        if (options.table) {
            writeTable(document.bytes(), format, options);
        } else {
            writeRecords(document.bytes(), format);
        }
        return 0;
    } catch (const dttot::Failure& failure) {
        return failed(failure.code(), failure.what());
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
        std::fputs("usage: dttot-extract records|table --fd N [--offset N] [--limit N]\n", stderr);
        return 2;
    }
    return run(*options);
}
