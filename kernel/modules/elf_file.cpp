#include <kernel/modules/elf_file.h>
#include <kernel/modules/refusal.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace tenon::modules {

namespace {

constexpr Elf64_Half thisMachine =
#if defined(__x86_64__)
    EM_X86_64;
#elif defined(__aarch64__)
    EM_AARCH64;
#else
#error "Name this machine's ELF number here."
#endif

/// Larger than any section that is read here has a reason to be.
constexpr std::uint64_t sectionLimit = 16 * 1024 * 1024;

Refusal truncated() { return Refusal("truncated ELF file"); }

/// The bytes of `text` as records of type T; a rest too short for one is left out.
template <typename T>
std::vector<T> recordsOf(const std::string& text) {
    std::vector<T> records(text.size() / sizeof(T));
    if (!records.empty()) {
        std::memcpy(records.data(), text.data(), records.size() * sizeof(T));
    }
    return records;
}

/// The text that starts at `offset` of a string table and ends with a zero byte.
std::string_view textIn(std::string_view table, std::uint64_t offset) {
    if (offset >= table.size()) {
        throw truncated();
    }
    const std::string_view rest = table.substr(offset);
    return rest.substr(0, rest.find('\0'));
}

bool isSharedLibrary(const Elf64_Ehdr& header) {
    return std::memcmp(header.e_ident, ELFMAG, SELFMAG) == 0 && header.e_ident[EI_CLASS] == ELFCLASS64
           && header.e_ident[EI_DATA] == ELFDATA2LSB && header.e_type == ET_DYN;
}

} // namespace

// O_NONBLOCK: a pipe in the modules folder must not hold up the start.
ElfFile::ElfFile(const std::filesystem::path& path)
    : _descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
    if (_descriptor < 0) {
        throw Refusal("cannot open file " + path.string() + ": " + std::generic_category().message(errno));
    }
    try {
        readHeaders();
    } catch (...) {
        ::close(_descriptor);
        throw;
    }
}

ElfFile::~ElfFile() { ::close(_descriptor); }

void ElfFile::readHeaders() {
    if (::fstat(_descriptor, &_status) != 0 || !S_ISREG(_status.st_mode)) {
        throw Refusal("not a regular file");
    }
    _size = static_cast<std::uint64_t>(_status.st_size);

    Elf64_Ehdr header{};
    const std::string start = bytes(0, std::min<std::uint64_t>(_size, sizeof(header)));
    if (!start.starts_with(std::string_view(ELFMAG, SELFMAG))) {
        throw Refusal("not an ELF shared library");
    }
    if (start.size() < sizeof(header)) {
        throw truncated();
    }
    std::memcpy(&header, start.data(), sizeof(header));
    if (!isSharedLibrary(header)) {
        throw Refusal("not an ELF shared library");
    }
    if (header.e_machine != thisMachine) {
        throw Refusal("built for another machine (ELF number " + std::to_string(header.e_machine) + ")");
    }
    if (header.e_shnum == 0) {
        return;
    }
    if (header.e_shentsize != sizeof(Elf64_Shdr) || header.e_shstrndx >= header.e_shnum) {
        throw Refusal("damaged ELF file");
    }
    _sections = recordsOf<Elf64_Shdr>(bytes(header.e_shoff, std::uint64_t{header.e_shnum} * sizeof(Elf64_Shdr)));
    _sectionNames = contents(_sections[header.e_shstrndx]);
}

std::string ElfFile::bytes(std::uint64_t offset, std::uint64_t size) const {
    if (offset > _size || size > _size - offset) {
        throw truncated();
    }
    if (size > sectionLimit) {
        throw Refusal("damaged ELF file");
    }
    std::string text(size, '\0');
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t got =
            ::pread(_descriptor, text.data() + done, text.size() - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            throw truncated();
        }
        done += static_cast<std::size_t>(got);
    }
    return text;
}

std::string ElfFile::contents(const Elf64_Shdr& section) const {
    return section.sh_type == SHT_NOBITS ? std::string() : bytes(section.sh_offset, section.sh_size);
}

std::optional<std::string> ElfFile::section(std::string_view name) const {
    for (const Elf64_Shdr& section : _sections) {
        if (textIn(_sectionNames, section.sh_name) == name) {
            return contents(section);
        }
    }
    return std::nullopt;
}

std::vector<std::string> ElfFile::needed() const {
    std::vector<std::string> libraries;
    for (const Elf64_Shdr& section : _sections) {
        if (section.sh_type != SHT_DYNAMIC) {
            continue;
        }
        if (section.sh_link >= _sections.size()) {
            throw Refusal("damaged ELF file");
        }
        const std::string names = contents(_sections[section.sh_link]);
        for (const Elf64_Dyn& entry : recordsOf<Elf64_Dyn>(contents(section))) {
            if (entry.d_tag == DT_NEEDED) {
                libraries.emplace_back(textIn(names, entry.d_un.d_val));
            }
        }
    }
    return libraries;
}

} // namespace tenon::modules
