#include <kernel/modules/code_map.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <link.h>
#include <span>

namespace tenon::modules {

namespace {

struct Library {
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
    const char* module = nullptr;

    [[nodiscard]] bool holds(std::uintptr_t address) const { return begin <= address && address < end; }
};

/// Beyond these, a crash is reported without a name.
constexpr std::size_t mostLibraries = 512;

/// Filled from the front while modules start; a signal handler reads no more than the count says.
constinit std::array<Library, mostLibraries> libraries{};
constinit std::atomic<std::size_t> count = 0;

/// From the first loaded byte of an object to its last.
Library extentOf(const dl_phdr_info& object) {
    Library extent{.begin = UINTPTR_MAX};
    for (const ElfW(Phdr) & part : std::span(object.dlpi_phdr, object.dlpi_phnum)) {
        if (part.p_type == PT_LOAD) {
            const std::uintptr_t begin = object.dlpi_addr + part.p_vaddr;
            extent.begin = std::min(extent.begin, begin);
            extent.end = std::max(extent.end, begin + part.p_memsz);
        }
    }
    return extent;
}

/// Looks at one object of the process; ends the search when it holds the address that `wanted` begins with.
int compare(dl_phdr_info* object, std::size_t, void* wanted) {
    auto& library = *static_cast<Library*>(wanted);
    const Library extent = extentOf(*object);
    if (!extent.holds(library.begin)) {
        return 0;
    }
    library = extent;
    return 1;
}

} // namespace

void mapCode(const ModuleDescriptor& descriptor) {
    const std::size_t used = count.load(std::memory_order_relaxed);
    Library library{.begin = reinterpret_cast<std::uintptr_t>(&descriptor)};
    if (used == mostLibraries || ::dl_iterate_phdr(&compare, &library) == 0) {
        return;
    }
    library.module = descriptor.name;
    libraries[used] = library;
    count.store(used + 1, std::memory_order_release);
}

std::string_view moduleAt(std::uintptr_t address) noexcept {
    const auto known = std::span(libraries).first(count.load(std::memory_order_acquire));
    const auto found =
        std::ranges::find_if(known, [address](const Library& library) { return library.holds(address); });
    return found == known.end() ? std::string_view() : std::string_view(found->module);
}

} // namespace tenon::modules
