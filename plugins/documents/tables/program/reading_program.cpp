#include "tables/program/reading_program.h"

#include "tables/document.h"
#include "tables/json_line.h"
#include "tables/time_allowance.h"

#include <tenon/sandbox.h>

#include <cstdio>
#include <exception>
#include <new>
#include <string>

namespace documents::tables {

namespace {

int failed(std::string_view code, std::string_view message) {
    print({{"failure", {{"code", code}, {"message", message}}}});
    return 1;
}

int failed(const ReadingProgram& program, const Failure& failure) {
    return failed(program.codeOf(failure), failure.what());
}

} // namespace

int readConfined(
    int descriptor,
    const ReadingProgram& program,
    const std::function<void(std::string_view bytes, Format format)>& read
) {
    try {
        limitTime(timeToBegin);
        tenon::sandbox::confine({.cpu = timeInAll, .memoryBytes = memoryInAll});
        const Document document(descriptor);
        read(document.bytes(), formatOf(document.bytes()));
        return 0;
    } catch (const Failure& failure) {
        return failed(program, failure);
    } catch (const std::bad_alloc&) {
        return failed(program, Failure("file.too_large", "Reading the document takes more memory than 512 MiB."));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s: %s\n", std::string(program.name).c_str(), error.what());
        return failed(program.unreadable, "The document could not be read.");
    }
}

} // namespace documents::tables
