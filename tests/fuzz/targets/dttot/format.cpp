/// The format of a file: what the server lets in and what the helper reads must be the same.

#include <tests/fuzz/fuzz.h>

#include <tenon/file.h>

#include <extraction/failure.h>
#include <file_format.h>
#include <sys/mman.h>
#include <tables/format.h>
#include <unistd.h>

using tenon::fuzz::claim;

void tenon::fuzz::run(std::string_view bytes) {
    static const Descriptor file(::memfd_create("document", MFD_CLOEXEC));
    claim(
        ::ftruncate(file.get(), 0) == 0 && ::pwrite(file.get(), bytes.data(), bytes.size(), 0) >= 0, "there is memory"
    );
    const auto accepted = dttot::formatOf(file.get(), 0, bytes.size());
    try {
        const auto read = dttot::tables::nameOf(dttot::tables::formatOf(bytes));
        claim(accepted == read, "what the helper reads is let in as what it is");
    } catch (const dttot::Failure& failure) {
        claim(!accepted, "what the helper refuses is not let in");
        claim(!failure.code().empty(), "a failure has its code");
    }
}
