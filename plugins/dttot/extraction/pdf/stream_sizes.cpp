#include "extraction/pdf/stream_sizes.h"

#include "extraction/failure.h"
#include "tables/limits.h"

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace dttot::pdf {

namespace {

[[noreturn]] void bomb(const char* sentence) { throw Failure("dttot.file.pdf_bomb", sentence); }

/// Unpacks zlib data without keeping it.
class Inflation {
public:
    Inflation() { ::inflateInit(&_state); }

    Inflation(const Inflation&) = delete;
    Inflation& operator=(const Inflation&) = delete;

    ~Inflation() { ::inflateEnd(&_state); }

    /// How much the data becomes; no more than a little beyond `most`. What is damaged counts up to there.
    std::uint64_t sizeOf(std::string_view packed, std::uint64_t most) {
        ::inflateReset(&_state);
        _state.next_in = reinterpret_cast<const Bytef*>(packed.data());
        _state.avail_in = static_cast<uInt>(packed.size());
        std::uint64_t size = 0;
        int result = Z_OK;
        while (result == Z_OK && size <= most) {
            _state.next_out = _buffer.data();
            _state.avail_out = static_cast<uInt>(_buffer.size());
            result = ::inflate(&_state, Z_NO_FLUSH);
            size += _buffer.size() - _state.avail_out;
        }
        return size;
    }

    /// How much of the data of the last call that was; at least 1.
    [[nodiscard]] std::uint64_t packedSize() const { return std::max<std::uint64_t>(1, _state.total_in); }

private:
    z_stream _state{};
    std::vector<Bytef> _buffer = std::vector<Bytef>(256U << 10U);
};

/// Whether two bytes begin zlib data (RFC 1950, 2.2).
bool beginsZlib(std::string_view bytes) {
    if (bytes.size() < 2) {
        return false;
    }
    const unsigned method = static_cast<unsigned char>(bytes[0]);
    const unsigned flags = static_cast<unsigned char>(bytes[1]);
    return (method & 0x0FU) == 8 && (method * 256 + flags) % 31 == 0;
}

/// Whether the dictionary that ends where a stream begins says that it is an image.
bool isImage(std::string_view before) {
    constexpr std::size_t farthest = 1024;
    const auto dictionary = before.substr(before.size() - std::min(before.size(), farthest));
    const auto begin = dictionary.rfind("obj");
    return dictionary.substr(begin == std::string_view::npos ? 0 : begin).find("/Image") != std::string_view::npos;
}

} // namespace

void checkStreamSizes(std::string_view bytes) {
    constexpr std::string_view keyword = "stream";
    Inflation inflation;
    std::uint64_t total = 0;
    for (auto at = bytes.find(keyword); at != std::string_view::npos; at = bytes.find(keyword, at + keyword.size())) {
        std::string_view data = bytes.substr(at + keyword.size());
        data.remove_prefix(std::min(data.find_first_not_of("\r\n"), data.size()));
        if (!beginsZlib(data)) {
            continue;
        }
        const bool picture = isImage(bytes.substr(0, at));
        const std::uint64_t most = picture ? tables::maxPdfImageBytes : tables::maxPdfStreamBytes;
        const std::uint64_t size = inflation.sizeOf(data, most);
        if (size > most) {
            bomb(
                picture ? "An image in the PDF unpacks to more than 256 MiB."
                        : "A part of the PDF unpacks to more than 32 MiB."
            );
        }
        if (!picture && size > tables::zipRatioAppliesFrom && size / inflation.packedSize() > tables::maxZipRatio) {
            bomb("A part of the PDF unpacks to more than 200 times its size.");
        }
        total += size;
        if (total > tables::maxPdfTotalBytes) {
            bomb("The PDF unpacks to more than 512 MiB.");
        }
    }
}

} // namespace dttot::pdf
