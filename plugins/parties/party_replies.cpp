#include "party_replies.h"

namespace parties {

namespace {

std::string etagOf(const tenon::JsonObject& party) {
    return "\"" + std::to_string(party.at("version").as_int64()) + "\"";
}

} // namespace

tenon::Reply answered(tenon::JsonObject party) {
    const std::string etag = etagOf(party);
    return tenon::ok(std::move(party)).with("ETag", etag);
}

void requireMatch(PartyStore& store, const tenon::Request& request, std::string_view permission) {
    const auto condition = request.header("if-match");
    if (condition && *condition != "*"
        && *condition != etagOf(store.reached(request.caller(), permission, request.parameter("id")))) {
        throw tenon::Error(412, "VERSION_CONFLICT", "Somebody changed this record meanwhile.");
    }
}

} // namespace parties
