#include "row_api.h"

#include "json_number.h"

#include <charconv>

namespace dttot {

namespace {

constexpr std::string_view documentExists = "SELECT id FROM dttot_list WHERE id = :id";

tenon::Reply answer(tenon::Reply reply, const tenon::JsonObject& row) {
    return std::move(reply).with("ETag", '"' + std::to_string(numberAt(row, "version")) + '"');
}

std::optional<std::int64_t> numberIn(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isNumber = error == std::errc() && end == text.data() + text.size();
    return isNumber ? std::optional(number) : std::nullopt;
}

/// The version that the client means to change (RFC 9110 13.1.1); nothing when any will do.
std::optional<std::int64_t> expectedVersion(const tenon::Request& request) {
    const auto header = request.header("if-match");
    if (!header || *header == "*") {
        return std::nullopt;
    }
    const bool isQuoted = header->size() > 2 && header->starts_with('"') && header->ends_with('"');
    // A tag that is none of ours matches no version.
    return numberIn(isQuoted ? header->substr(1, header->size() - 2) : *header).value_or(0);
}

/// `data_id` of the body, as a number or as text, or of the query.
std::optional<std::int64_t> dataId(const tenon::Request& request) {
    const tenon::Json* sent = request.body().if_contains("data_id");
    if (sent == nullptr || sent->is_null()) {
        const auto inQuery = request.queryValue("data_id");
        return inQuery ? std::optional(numberIn(*inQuery).value_or(0)) : std::nullopt;
    }
    return sent->is_string() ? numberIn(tenon::textOf(sent->get_string())).value_or(0)
                             : numberAt(request.body(), "data_id");
}

} // namespace

tenon::Reply RowApi::read(const tenon::Request& request) {
    const std::int64_t id = request.id();
    if (isDocument(id)) {
        return list(request, id);
    }
    const auto row = _rows.find(request.caller(), id);
    if (!row) {
        throw tenon::NotFound("There is no such document or row.");
    }
    return answer(tenon::ok(*row), *row);
}

tenon::Reply RowApi::search(const tenon::Request& request) { return list(request, 0); }

tenon::Reply RowApi::list(const tenon::Request& request, std::int64_t document) {
    const tenon::JsonObject& asked = request.arguments();
    RowFilter filter(document);
    filter.type(tenon::textAt(asked, "type"))
        .nationality(tenon::textAt(asked, "nationality"))
        .birthYear(numberAt(asked, "birth_year"))
        .kodeDensus(tenon::textAt(asked, "kode_densus"))
        .list(tenon::textAt(asked, "list"))
        .onlyWithIssues(tenon::flagAt(asked, "with_issues"));
    const Match match = matchOf(tenon::textAt(asked, "match", "any"));
    return tenon::page(_rows.page(request.caller(), filter, tenon::textAt(asked, "q"), match, request.paging()));
}

tenon::Reply RowApi::add(const tenon::Request& request) {
    const tenon::JsonObject row = _rows.add(request.caller(), request.id(), request.body());
    return answer(tenon::created(row), row);
}

tenon::Reply RowApi::change(const tenon::Request& request) {
    const tenon::JsonObject row =
        _rows.change(request.caller(), rowMeant(request), request.body(), expectedVersion(request));
    return answer(tenon::ok(row), row);
}

tenon::Reply RowApi::remove(const tenon::Request& request) {
    const std::int64_t row = rowMeant(request);
    _rows.remove(request.caller(), row, expectedVersion(request));
    return tenon::ok(tenon::JsonObject{{"id", row}, {"deleted", true}}).saying("The row was deleted.");
}

bool RowApi::isDocument(std::int64_t id) {
    return _app.database().value<std::int64_t>(documentExists, {{"id", id}}).has_value();
}

std::int64_t RowApi::rowMeant(const tenon::Request& request) {
    const std::int64_t id = request.id();
    const auto named = dataId(request);
    if (!isDocument(id)) {
        if (named && *named != id) {
            throw tenon::NotFound("There is no such document.");
        }
        return id;
    }
    if (!named) {
        throw tenon::Invalid("data_id", "Name the row of the document.");
    }
    const auto row = _rows.find(request.caller(), *named);
    if (!row || numberAt(*row, "document_id") != id) {
        throw tenon::NotFound("There is no such row in this document.");
    }
    return *named;
}

} // namespace dttot
