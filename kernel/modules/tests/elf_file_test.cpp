#include <kernel/modules/elf_file.h>
#include <kernel/modules/refusal.h>

#include <cppunit/TestAssert.h>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdlib.h>
#include <unistd.h>

namespace tenon::modules {

/// Reads a library made by hand: one section with a text, one with the names of sections, one that is dynamic.
class ElfFileTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ElfFileTest);
    CPPUNIT_TEST(aSectionIsFoundByItsName);
    CPPUNIT_TEST(neededLibrariesAreListed);
    CPPUNIT_TEST(aLibraryWithoutSectionsHasNone);
    CPPUNIT_TEST(everyShorterFileIsRefused);
    CPPUNIT_TEST(aByteChangedAnywhereNeverReadsOutOfBounds);
    CPPUNIT_TEST(sizesThatOverflowAreTruncation);
    CPPUNIT_TEST(aSectionNameOutsideOfTheTableIsTruncation);
    CPPUNIT_TEST(librariesOfOtherMachinesAndProgramsAreRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        std::string pattern = (std::filesystem::temp_directory_path() / "tenon-elf-XXXXXX").string();
        const int descriptor = ::mkstemp(pattern.data());
        CPPUNIT_ASSERT(descriptor >= 0);
        ::close(descriptor);
        _path = pattern;
        _image = Image();
        std::memcpy(_image.header.e_ident, ELFMAG, SELFMAG);
        _image.header.e_ident[EI_CLASS] = ELFCLASS64;
        _image.header.e_ident[EI_DATA] = ELFDATA2LSB;
        _image.header.e_type = ET_DYN;
        _image.header.e_machine = machineOfThisProgram();
        _image.header.e_shoff = offsetof(Image, sections);
        _image.header.e_shentsize = sizeof(Elf64_Shdr);
        _image.header.e_shnum = 3;
        _image.header.e_shstrndx = 0;
        std::memcpy(_image.names.data(), "\0text\0dynamic\0libc.so.6", 23);
        _image.text = {'w', 'o', 'r', 'd'};
        _image.dynamic = {{{DT_NEEDED, {14}}, {DT_NULL, {0}}}};
        _image.sections[0] = section(SHT_STRTAB, 0, offsetof(Image, names), sizeof(Image::names));
        _image.sections[1] = section(SHT_PROGBITS, 1, offsetof(Image, text), sizeof(Image::text));
        _image.sections[2] = section(SHT_DYNAMIC, 6, offsetof(Image, dynamic), sizeof(Image::dynamic));
    }

    void tearDown() override { std::filesystem::remove(_path); }

    void aSectionIsFoundByItsName() {
        const ElfFile file = written();
        CPPUNIT_ASSERT(file.section("text") == "word");
        CPPUNIT_ASSERT(!file.section("tex"));
    }

    void neededLibrariesAreListed() { CPPUNIT_ASSERT(written().needed() == std::vector<std::string>{"libc.so.6"}); }

    void aLibraryWithoutSectionsHasNone() {
        _image.header.e_shnum = 0;
        CPPUNIT_ASSERT(!written().section("text"));
    }

    void everyShorterFileIsRefused() {
        for (std::size_t length = 0; length < sizeof(Image); ++length) {
            write(length);
            CPPUNIT_ASSERT_THROW_MESSAGE(std::to_string(length), readAll(), Refusal);
        }
    }

    void aByteChangedAnywhereNeverReadsOutOfBounds() {
        for (std::size_t at = 0; at < sizeof(Image); ++at) {
            const Image sound = _image;
            std::array<char, sizeof(Image)> bytes{};
            std::memcpy(bytes.data(), &_image, sizeof(Image));
            bytes[at] = static_cast<char>(~bytes[at]);
            std::memcpy(&_image, bytes.data(), sizeof(Image));
            write(sizeof(Image));
            try {
                readAll();
            } catch (const Refusal&) {
                ++_refused;
            }
            _image = sound;
        }
        CPPUNIT_ASSERT(_refused > 0);
    }

    void sizesThatOverflowAreTruncation() {
        _image.sections[1].sh_offset = 8;
        _image.sections[1].sh_size = ~std::uint64_t{0} - 4;
        CPPUNIT_ASSERT_EQUAL(std::string("truncated ELF file"), refusal());
    }

    void aSectionNameOutsideOfTheTableIsTruncation() {
        _image.sections[1].sh_name = 1'000'000;
        CPPUNIT_ASSERT_EQUAL(std::string("truncated ELF file"), refusal());
    }

    void librariesOfOtherMachinesAndProgramsAreRefused() {
        _image.header.e_machine = EM_S390;
        CPPUNIT_ASSERT_EQUAL(std::string("built for another machine (ELF number 22)"), refusal());
        _image.header.e_type = ET_EXEC;
        CPPUNIT_ASSERT_EQUAL(std::string("not an ELF shared library"), refusal());
    }

private:
    struct Image {
        Elf64_Ehdr header{};
        std::array<char, 24> names{};
        std::array<char, 4> text{};
        std::array<char, 4> padding{};
        std::array<Elf64_Dyn, 2> dynamic{};
        std::array<Elf64_Shdr, 3> sections{};
    };

    static Elf64_Half machineOfThisProgram() {
        Elf64_Ehdr header{};
        std::array<char, sizeof(header)> bytes{};
        std::ifstream("/proc/self/exe", std::ios::binary).read(bytes.data(), bytes.size());
        std::memcpy(&header, bytes.data(), sizeof(header));
        return header.e_machine;
    }

    static Elf64_Shdr section(Elf64_Word type, Elf64_Word name, std::size_t offset, std::size_t size) {
        Elf64_Shdr section{};
        section.sh_type = type;
        section.sh_name = name;
        section.sh_offset = offset;
        section.sh_size = size;
        return section;
    }

    void write(std::size_t length) const {
        std::array<char, sizeof(Image)> bytes{};
        std::memcpy(bytes.data(), &_image, sizeof(Image));
        std::ofstream(_path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(length));
    }

    [[nodiscard]] ElfFile written() const {
        write(sizeof(Image));
        return ElfFile(_path);
    }

    void readAll() const {
        const ElfFile file(_path);
        static_cast<void>(file.section("text"));
        static_cast<void>(file.needed());
    }

    [[nodiscard]] std::string refusal() const {
        write(sizeof(Image));
        try {
            readAll();
        } catch (const Refusal& refusal) {
            return refusal.what();
        }
        return "nothing was refused";
    }

    std::filesystem::path _path;
    Image _image;
    int _refused = 0;
};

CPPUNIT_TEST_SUITE_REGISTRATION(ElfFileTest);

} // namespace tenon::modules
