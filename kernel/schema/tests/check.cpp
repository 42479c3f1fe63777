#include "check.h"

namespace tenon::schema::test {

namespace {

std::string listed(const Invalid& invalid) {
    std::string lines;
    for (const FieldError& fault : invalid.fields()) {
        lines.append(lines.empty() ? "" : "\n").append(fault.field).append(": ").append(fault.message.english());
    }
    return lines;
}

template <typename Accept>
std::string outcomeOf(Accept accept) {
    try {
        return boost::json::serialize(accept());
    } catch (const Invalid& invalid) {
        return listed(invalid);
    }
}

std::string valueOf(const Field& field, const std::string& outcome) {
    const std::string start = "{\"" + std::string(field.name()) + "\":";
    return outcome.starts_with(start) ? outcome.substr(start.size(), outcome.size() - start.size() - 1) : outcome;
}

} // namespace

std::string outcome(const Field& field, std::string_view sent) {
    const std::string body = "{\"" + std::string(field.name()) + "\":" + std::string(sent) + "}";
    return valueOf(field, outcome(Fields{field}, body));
}

std::string textOutcome(const Field& field, std::string_view sent) {
    return valueOf(field, textOutcome(Fields{field}, {{field.name(), sent}}));
}

std::string outcome(const Fields& fields, std::string_view body, Presence presence, Unknown unknown) {
    const Schema schema(descriptionOf(fields));
    boost::json::parse_options options;
    options.allow_invalid_utf8 = true;
    options.max_depth = 1000;
    const Json input = boost::json::parse({body.data(), body.size()}, {}, options);
    return outcomeOf([&] { return schema.accept(input.as_object(), presence, unknown); });
}

std::string
textOutcome(const Fields& fields, std::initializer_list<TextPair> pairs, Presence presence, Unknown unknown) {
    const Schema schema(descriptionOf(fields));
    return outcomeOf([&] { return schema.acceptTexts({pairs.begin(), pairs.size()}, presence, unknown); });
}

} // namespace tenon::schema::test
