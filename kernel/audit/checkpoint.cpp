#include "checkpoint.h"

#include <kernel/crypto/base64url.h>

#include <tenon/file.h>

#include <fcntl.h>
#include <fstream>
#include <stdexcept>
#include <unistd.h>

namespace tenon::audit {

namespace {

std::string signedText(const Checkpoint& checkpoint) {
    return "tenon audit checkpoint\n" + std::to_string(checkpoint.position) + '\n' + checkpoint.hash + '\n'
           + checkpoint.at;
}

/// A crash in the middle of an append leaves half a line; the next one must not be glued to it.
bool endsInsideLine(const std::filesystem::path& file) {
    std::ifstream input(file, std::ios::binary | std::ios::ate);
    if (!input || input.tellg() <= 0) {
        return false;
    }
    input.seekg(-1, std::ios::end);
    return input.get() != '\n';
}

} // namespace

CheckpointLog::CheckpointLog(std::filesystem::path file, crypto::SigningKey key)
    : _file(std::move(file)), _key(std::move(key)) {}

std::string CheckpointLog::sign(const Checkpoint& checkpoint) const {
    return boost::json::serialize(JsonObject{
        {"position", checkpoint.position},
        {"hash", checkpoint.hash},
        {"at", checkpoint.at},
        {"key", _key.id()},
        {"signature", crypto::base64Url(_key.sign(signedText(checkpoint)))},
    });
}

void CheckpointLog::append(const Checkpoint& checkpoint) {
    std::filesystem::create_directories(_file.parent_path());
    const std::string text = (endsInsideLine(_file) ? "\n" : "") + sign(checkpoint) + '\n';
    const Descriptor file(::open(_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR));
    const ssize_t size = ::write(file.get(), text.data(), text.size());
    if (size != static_cast<ssize_t>(text.size()) || ::fsync(file.get()) != 0) {
        throw std::runtime_error("The checkpoint of the audit trail cannot be written.");
    }
}

std::vector<CheckpointLog::Line> CheckpointLog::read() const {
    std::vector<Line> lines;
    std::ifstream input(_file);
    std::string text;
    for (std::size_t number = 1; std::getline(input, text); ++number) {
        boost::system::error_code error;
        const Json line = boost::json::parse(text, error);
        if (!error && line.is_object()) {
            lines.push_back({number, verified(line.get_object())});
        }
    }
    return lines;
}

std::optional<Checkpoint> CheckpointLog::verified(const JsonObject& line) const {
    const Json* position = line.if_contains("position");
    const auto signature = crypto::decodeBase64Url(textAt(line, "signature"));
    if (position == nullptr || !position->is_int64() || !signature) {
        return std::nullopt;
    }
    const Checkpoint checkpoint{
        position->get_int64(), std::string(textAt(line, "hash")), std::string(textAt(line, "at"))};
    return _key.verify(signedText(checkpoint), *signature) ? std::optional(checkpoint) : std::nullopt;
}

} // namespace tenon::audit
