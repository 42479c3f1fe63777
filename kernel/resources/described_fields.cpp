#include <kernel/resources/described_fields.h>

#include <tenon/secrets.h>

#include <algorithm>

namespace tenon::resources {

namespace {

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) {
        text.append(text.empty() ? "" : ", ").append(name);
    }
    return text;
}

/// The other spellings are for what is sent. An answer has none of them, so that a computed member may bear one.
Field underItsOwnName(const Field& field) {
    JsonObject description = field.description();
    description.erase("also");
    return Field(std::move(description));
}

} // namespace

Fields declaredFields(const Definition& definition) {
    Fields fields;
    for (const Json& description : definition.fields) {
        fields.emplace_back(description.as_object());
    }
    return fields;
}

Fields listQueryFields(const Definition& definition) {
    Fields query;
    if (!definition.search.empty()) {
        query.push_back(fields::text("search").help("Finds it anywhere in: " + joined(definition.search) + "."));
    }
    if (!definition.order.empty()) {
        query.push_back(fields::text("ordering").help("One of: " + joined(definition.order) + "; with '-', backwards.")
        );
    }
    for (const Json& description : definition.fields) {
        JsonObject filter = description.as_object();
        const auto& names = definition.filter;
        if (std::find(names.begin(), names.end(), textAt(filter, "name")) != names.end()) {
            filter.erase("required");
            filter.erase("initial");
            filter.erase("read_only");
            query.emplace_back(std::move(filter));
        }
    }
    return query;
}

Fields
answerFields(const Definition& definition, const std::vector<std::pair<Field, ResourceRoutes::Compute>>& computed) {
    Fields answer{fields::integer("id"), fields::uuid("uuid")};
    for (const Field& field : declaredFields(definition)) {
        if (field.type() == "secret") {
            const std::string name(field.name());
            answer.push_back(
                fields::text(name).nullable().help("Set: " + std::string(secretMask) + "; sent back, unchanged.")
            );
            answer.push_back(fields::boolean("has_" + name).help("Whether it is set."));
        } else {
            answer.push_back(underItsOwnName(field));
        }
    }
    answer.push_back(fields::integer("version").help("Grows with each change; the ETag of the record."));
    answer.push_back(fields::timestamp("created_at"));
    answer.push_back(fields::timestamp("updated_at"));
    for (const auto& [field, compute] : computed) {
        answer.push_back(field);
    }
    return answer;
}

} // namespace tenon::resources
