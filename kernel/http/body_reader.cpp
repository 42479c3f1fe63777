#include <kernel/http/body_reader.h>
#include <kernel/http/json_reader.h>
#include <kernel/http/multipart.h>
#include <kernel/http/target.h>
#include <kernel/http/transport/mapped_body.h>
#include <kernel/text/utf8.h>

#include <tenon/error.h>

#include <algorithm>
#include <cerrno>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

namespace tenon::http {

namespace {

/// What uploads refer to: the parts' names, and a file with a body that was in memory.
struct KeptParts {
    std::vector<MultipartPart> parts;
    Descriptor file;
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
    if (message.spoolFd < 0) {
        kept->file = inMemoryFile(text);
    }
    const int fd = message.spoolFd >= 0 ? message.spoolFd : kept->file.get();

    ReadBody body;
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const MultipartPart& part : kept->parts) {
        if (part.isFile) {
            requireDeclared(part, route);
            body.uploads.push_back({part.name, part.filename, part.contentType, fd, part.offset, part.length});
            continue;
        }
        const std::string_view value = text.substr(part.offset, part.length);
        if (!text::isUtf8(value)) {
            throw Invalid(part.name, "Must be text in UTF-8.");
        }
        pairs.emplace_back(part.name, value);
    }
    body.values = acceptPairs(route, pairs);
    body.keptAlive = std::move(kept);
    return body;
}

} // namespace

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
