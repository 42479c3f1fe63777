#include <kernel/http/content_disposition.h>
#include <kernel/http/ranges.h>
#include <kernel/http/render.h>
#include <kernel/http/transport/event_source.h>

#include <algorithm>

namespace tenon::http {

namespace {

std::string linkTo(const Passage& passage, const Page& page, std::int64_t offset) {
    std::string_view path = passage.message.path;
    while (path.ends_with('/')) {
        path.remove_suffix(1);
    }
    std::string link(path);
    link.append("/?");
    bool isByOffset = false;
    std::string_view query = passage.message.query;
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        const std::string_view name = pair.substr(0, pair.find('='));
        if (!pair.empty() && name != "page" && name != "page_size" && name != "limit" && name != "offset") {
            link.append(pair).push_back('&');
        }
        isByOffset = isByOffset || name == "offset" || name == "limit";
    }
    if (isByOffset) {
        return link.append("limit=")
            .append(std::to_string(page.size))
            .append("&offset=")
            .append(std::to_string(offset));
    }
    return link.append("page=")
        .append(std::to_string(offset / page.size + 1))
        .append("&page_size=")
        .append(std::to_string(page.size));
}

PageLinks linksOf(const Passage& passage, const Page& page) {
    PageLinks links;
    if (page.size > 0 && page.offset + page.size < page.total) {
        links.next = linkTo(passage, page, page.offset + page.size);
    }
    if (page.size > 0 && page.offset > 0) {
        links.previous = linkTo(passage, page, std::max<std::int64_t>(0, page.offset - page.size));
    }
    return links;
}

/// What a record takes, in one piece of memory that malloc has at hand.
constexpr std::size_t usualText = 1000;

void renderText(Passage& passage, std::string body, std::string_view contentType) {
    passage.answer.add("Content-Type", contentType);
    passage.answer.body = std::move(body);
}

struct Renderer {
    Passage& passage;
    const Reply& reply;
    const Texts& texts;
    const JobStreams& streams;

    [[nodiscard]] std::string message() const {
        if (reply.message()) {
            return texts.say(*reply.message(), passage.language);
        }
        const std::string_view usual = passage.dialect->usualMessage();
        return usual.empty() ? std::string() : texts.say(std::string(usual), passage.language);
    }

    void operator()(Json& body) const {
        std::string text;
        text.reserve(usualText);
        const std::string said = message();
        passage.dialect->success(
            {.status = passage.answer.status,
             .body = body,
             .message = said,
             .isBesideEnvelope = passage.match.route->isBesideEnvelope},
            text
        );
        renderText(passage, std::move(text), "application/json");
    }

    void operator()(Page& page) const {
        std::string text;
        passage.dialect->page(page, linksOf(passage, page), message(), passage.answer, text);
        renderText(passage, std::move(text), "application/json");
    }

    void operator()(FileReply& file) const {
        passage.answer.add("Content-Type", file.contentType);
        if (!file.name.empty()) {
            passage.answer.add("Content-Disposition", attachment(file.name));
        }
        answerFile(passage.message, std::move(file), passage.answer);
    }

    void operator()(JobStream& stream) const {
        passage.answer.add("Content-Type", "text/event-stream");
        passage.answer.add("Cache-Control", "no-store");
        passage.answer.body = streams(stream.job, passage.message.header("last-event-id").value_or(""));
    }

    void operator()(Document& document) const { renderText(passage, std::move(document.text), document.contentType); }
};

} // namespace

void render(Reply&& reply, Passage& passage, const Texts& texts, const JobStreams& streams) {
    passage.answer.status = reply.status();
    for (const auto& [name, value] : reply.headers()) {
        passage.answer.add(name, value);
    }
    std::visit(Renderer{passage, reply, texts, streams}, reply.content());
}

} // namespace tenon::http
