#include <tenon/reply.h>

namespace tenon {

Reply::Reply(int status, Content content) : _status(status), _content(std::move(content)) {}

Reply::Reply(Reply&&) noexcept = default;
Reply& Reply::operator=(Reply&&) noexcept = default;
Reply::~Reply() = default;

Reply& Reply::saying(Message message) & {
    _message = std::move(message);
    return *this;
}

Reply& Reply::with(std::string_view header, std::string_view value) & {
    _headers.emplace_back(header, value);
    return *this;
}

Reply ok(Json body) { return {200, std::move(body)}; }

Reply created(Json body) { return {201, std::move(body)}; }

Reply accepted(Json body) { return {202, std::move(body)}; }

Reply page(Page page) { return {200, std::move(page)}; }

Reply list(JsonArray items) {
    const auto count = static_cast<std::int64_t>(items.size());
    return {200, Page{.items = std::move(items), .total = count, .size = count}};
}

Reply file(FileReply file) { return {200, std::move(file)}; }

Reply stream(JobStream stream) { return {200, stream}; }

} // namespace tenon
