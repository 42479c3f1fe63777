#include <kernel/http/kernel_request.h>
#include <kernel/http/target.h>

#include <tenon/error.h>

#include <charconv>
#include <limits>

namespace tenon::http {

namespace {

constexpr std::int64_t mostItems = 10'000;
constexpr std::int64_t usualItems = 20;

} // namespace

KernelRequest::KernelRequest(const Passage& passage, const Caller& caller)
    : _passage(passage), _caller(caller), _query(decodedPairs(passage.message.query)) {
    const RouteEntry& route = *passage.match.route;
    std::vector<FieldError> faults;
    if (route.querySchema) {
        try {
            const std::vector<schema::TextPair> pairs(_query.begin(), _query.end());
            _arguments = route.querySchema->acceptTexts(pairs, schema::Presence::Whole, schema::Unknown::Ignore);
        } catch (const Invalid& invalid) {
            faults = invalid.fields();
        }
    }
    try {
        _body = readBody(passage.message, route);
    } catch (const Invalid& invalid) {
        if (invalid.fields().empty()) {
            throw;
        }
        faults.insert(faults.end(), invalid.fields().begin(), invalid.fields().end());
    }
    for (const auto& [dialect, member] : route.requirements) {
        const Json* sent = _body.values.if_contains(member);
        if (passage.dialect->name() == dialect && (sent == nullptr || sent->is_null())) {
            faults.push_back({member, "This field is required."});
        }
    }
    if (!faults.empty()) {
        throw Invalid(std::move(faults));
    }
}

std::string_view KernelRequest::parameter(std::string_view name) const {
    for (const PathParameter& parameter : _passage.match.values()) {
        if (parameter.name == name) {
            return parameter.value;
        }
    }
    return {};
}

std::optional<std::string_view> KernelRequest::queryValue(std::string_view name) const {
    for (const auto& [key, value] : _query) {
        if (key == name) {
            return value;
        }
    }
    return std::nullopt;
}

std::optional<std::int64_t>
KernelRequest::positive(std::string_view name, std::int64_t least, std::int64_t most) const {
    const auto text = queryValue(name);
    if (!text) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc() || end != text->data() + text->size() || value < least || value > most) {
        throw Invalid(
            std::string(name),
            tenon::Message("Must be a whole number from {min} to {max}.", {{"min", least}, {"max", most}})
        );
    }
    return value;
}

Paging KernelRequest::paging() const {
    const bool isArray = _passage.dialect != nullptr && _passage.dialect->listsAreArrays();
    const auto size = positive("page_size", 1, mostItems);
    const auto limit = positive("limit", 1, mostItems);
    const auto number = positive("page", 1, std::numeric_limits<std::int32_t>::max());
    const auto offset = positive("offset", 0, std::numeric_limits<std::int32_t>::max());
    Paging paging;
    paging.size = size ? *size : limit ? *limit : isArray && !number ? mostItems : usualItems;
    paging.offset = number ? (*number - 1) * paging.size : offset.value_or(0);
    return paging;
}

} // namespace tenon::http
