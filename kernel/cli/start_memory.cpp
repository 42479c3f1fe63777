#include <kernel/cli/start_memory.h>

#include <algorithm>
#include <cstdint>
#include <fcntl.h>
#include <link.h>
#include <malloc.h>
#include <span>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

namespace tenon::cli {

namespace {

/// Entries of /proc/self/pagemap (proc(5)).
constexpr std::uint64_t isPresent = 1ULL << 63;
constexpr std::uint64_t isOfFile = 1ULL << 61;

std::uint64_t pageSize() {
    static const auto size = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    return size;
}

struct Pages {
    std::uint64_t first;
    std::uint64_t count;
};

class PageMap {
public:
    PageMap() : _fd(::open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC)) {}

    ~PageMap() { ::close(_fd); }

    PageMap(const PageMap&) = delete;
    PageMap& operator=(const PageMap&) = delete;

    /// Whether each of them is as it is in the file. It is not after a debugger has set a breakpoint there, or where a
    /// library has its text relocated; those pages would be lost.
    [[nodiscard]] bool isUnchanged(Pages pages) const {
        std::vector<std::uint64_t> entries(pages.count);
        const auto size = static_cast<ssize_t>(pages.count * sizeof(std::uint64_t));
        const auto offset = static_cast<off_t>(pages.first * sizeof(std::uint64_t));
        return ::pread(_fd, entries.data(), static_cast<std::size_t>(size), offset) == size
               && std::ranges::all_of(entries, [](std::uint64_t entry) {
                      return (entry & isPresent) == 0 || (entry & isOfFile) != 0;
                  });
    }

private:
    int _fd;
};

Pages pagesOf(const dl_phdr_info& library, const ElfW(Phdr) & segment) {
    const std::uint64_t begin = library.dlpi_addr + segment.p_vaddr;
    const std::uint64_t first = begin / pageSize();
    return {first, (begin + segment.p_memsz + pageSize() - 1) / pageSize() - first};
}

/// Called with the linker's lock held, so that no library comes or goes meanwhile.
int releasePagesOf(dl_phdr_info* library, std::size_t, void* pageMap) {
    for (const ElfW(Phdr) & segment : std::span(library->dlpi_phdr, library->dlpi_phnum)) {
        if (segment.p_type != PT_LOAD || (segment.p_flags & PF_W) != 0) {
            continue;
        }
        const Pages pages = pagesOf(*library, segment);
        if (static_cast<const PageMap*>(pageMap)->isUnchanged(pages)) {
            // NOLINTNEXTLINE(performance-no-int-to-ptr): the linker tells addresses as numbers
            ::madvise(reinterpret_cast<void*>(pages.first * pageSize()), pages.count * pageSize(), MADV_DONTNEED);
        }
    }
    return 0;
}

} // namespace

void releaseStartMemory() noexcept {
    PageMap pageMap;
    ::dl_iterate_phdr(releasePagesOf, &pageMap);
    ::malloc_trim(0);
}

} // namespace tenon::cli
