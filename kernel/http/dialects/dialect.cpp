#include <kernel/http/dialects/all.h>
#include <kernel/http/dialects/dialect.h>

#include <algorithm>
#include <array>

namespace tenon::http {

namespace {

template <typename Condition>
const Dialect* firstThat(const Condition& condition) {
    static const std::array<const Dialect*, 5> all{&danasaham(), &gaara(), &bitblast(), &ktl(), &visa()};
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Dialect* dialect) { return condition(*dialect); });
    return found == all.end() ? nullptr : *found;
}

} // namespace

const Dialect* dialectNamed(std::string_view name) {
    return firstThat([&](const Dialect& dialect) { return dialect.name() == name; });
}

const Dialect* dialectToldBy(const JsonObject& body, std::string_view prefix) {
    return firstThat([&](const Dialect& dialect) { return dialect.isToldBy(body, prefix); });
}

std::span<const std::string_view> dialectNames() {
    static constexpr std::array<std::string_view, 5> names{"danasaham", "gaara", "bitblast", "ktl", "visa"};
    return names;
}

void appendDocumentedError(const Failure& failure, std::string& out) {
    JsonObject body;
    switch (failure.form) {
    case ErrorForm::Usual:
    case ErrorForm::Detail:
        body = {{"detail", failure.message}};
        break;
    case ErrorForm::Error:
        body = {{"error", failure.message}};
        break;
    case ErrorForm::NoSuccess:
        body = {{"success", false}, {"message", failure.message}};
        break;
    case ErrorForm::ErrorStatus:
        body = {{"status", "error"}, {"message", failure.message}};
        break;
    }
    appendJson(body, out);
}

JsonObject fieldMap(const Failure& failure) {
    JsonObject map;
    for (const auto& [field, text] : failure.fields) {
        Json& texts = map[field];
        if (!texts.is_array()) {
            texts = JsonArray();
        }
        texts.get_array().emplace_back(text);
    }
    return map;
}

void appendJson(const Json& value, std::string& out) {
    boost::json::serializer serializer;
    serializer.reset(&value);
    std::array<char, 4096> buffer;
    while (!serializer.done()) {
        const auto part = serializer.read(buffer.data(), buffer.size());
        out.append(part.data(), part.size());
    }
}

void appendJson(std::string_view text, std::string& out) { appendJson(Json(text), out); }

namespace {

void appendItems(const JsonArray& items, std::string& out) {
    out.push_back('[');
    for (const Json& item : items) {
        appendJson(item, out);
        out.push_back(',');
    }
    if (items.empty()) {
        out.push_back(']');
    } else {
        out.back() = ']';
    }
}

void appendLink(std::string_view link, std::string& out) {
    if (link.empty()) {
        out.append("null");
    } else {
        appendJson(link, out);
    }
}

} // namespace

void appendPlain(const Json& body, std::string_view message, std::string& out) {
    if (body.is_null()) {
        appendJson(JsonObject{{"detail", message.empty() ? "Success" : message}}, out);
    } else {
        appendJson(body, out);
    }
}

void appendMembers(const Json& body, std::initializer_list<std::string_view> without, std::string& out) {
    if (!body.is_object()) {
        return;
    }
    for (const auto& [name, value] : body.get_object()) {
        if (std::ranges::find(without, std::string_view(name)) == without.end()) {
            out.push_back(',');
            appendJson(std::string_view(name), out);
            out.push_back(':');
            appendJson(value, out);
        }
    }
}

void appendCountedPage(const Page& page, const PageLinks& links, std::string& out) {
    out.append(R"({"count":)").append(std::to_string(page.total)).append(R"(,"next":)");
    appendLink(links.next, out);
    out.append(R"(,"previous":)");
    appendLink(links.previous, out);
    out.append(R"(,"results":)");
    appendItems(page.items, out);
    out.push_back('}');
}

void appendArrayPage(const Page& page, const PageLinks& links, Answer& answer, std::string& out) {
    answer.add("X-Total-Count", std::to_string(page.total));
    std::string link;
    if (!links.next.empty()) {
        link.append("<").append(links.next).append(">; rel=\"next\"");
    }
    if (!links.previous.empty()) {
        link.append(link.empty() ? "<" : ", <").append(links.previous).append(">; rel=\"prev\"");
    }
    if (!link.empty()) {
        answer.add("Link", link);
    }
    appendItems(page.items, out);
}

} // namespace tenon::http
