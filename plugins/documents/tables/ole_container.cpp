#include "tables/ole_container.h"

#include "tables/byte_view.h"

#include <algorithm>
#include <vector>

namespace documents::tables {

namespace {

constexpr std::uint32_t lastRegularSector = 0xFFFFFFFA;
constexpr std::size_t entryBytes = 128;

class OleContainer {
public:
    explicit OleContainer(std::string_view file) : _file(file) {
        const unsigned shift = _file.u16(30);
        if (shift != 9 && shift != 12) {
            throw Failure("file.damaged", "The workbook is damaged: its sector size is none that exists.");
        }
        _sectorBytes = std::size_t{1} << shift;
        readAllocationTable();
        _directory = chain(_file.u32(48));
    }

    [[nodiscard]] std::string stream(std::string_view name) const {
        for (std::size_t at = 0; at + entryBytes <= _directory.size(); at += entryBytes) {
            const ByteView entry(std::string_view(_directory).substr(at, entryBytes));
            if (entry.u8(66) == 2 && nameOf(entry) == name) {
                return contentOf(entry);
            }
        }
        return {};
    }

private:
    [[nodiscard]] std::string_view sector(std::uint32_t number) const {
        const std::size_t begin = (static_cast<std::size_t>(number) + 1) * _sectorBytes;
        // The last sector of a file may be cut short by its writer.
        return _file.part(begin, std::min(_sectorBytes, _file.size() - std::min(_file.size(), begin)));
    }

    void appendTable(std::uint32_t number) {
        const ByteView table(sector(number));
        for (std::size_t at = 0; at + 4 <= table.size(); at += 4) {
            _next.push_back(table.u32(at));
        }
    }

    void readAllocationTable() {
        const std::size_t sectors = _file.size() / _sectorBytes + 1;
        for (std::size_t at = 76; at < 512; at += 4) {
            if (_file.u32(at) <= lastRegularSector) {
                appendTable(_file.u32(at));
            }
        }
        std::uint32_t list = _file.u32(68);
        for (std::size_t hops = 0; list <= lastRegularSector; ++hops) {
            const ByteView table(sector(list));
            if (hops > sectors || _next.size() > sectors + _sectorBytes || table.size() < _sectorBytes) {
                throw Failure("file.damaged", "The workbook is damaged: its sector list goes in circles.");
            }
            for (std::size_t at = 0; at + 8 <= table.size(); at += 4) {
                if (table.u32(at) <= lastRegularSector) {
                    appendTable(table.u32(at));
                }
            }
            list = table.u32(_sectorBytes - 4);
        }
    }

    [[nodiscard]] std::string chain(std::uint32_t first) const {
        std::string content;
        for (std::uint32_t number = first; number <= lastRegularSector; number = _next[number]) {
            if (number >= _next.size() || content.size() > _file.size()) {
                throw Failure("file.damaged", "The workbook is damaged: a chain of sectors is broken.");
            }
            content.append(sector(number));
        }
        return content;
    }

    static std::string nameOf(const ByteView& entry) {
        std::string name;
        const std::size_t length = std::min<std::size_t>(entry.u16(64), 64);
        for (std::size_t at = 0; at + 2 < length; at += 2) {
            name += static_cast<char>(entry.u8(at));
        }
        return name;
    }

    [[nodiscard]] std::string contentOf(const ByteView& entry) const {
        const std::size_t size = entry.u32(120);
        std::string content = size >= _file.u32(56) ? chain(entry.u32(116)) : miniChain(entry.u32(116));
        content.resize(std::min(content.size(), size));
        return content;
    }

    /// Short streams live in 64-byte pieces inside the root entry's stream.
    [[nodiscard]] std::string miniChain(std::uint32_t first) const {
        const std::string pieces = chain(ByteView(_directory).u32(116));
        const std::string table = chain(_file.u32(60));
        const ByteView next(table);
        std::string content;
        for (std::uint32_t number = first; number <= lastRegularSector; number = next.u32(std::size_t{4} * number)) {
            if (content.size() > pieces.size()) {
                throw Failure("file.damaged", "The workbook is damaged: a chain of sectors goes in circles.");
            }
            content.append(ByteView(pieces).part(std::size_t{64} * number, 64));
        }
        return content;
    }

    ByteView _file;
    std::size_t _sectorBytes = 512;
    std::vector<std::uint32_t> _next;
    std::string _directory;
};

} // namespace

std::string oleStream(std::string_view file, std::string_view name) { return OleContainer(file).stream(name); }

} // namespace documents::tables
