#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace documents::tables {

/// The bytes of a document: mapped from a file descriptor where that is possible, else read into memory.
class Document {
public:
    /// Maps what `descriptor` refers to; the descriptor may be closed afterwards. Throws Failure when it is empty or
    /// too large.
    explicit Document(int descriptor);
    /// Takes the bytes as they are; for tests and for small documents that are in memory already.
    explicit Document(std::string bytes);
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;
    ~Document();

    [[nodiscard]] std::string_view bytes() const noexcept { return _bytes; }

private:
    void readAll(int descriptor);

    std::string _owned;
    void* _mapping = nullptr;
    std::size_t _mappingSize = 0;
    std::string_view _bytes;
};

} // namespace documents::tables
