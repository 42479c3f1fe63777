/// A module's manifest: as text, and in any file that may or may not be a library.

#include <kernel/modules/elf_file.h>
#include <kernel/modules/elf_manifest.h>
#include <kernel/modules/refusal.h>
#include <tests/fuzz/fuzz.h>

#include <tenon/file.h>

#include <sys/mman.h>
#include <unistd.h>

using namespace tenon::modules;
using tenon::fuzz::claim;

namespace {

void tryText(std::string_view text) {
    const Manifest manifest = parseManifest(text);
    claim(isModuleName(manifest.name) && !manifest.version.empty(), "a manifest names its module");
    std::string needed;
    for (const Requirement& requirement : manifest.requirements) {
        needed.append(needed.empty() ? "" : ",").append(requirement.module);
        needed.append(requirement.kind == Requirement::Kind::optional ? "?" : "");
    }
    const Manifest again = parseManifest(
        "TENONMODULE1\nname=" + manifest.name + "\nversion=" + manifest.version + "\nabi=" + manifest.abi + "\nsdk="
        + std::to_string(manifest.sdkMajor) + '.' + std::to_string(manifest.sdkMinor) + "\nrequires=" + needed + '\n'
    );
    claim(again.requirements == manifest.requirements && again.version == manifest.version, "a manifest survives");
}

void tryFile(std::string_view bytes) {
    const tenon::Descriptor file(::memfd_create("library", MFD_CLOEXEC));
    claim(::write(file.get(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()), "there is memory");
    const std::string path = "/proc/self/fd/" + std::to_string(file.get());
    const ElfFile library(path);
    for (const char* name : {".tenon_module", ".dynstr", "text"}) {
        const auto section = library.section(name);
        claim(!section || section->size() <= bytes.size(), "a section lies in the file");
    }
    static_cast<void>(library.needed());
    static_cast<void>(readManifest(path, "hello"));
}

} // namespace

void tenon::fuzz::run(std::string_view bytes) {
    try {
        bytes.starts_with("\x7f"
                          "ELF")
            ? tryFile(bytes)
            : tryText(bytes);
    } catch (const Refusal& refusal) {
        claim(std::string_view(refusal.what()).find('\n') == std::string_view::npos, "a refusal is one line");
    }
}
