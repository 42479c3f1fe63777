#include <kernel/http/body_reader.h>
#include <kernel/http/json_reader.h>
#include <kernel/http/multipart.h>
#include <kernel/http/target.h>
#include <kernel/http/transport/mapped_body.h>
#include <kernel/text/utf8.h>

#include <tenon/error.h>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

namespace tenon::http {

namespace {

/// What uploads refer to: the parts' names, and files of the request's own.
struct KeptParts {
    std::vector<MultipartPart> parts;
    Descriptor beginning; ///< What of the body was in memory, when a file lies there
    Descriptor alone;     ///< The spool when it holds one file and nothing else
};

Descriptor inMemoryFile(std::string_view body) {
    Descriptor file(::memfd_create("upload", MFD_CLOEXEC));
    while (file && !body.empty()) {
        const ssize_t written = ::write(file.get(), body.data(), body.size());
        if (written < 0 && errno != EINTR) {
            break;
        }
        body.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
    if (!file || !body.empty()) {
        throw Unavailable("The body of the request could not be stored.");
    }
    return file;
}

/// The spool without what follows its first `length` bytes, open for reading only: the store can take such a file over
/// where it would have to copy another. Empty when the system refuses that.
Descriptor cutOff(int spool, std::uint64_t length) {
    if (::ftruncate(spool, static_cast<off_t>(length)) != 0) {
        return Descriptor();
    }
    return Descriptor(::open(("/proc/self/fd/" + std::to_string(spool)).c_str(), O_RDONLY | O_CLOEXEC));
}

/// Where the contents of the parts of a body are to be read.
class PartFiles {
public:
    PartFiles(const Message& message, KeptParts& kept)
        : _message(message), _kept(kept), _inMemory(message.body.size()) {
        const auto inSpool = [&](const MultipartPart& part) { return part.isFile && part.offset >= _inMemory; };
        const auto first = std::ranges::find_if(kept.parts, inSpool);
        const bool isOnly =
            first != kept.parts.end() && std::find_if(first + 1, kept.parts.end(), inSpool) == kept.parts.end();
        // What identifies a repeated request is the whole body, which is read again later.
        if (isOnly && first->offset == _inMemory && !message.header("idempotency-key")) {
            kept.alone = cutOff(message.spoolFd, first->length);
        }
    }

    [[nodiscard]] Upload uploadOf(const MultipartPart& part) {
        if (part.offset < _inMemory) {
            if (!_kept.beginning) {
                _kept.beginning = inMemoryFile(_message.body);
            }
            return {part.name, part.filename, part.contentType, _kept.beginning.get(), part.offset, part.length};
        }
        const int file = _kept.alone ? _kept.alone.get() : _message.spoolFd;
        return {part.name, part.filename, part.contentType, file, part.offset - _inMemory, part.length};
    }

private:
    const Message& _message;
    KeptParts& _kept;
    std::uint64_t _inMemory; ///< Bytes of the body that come before those of the spool, if there is one
};

std::string mediaTypeOf(std::string_view contentType) {
    std::string type(contentType.substr(0, contentType.find_first_of("; \t")));
    std::transform(type.begin(), type.end(), type.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return type;
}

JsonObject acceptPairs(const RouteEntry& route, const std::vector<std::pair<std::string, std::string>>& pairs) {
    const std::vector<schema::TextPair> views(pairs.begin(), pairs.end());
    return route.bodySchema->acceptTexts(views, route.presence, route.unknownMembers);
}

JsonObject readJsonBody(std::string_view text, const RouteEntry& route) {
    static const Json nothing = JsonObject();
    const bool isBlank = text.find_first_not_of(" \t\r\n") == std::string_view::npos;
    const Json value = isBlank ? nothing : readJson(text);
    if (!value.is_object()) {
        throw Invalid("The body must be a JSON object.");
    }
    schema::Faults faults;
    JsonObject sound = route.bodySchema->soundPart(
        value.get_object(), route.presence, route.unknownMembers, schema::Scalars::Typed, faults
    );
    if (route.faultFinder && !faults.all().empty()) {
        std::vector<FieldError> further;
        route.faultFinder(sound, further);
        std::ranges::for_each(further, [&](FieldError& fault) { faults.addUnlessKnown(std::move(fault)); });
    }
    faults.raise();
    return sound;
}

/// A file that nobody asked for is refused as every unknown field is.
void requireDeclared(const MultipartPart& part, const RouteEntry& route) {
    const std::string_view name =
        std::string_view(part.name).substr(0, part.name.size() - (part.name.ends_with("[]") ? 2 : 0));
    const auto& names = route.fileFields;
    const bool isDeclared = std::find(names.begin(), names.end(), name) != names.end();
    if (!isDeclared && route.unknownMembers == schema::Unknown::Refuse) {
        throw Invalid(part.name, "Unknown field.");
    }
}

ReadBody readMultipartBody(
    const Message& message, const RouteEntry& route, std::string_view contentType, std::string_view text
) {
    auto kept = std::make_shared<KeptParts>();
    kept->parts = readMultipart(text, multipartBoundary(contentType));
    ReadBody body;
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const MultipartPart& part : kept->parts) {
        if (part.isFile) {
            requireDeclared(part, route);
            continue;
        }
        const std::string_view value = text.substr(part.offset, part.length);
        if (!text::isUtf8(value)) {
            throw Invalid(part.name, "Must be text in UTF-8.");
        }
        pairs.emplace_back(part.name, value);
    }
    body.values = acceptPairs(route, pairs);
    PartFiles files(message, *kept); // when everything else of the body has been read
    for (const MultipartPart& part : kept->parts) {
        if (part.isFile) {
            body.uploads.push_back(files.uploadOf(part));
        }
    }
    body.keptAlive = std::move(kept);
    return body;
}

} // namespace

BodySplit splitOf(const Message& head) {
    const std::string_view contentType = head.header("content-type").value_or("");
    if (mediaTypeOf(contentType) != "multipart/form-data") {
        return {};
    }
    try {
        return [boundary = multipartBoundary(contentType)](std::string_view beginning) {
            return beginOfLongFile(beginning, boundary);
        };
    } catch (const Invalid&) {
        return {};
    }
}

ReadBody readBody(const Message& message, const RouteEntry& route) {
    if (!route.bodySchema) {
        return {};
    }
    const std::string_view contentType = message.header("content-type").value_or("");
    const std::string type = mediaTypeOf(contentType);
    const MappedBody mapped(message);
    if (type == "multipart/form-data") {
        return readMultipartBody(message, route, contentType, mapped.bytes());
    }
    ReadBody body;
    if (type == "application/x-www-form-urlencoded") {
        body.values = acceptPairs(route, decodedPairs(mapped.bytes()));
    } else if (type.empty() || type == "application/json" || type.ends_with("+json") || mapped.bytes().empty()) {
        body.values = readJsonBody(mapped.bytes(), route);
    } else {
        throw Error(415, "UNSUPPORTED_MEDIA_TYPE", "The body must be JSON, a form or multipart/form-data.");
    }
    return body;
}

} // namespace tenon::http
