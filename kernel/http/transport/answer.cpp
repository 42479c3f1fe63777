#include <kernel/http/transport/answer.h>
#include <kernel/http/transport/text.h>

#include <algorithm>
#include <stdexcept>
#include <unistd.h>
#include <utility>

namespace tenon::http {

namespace {

/// The line of `fields`, its CR LF included, that holds the field `name`; empty when there is none.
std::string_view lineOf(std::string_view fields, std::string_view name) {
    while (!fields.empty()) {
        const std::string_view line = fields.substr(0, fields.find('\n') + 1);
        if (line.size() > name.size() && line[name.size()] == ':'
            && equalsIgnoringCase(line.substr(0, name.size()), name)) {
            return line;
        }
        fields.remove_prefix(line.size());
    }
    return {};
}

/// What the fields of most answers take, in one piece of memory that malloc has at hand.
constexpr std::size_t usualFields = 1000;

bool isClean(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7f; });
}

} // namespace

FileBody::FileBody(int fd, std::uint64_t offset, std::uint64_t length) : _fd(fd), _offset(offset), _length(length) {}

FileBody::FileBody(FileBody&& other) noexcept
    : _fd(std::exchange(other._fd, -1)), _offset(other._offset), _length(other._length) {}

FileBody& FileBody::operator=(FileBody&& other) noexcept {
    std::swap(_fd, other._fd);
    std::swap(_offset, other._offset);
    std::swap(_length, other._length);
    return *this;
}

FileBody::~FileBody() {
    if (_fd >= 0) {
        ::close(_fd);
    }
}

void Answer::add(std::string_view name, std::string_view value) {
    if (!isClean(name) || !isClean(value) || name.empty()) {
        throw std::invalid_argument("a header field holds a control character");
    }
    makeRoom();
    _fields.append(name).append(": ").append(value).append("\r\n");
}

void Answer::addClean(std::string_view lines) {
    makeRoom();
    _fields.append(lines);
}

void Answer::makeRoom() {
    if (_fields.empty()) {
        _fields.reserve(usualFields);
    }
}

void Answer::set(std::string_view name, std::string_view value) {
    const std::string_view line = lineOf(_fields, name);
    if (!line.empty()) {
        _fields.erase(static_cast<std::size_t>(line.data() - _fields.data()), line.size());
    }
    add(name, value);
}

std::optional<std::string_view> Answer::field(std::string_view name) const {
    const std::string_view line = lineOf(_fields, name);
    return line.empty() ? std::nullopt : std::optional(line.substr(name.size() + 2, line.size() - name.size() - 4));
}

} // namespace tenon::http
