#include "reading/sandboxed_tables.h"

#include "reading/sheet_line.h"
#include "tables/time_allowance.h"

#include <tenon/blocking.h>
#include <tenon/error.h>
#include <tenon/random.h>
#include <tenon/sandbox.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace documents {

namespace {

using tenon::Error;
using tenon::Message;
using tenon::sandbox::Outcome;

/// The file of a request, kept under a name of its own for as long as it is read.
class KeptFile {
public:
    KeptFile(tenon::FileStore& files, const tenon::Upload& upload)
        : _files(files), _owner("table " + tenon::Random::uuid()), _file(files.keep(upload, _owner)) {}

    KeptFile(const KeptFile&) = delete;
    KeptFile& operator=(const KeptFile&) = delete;

    ~KeptFile() {
        try {
            _files.discard(_file.sha256, _owner);
        } catch (const std::exception&) {
            // What stays behind is a file without meaning; the answer is not lost for it.
        }
    }

    [[nodiscard]] tenon::Descriptor open() const { return _files.open(_file.sha256); }

    [[nodiscard]] const std::string& sha256() const { return _file.sha256; }

private:
    tenon::FileStore& _files;
    const std::string _owner;
    const tenon::StoredFile _file;
};

/// A turn of those that may read at the same time.
class Turn {
public:
    explicit Turn(Turns& turns) : _turns(turns) {
        if (!turns.try_acquire()) {
            throw tenon::Unavailable("Too many files are being read; try again.");
        }
    }

    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

    ~Turn() { _turns.release(); }

private:
    Turns& _turns;
};

tenon::sandbox::Limits helperLimits() {
    return {.wall = 2 * tables::timeInAll, .cpu = tables::timeInAll, .memoryBytes = tables::memoryInAll};
}

/// What a program that said nothing about its end says by it.
Error errorOf(const Outcome& outcome) {
    if (outcome.end == Outcome::End::timedOut
        || (outcome.end == Outcome::End::exited && outcome.exitCode == tables::outOfTime)) {
        return {422, "documents.file.too_slow", "Reading the document takes too long for what is in it."};
    }
    if (outcome.end == Outcome::End::outputTooLarge) {
        return {422, "documents.file.too_large", "The document holds too much."};
    }
    return {422, "documents.file.unreadable", "The document could not be read."};
}

/// What clients are told, by the reader's code; its own words are for the one who wrote the file.
constexpr std::array<std::pair<std::string_view, const char*>, 12> sentences{{
    {"file.unsupported", "The file is no spreadsheet that is read here: .xlsx, .xls or delimited text."},
    {"file.damaged", "The file is damaged or was cut off."},
    {"file.empty", "The document is empty."},
    {"file.encrypted", "The workbook is protected by a password."},
    {"file.no_sheet", "The workbook has no sheet of this name with rows in it."},
    {"file.column", "A cell lies beyond the last column that a workbook can have (XFD)."},
    {"file.too_large", "The document holds too much."},
    {"file.too_many_cells", "The workbook has more than 20 million cells."},
    {"file.too_many_merged", "A sheet has more than 100,000 merged areas."},
    {"file.zip_bomb", "The file inflates to far more than it is large."},
    {"file.xml_depth", "The workbook nests elements more than 64 deep."},
    {"file.xml_doctype", "The workbook declares a document type, which none needs."},
}};

Error errorOf(const tenon::JsonObject& failure, const TableLimits& limits) {
    const std::string_view code = tenon::textAt(failure, "code");
    Message message("The document could not be read.");
    if (code == "file.too_many_rows") {
        message = {"The sheet has more than {rows} rows.", {{"rows", limits.rows}}};
    } else if (code == "file.too_many_columns") {
        message = {"The sheet has more than {columns} columns.", {{"columns", limits.columns}}};
    }
    for (const auto& [known, sentence] : sentences) {
        message = known == code ? Message(sentence) : message;
    }
    return {422, "documents." + std::string(code), std::move(message)};
}

} // namespace

TableFile SandboxedTables::read(
    const tenon::Upload& file, const std::string& sheet, const TableLimits& limits, const OnRow& onRow
) {
    refuseTransaction();
    if (file.size > limits.bytes) {
        throw Error(
            413,
            "documents.file.too_large",
            Message("The file is larger than {megabytes} MiB.", {{"megabytes", limits.bytes >> 20U}})
        );
    }
    const Turn turn(_turns);
    const KeptFile kept(_app.files(), file);
    const tenon::Descriptor input = kept.open();
    using Arguments = std::vector<std::string>;
    TableFile read = run(input.get(), sheet.empty() ? Arguments() : Arguments{"--sheet", sheet}, limits, onRow);
    read.sha256 = kept.sha256();
    return read;
}

TableFile SandboxedTables::readEverySheet(int file, const TableLimits& limits, const OnRow& onRow) {
    refuseTransaction();
    const Turn turn(_turns);
    return run(file, {"--sheets", "every"}, limits, onRow);
}

void SandboxedTables::refuseTransaction() const {
    if (_app.database().isInTransaction()) {
        throw std::logic_error("files are read outside of transactions");
    }
}

TableFile SandboxedTables::run(
    int file, const std::vector<std::string>& which, const TableLimits& limits, const OnRow& onRow
) const {
    std::vector<std::string> arguments{
        "--fd",
        std::to_string(tenon::sandbox::inputDescriptor),
        "--rows",
        std::to_string(limits.rows),
        "--columns",
        std::to_string(limits.columns)};
    arguments.insert(arguments.end(), which.begin(), which.end());
    SheetLineReader lines(onRow);
    const Outcome outcome = [&] {
        const tenon::BlockingRegion region;
        return tenon::sandbox::run(
            _app.program("tenon-tables"),
            arguments,
            file,
            helperLimits(),
            [&](std::string_view line) { lines.take(line); }
        );
    }();
    if (lines.failure()) {
        throw errorOf(*lines.failure(), limits);
    }
    if (!outcome.succeeded() || !lines.summary()) {
        _app.log().warn("documents.tables.ended", {{"stderr", outcome.errorTail}, {"signal", outcome.signal}});
        throw errorOf(outcome);
    }
    TableFile read;
    lines.describe(read);
    return read;
}

} // namespace documents
