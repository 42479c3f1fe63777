#pragma once

#include <cstdint>
#include <elf.h>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <vector>

namespace tenon::modules {

/// A 64-bit ELF shared library, read from its file: nothing in it is mapped or run.
///
/// Every offset and size comes from the file and is checked against its length, so that a damaged or hostile file is a
/// Refusal. Not for use by several threads at once.
class ElfFile {
public:
    /// Opens `path`; throws Refusal when it cannot be opened, is no regular file, is no shared library for this
    /// machine, or ends too early.
    explicit ElfFile(const std::filesystem::path& path);
    ~ElfFile();
    ElfFile(const ElfFile&) = delete;
    ElfFile& operator=(const ElfFile&) = delete;

    /// Owner, mode and size of the open file.
    [[nodiscard]] const struct stat& status() const { return _status; }

    /// The bytes of the section `name`, or nothing when there is none. Throws Refusal when they are outside of the
    /// file.
    [[nodiscard]] std::optional<std::string> section(std::string_view name) const;

    /// The libraries it asks the dynamic linker for (DT_NEEDED), in their order. Throws Refusal as section() does.
    [[nodiscard]] std::vector<std::string> needed() const;

private:
    void readHeaders();
    [[nodiscard]] std::string bytes(std::uint64_t offset, std::uint64_t size) const;
    [[nodiscard]] std::string contents(const Elf64_Shdr& section) const;

    int _descriptor;

    struct stat _status {};

    std::uint64_t _size = 0;
    std::vector<Elf64_Shdr> _sections;
    std::string _sectionNames;
};

} // namespace tenon::modules
