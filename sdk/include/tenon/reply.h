#pragma once

#include <tenon/export.h>
#include <tenon/file.h>
#include <tenon/json.h>
#include <tenon/message.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tenon {

/// One page of a longer list.
struct Page {
    JsonArray items;
    std::int64_t total = 0;  ///< Number of items on all pages.
    std::int64_t size = 20;  ///< Most items on a page.
    std::int64_t offset = 0; ///< Items before this page.
};

/// A file as an answer, sent without copying it through memory; ranges and If-None-Match are the kernel's business.
struct FileReply {
    Descriptor file;
    std::uint64_t size = 0;
    std::string name;        ///< Offered to the client as the file's name; empty: shown, not saved.
    std::string contentType; ///< For example "text/csv; charset=utf-8".
    std::string etag;        ///< Strong validator without quotes (a SHA-256, say); empty: none.
};

/// The live progress of a job as server-sent events.
struct JobStream {
    std::int64_t job = 0;
};

/// A text that is an answer as it is (HTML, YAML, …), never wrapped by a dialect.
struct Document {
    std::string text;
    std::string contentType;
};

/// What a handler answers; the dialect of the request gives it its form on the wire.
class TENON_API Reply {
public:
    using Content = std::variant<Json, Page, FileReply, JobStream, Document>;

    Reply(int status, Content content);
    Reply(Reply&&) noexcept;
    Reply& operator=(Reply&&) noexcept;
    ~Reply();

    /// The sentence that envelopes with a `message` carry.
    Reply& saying(Message message) &;

    Reply&& saying(Message message) && { return std::move(saying(std::move(message))); }

    /// Adds a header field of the answer.
    Reply& with(std::string_view header, std::string_view value) &;

    Reply&& with(std::string_view header, std::string_view value) && { return std::move(with(header, value)); }

    [[nodiscard]] int status() const { return _status; }

    [[nodiscard]] Content& content() { return _content; }

    [[nodiscard]] const Content& content() const { return _content; }

    [[nodiscard]] const std::optional<Message>& message() const { return _message; }

    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& headers() const { return _headers; }

private:
    int _status;
    Content _content;
    std::optional<Message> _message;
    std::vector<std::pair<std::string, std::string>> _headers;
};

/// 200 with a body; null when there is nothing to tell but the sentence that is said.
[[nodiscard]] TENON_API Reply ok(Json body);
/// 201 with the new record.
[[nodiscard]] TENON_API Reply created(Json body);
/// 202: the work goes on in a job.
[[nodiscard]] TENON_API Reply accepted(Json body);
/// 200 with one page of a list.
[[nodiscard]] TENON_API Reply page(Page page);
/// 200 with a whole, short list.
[[nodiscard]] TENON_API Reply list(JsonArray items);
/// 200 with a file to download.
[[nodiscard]] TENON_API Reply file(FileReply file);
/// A stream of events that ends when the job does.
[[nodiscard]] TENON_API Reply stream(JobStream stream);

} // namespace tenon
