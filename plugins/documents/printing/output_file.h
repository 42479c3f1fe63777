#pragma once

#include <tenon/file.h>
#include <tenon/reply.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace documents {

/// A new file that is written in large pieces and sent once. Throws Unavailable when the disk is full.
class OutputFile {
public:
    explicit OutputFile(tenon::FileStore& files);

    void write(std::string_view bytes);

    /// The file with everything that was written.
    [[nodiscard]] tenon::FileReply finish(std::string name, std::string_view contentType);

private:
    void flush();

    tenon::Descriptor _file;
    std::string _buffer;
    std::uint64_t _size = 0;
};

} // namespace documents
