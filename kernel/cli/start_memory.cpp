#include <kernel/cli/start_memory.h>

#include <algorithm>
#include <cstdint>
#include <fcntl.h>
#include <functional>
#include <link.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

namespace tenon::cli {

namespace {

/// What /proc/self/pagemap (proc(5)) says of one page.
class PageState {
public:
    /// Whether it is in memory and as it is in the file: a debugger's breakpoints and what the linker has relocated are
    /// in pages of the process's own, which would be lost.
    [[nodiscard]] bool isOfFile() const { return (_bits & present) != 0 && (_bits & ofFile) != 0; }

private:
    static constexpr std::uint64_t present = 1ULL << 63;
    static constexpr std::uint64_t ofFile = 1ULL << 61;

    std::uint64_t _bits = 0;
};

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

    /// Nothing where the system does not tell.
    [[nodiscard]] std::vector<PageState> statesOf(Pages pages) const {
        std::vector<PageState> states(pages.count);
        const auto size = static_cast<ssize_t>(pages.count * sizeof(PageState));
        const auto offset = static_cast<off_t>(pages.first * sizeof(PageState));
        if (::pread(_fd, states.data(), static_cast<std::size_t>(size), offset) != size) {
            states.clear();
        }
        return states;
    }

    [[nodiscard]] std::uint64_t pageSize() const { return _pageSize; }

private:
    const int _fd;
    const std::uint64_t _pageSize = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
};

/// Where nobody writes to any more once the linker is done.
bool isReadOnly(const ElfW(Phdr) & segment) {
    return segment.p_type == PT_GNU_RELRO || (segment.p_type == PT_LOAD && (segment.p_flags & PF_W) == 0);
}

void release(Pages pages, std::uint64_t pageSize) {
    void* begin = reinterpret_cast<void*>(pages.first * pageSize);
    ::madvise(begin, pages.count * pageSize, MADV_DONTNEED); // What cannot be released stays
}

/// Releases those of the pages that are as they are in the file.
void releaseUnchanged(Pages pages, const PageMap& map) {
    const std::vector<PageState> states = map.statesOf(pages);
    auto end = states.begin();
    for (;;) {
        const auto begin = std::find_if(end, states.end(), std::mem_fn(&PageState::isOfFile));
        end = std::find_if_not(begin, states.end(), std::mem_fn(&PageState::isOfFile));
        if (begin == end) {
            return;
        }
        const auto first = static_cast<std::uint64_t>(begin - states.begin());
        release({pages.first + first, static_cast<std::uint64_t>(end - begin)}, map.pageSize());
    }
}

/// Called with the linker's lock held, so that no library comes or goes meanwhile.
int releasePagesOf(dl_phdr_info* library, std::size_t, void* pageMap) {
    const PageMap& map = *static_cast<const PageMap*>(pageMap);
    // A copy: they stand in the first of the pages that are released, and would bring it back with its neighbours.
    const std::vector<ElfW(Phdr)> segments(library->dlpi_phdr, library->dlpi_phdr + library->dlpi_phnum);
    for (const ElfW(Phdr) & segment : segments) {
        if (isReadOnly(segment)) {
            const std::uint64_t begin = (library->dlpi_addr + segment.p_vaddr) / map.pageSize();
            const std::uint64_t end = (library->dlpi_addr + segment.p_vaddr + segment.p_memsz) / map.pageSize();
            releaseUnchanged({begin, end - begin}, map);
        }
    }
    return 0;
}

} // namespace

void releaseStartMemory() {
    PageMap map;
    ::dl_iterate_phdr(releasePagesOf, &map);
    ::malloc_trim(0);
}

} // namespace tenon::cli
