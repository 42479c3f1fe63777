#include <kernel/http/route_entry.h>
#include <kernel/openapi/document.h>

#include <algorithm>

namespace tenon::openapi {

namespace {

using http::RouteEntry;

JsonObject described(std::string_view text) { return {{"description", text}}; }

JsonObject reference(std::string_view component) { return {{"$ref", "#/components/" + std::string(component)}}; }

JsonArray pathParameters(std::string_view pattern) {
    JsonArray parameters;
    for (auto open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{', open + 1)) {
        const std::string_view name = pattern.substr(open + 1, pattern.find('}', open) - open - 1);
        parameters.push_back({{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
    }
    return parameters;
}

bool isRequired(const JsonObject& schema, std::string_view name) {
    const Json* required = schema.if_contains("required");
    if (required == nullptr) {
        return false;
    }
    const JsonArray& names = required->as_array();
    return std::any_of(names.begin(), names.end(), [&](const Json& entry) {
        return textOf(entry.as_string()) == name;
    });
}

void addQueryParameters(const schema::Schema& declared, JsonArray& parameters) {
    const JsonObject schema = declared.jsonSchema(schema::Direction::In);
    for (const auto& property : schema.at("properties").as_object()) {
        JsonObject parameter{{"name", property.key()}, {"in", "query"}, {"schema", property.value()}};
        if (isRequired(schema, property.key())) {
            parameter["required"] = true;
        }
        if (const Json* description = property.value().as_object().if_contains("description")) {
            parameter["description"] = *description;
        }
        parameters.emplace_back(std::move(parameter));
    }
}

void addPaging(JsonArray& parameters) {
    for (const char* name : {"page", "page_size"}) {
        parameters.push_back({{"name", name}, {"in", "query"}, {"schema", {{"type", "integer"}, {"minimum", 1}}}});
    }
}

JsonObject contentOf(std::string_view type, JsonObject schema) { return {{type, {{"schema", std::move(schema)}}}}; }

JsonObject requestBody(const RouteEntry& route) {
    JsonObject schema = route.bodySchema->jsonSchema(schema::Direction::In);
    if (route.presence == schema::Presence::Partial) {
        schema.erase("required");
    }
    if (route.unknownMembers == schema::Unknown::Keep) {
        schema["additionalProperties"] = true;
    }
    if (route.takesFiles()) {
        return {{"required", true}, {"content", contentOf("multipart/form-data", std::move(schema))}};
    }
    JsonObject content = contentOf("application/json", schema);
    content["application/x-www-form-urlencoded"] = {{"schema", std::move(schema)}};
    return {{"content", std::move(content)}};
}

JsonObject successOf(const RouteEntry& route) {
    JsonObject response = described("Success, in the form of the request's dialect.");
    if (!route.answerType.empty()) {
        response["content"] = contentOf(route.answerType, {{"type", "string"}});
        return response;
    }
    JsonObject schema{{"type", "object"}};
    if (!route.answerFields.empty()) {
        schema = schema::Schema(boost::json::parse(route.answerFields).get_array()).jsonSchema(schema::Direction::Out);
    }
    if (route.answersMany) {
        schema = {{"type", "array"}, {"items", std::move(schema)}};
    }
    response["content"] = contentOf("application/json", std::move(schema));
    return response;
}

JsonObject responsesOf(const RouteEntry& route) {
    JsonObject responses{{std::to_string(route.successStatus), successOf(route)}};
    if (route.bodySchema || route.querySchema) {
        responses["400"] = reference("responses/Invalid");
    }
    if (route.guard != http::Guard::Open) {
        responses["401"] = reference("responses/Unauthenticated");
    }
    if (route.guard == http::Guard::Permission) {
        responses["403"] = reference("responses/Forbidden");
    }
    if (route.pattern.find('{') != std::string::npos) {
        responses["404"] = reference("responses/NotFound");
    }
    return responses;
}

std::string operationId(const RouteEntry& route) {
    std::string id = route.method + route.pattern;
    std::transform(id.begin(), id.end(), id.begin(), [](char c) {
        const bool isWord = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        return isWord ? c : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : '_';
    });
    return id;
}

JsonObject operationOf(const RouteEntry& route) {
    JsonObject operation{
        {"operationId", operationId(route)},
        {"tags", JsonArray{route.module}},
        {"summary", route.sentence},
        {"security", route.guard == http::Guard::Open ? JsonArray() : JsonArray{{{"bearer", JsonArray()}}}},
    };
    JsonArray parameters = pathParameters(route.pattern);
    if (route.querySchema) {
        addQueryParameters(*route.querySchema, parameters);
    }
    if (route.answersMany) {
        addPaging(parameters);
    }
    if (route.isStream() && route.guard != http::Guard::Open) {
        parameters.push_back(
            {{"name", "token"},
             {"in", "query"},
             {"description", "A ticket of /auth/stream-ticket, for clients that cannot send a header"},
             {"schema", {{"type", "string"}}}}
        );
    }
    if (!parameters.empty()) {
        operation["parameters"] = std::move(parameters);
    }
    if (route.bodySchema) {
        operation["requestBody"] = requestBody(route);
    }
    operation["responses"] = responsesOf(route);
    if (!route.permission.empty()) {
        operation["x-permission"] = route.permission;
    }
    if (route.isForPasswordChange) {
        operation["x-during-password-change"] = true;
    }
    return operation;
}

JsonObject errorResponse(std::string_view text) {
    JsonObject response = described(text);
    response["content"] = contentOf("application/json", {{"type", "object"}});
    return response;
}

JsonObject components() {
    return {
        {"securitySchemes",
         {{"bearer",
           {{"type", "http"},
            {"scheme", "bearer"},
            {"bearerFormat", "JWT"},
            {"description", "The access token of a login; `Token` is accepted instead of `Bearer`."}}}}},
        {"responses",
         {{"Invalid", errorResponse("The input is wrong; every fault of every field is told.")},
          {"Unauthenticated", errorResponse("Nobody is signed in, or the token is not valid.")},
          {"Forbidden", errorResponse("The caller lacks the permission named in x-permission.")},
          {"NotFound", errorResponse("There is no such object.")}}},
    };
}

} // namespace

JsonObject documentOf(const http::Router& router, std::span<const std::string> prefixes) {
    JsonArray servers;
    for (const std::string& prefix : prefixes) {
        servers.emplace_back(JsonObject{{"url", prefix}});
    }
    JsonObject paths;
    for (const RouteEntry* route : router.routes()) {
        std::string method = route->method;
        std::transform(method.begin(), method.end(), method.begin(), [](char c) {
            return static_cast<char>(c | 0x20);
        });
        Json& path = paths[route->documentedPath];
        if (!path.is_object()) {
            path = JsonObject();
        }
        path.get_object()[method] = operationOf(*route);
    }
    return {
        {"openapi", "3.1.0"},
        {"info",
         {{"title", "Tenon"},
          {"version", "1.0"},
          {"description",
           "Every path answers below each server prefix, with and without a trailing slash. The header "
           "X-API-Dialect chooses the form of the answers."}}},
        {"servers", std::move(servers)},
        {"paths", std::move(paths)},
        {"components", components()},
    };
}

} // namespace tenon::openapi
