#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace tenon::http {

class EventSource;

/// A part of an open file, sent by sendfile. Owns the descriptor.
class FileBody {
public:
    FileBody(int fd, std::uint64_t offset, std::uint64_t length);
    FileBody(FileBody&& other) noexcept;
    FileBody& operator=(FileBody&& other) noexcept;
    FileBody(const FileBody&) = delete;
    FileBody& operator=(const FileBody&) = delete;
    ~FileBody();

    [[nodiscard]] int fd() const { return _fd; }

    [[nodiscard]] std::uint64_t offset() const { return _offset; }

    [[nodiscard]] std::uint64_t length() const { return _length; }

private:
    int _fd;
    std::uint64_t _offset;
    std::uint64_t _length;
};

/// What goes back over the wire. The transport adds Date, Content-Length and Connection.
class Answer {
public:
    using Body = std::variant<std::monostate, std::string, FileBody, std::shared_ptr<EventSource>>;

    int status = 200;
    Body body;
    bool close = false; ///< Close the connection after this answer.

    /// Adds a header field; throws std::invalid_argument when name or value holds a control character.
    void add(std::string_view name, std::string_view value);

    /// Adds whole header lines, each ended by CR LF, that the program itself wrote: they are not looked at.
    void addClean(std::string_view lines);

    /// Adds a header field or takes the place of the one with this name, whatever its case.
    void set(std::string_view name, std::string_view value);

    /// The value of the first header field with this name, whatever its case; valid until the next change.
    [[nodiscard]] std::optional<std::string_view> field(std::string_view name) const;

    /// The header fields so far, each line ended by CR LF.
    [[nodiscard]] const std::string& fields() const { return _fields; }

private:
    void makeRoom();

    std::string _fields;
};

} // namespace tenon::http
