/// KTL ISP billing: {"success", "status", "message", "data"} and {"success", "status", "message", "error"}, where
/// "error" is an object for invalid bodies and an empty array otherwise. Records go by their UUID.

#include <kernel/http/dialects/all.h>

#include <algorithm>
#include <array>

namespace tenon::http {

namespace {

/// Puts the UUID of each record where the client looks for its id, and the number beside it.
void identifyByUuid(Json& value) {
    if (value.is_array()) {
        for (Json& item : value.get_array()) {
            identifyByUuid(item);
        }
    } else if (value.is_object()) {
        JsonObject& object = value.get_object();
        for (auto& member : object) {
            identifyByUuid(member.value());
        }
        Json* id = object.if_contains("id");
        const Json* uuid = object.if_contains("uuid");
        if (id != nullptr && id->is_int64() && uuid != nullptr && uuid->is_string()) {
            const std::int64_t number = id->get_int64();
            *id = uuid->get_string();
            object["numeric_id"] = number;
        }
    }
}

class Ktl : public Dialect {
public:
    [[nodiscard]] std::string_view name() const override { return "ktl"; }

    [[nodiscard]] std::string_view usualMessage() const override { return "Success"; }

    [[nodiscard]] std::string_view sentenceFor(std::string_view code) const override {
        return code == wrongCredentials ? "Invalid login credentials." : std::string_view();
    }

    [[nodiscard]] std::string_view headingFor(std::string_view code) const override {
        return code == wrongCredentials ? "Login failed" : code == "VALIDATION" ? "Bad Request" : std::string_view();
    }

    void success(const Success& success, std::string& out) const override {
        open(success.status, success.message, out);
        Json identified = success.body.is_null() ? Json(JsonArray()) : success.body;
        identifyByUuid(identified);
        appendJson(identified, out);
        if (success.isBesideEnvelope) {
            appendMembers(identified, {"success", "status", "message", "data"}, out);
        }
        out.push_back('}');
    }

    void page(const Page& page, const PageLinks& links, std::string_view message, Answer& answer, std::string& out)
        const override {
        open(answer.status, message, out);
        Page identified = page;
        for (Json& item : identified.items) {
            identifyByUuid(item);
        }
        appendCountedPage(identified, links, out);
        out.push_back('}');
    }

    void failure(const Failure& failure, Answer& answer, std::string& out) const override {
        JsonObject faults = fieldMap(failure);
        if (const auto name = faults.find("username"); name != faults.end()) {
            faults["login_id"] = Json(std::move(name->value()));
            faults.erase("username");
        }
        if (failure.code == wrongCredentials) {
            answer.status = 400;
            faults["non_field_errors"] = JsonArray{failure.message};
        }
        const bool hasFaults = !faults.empty();
        JsonObject body{
            {"success", false},
            {"status", answer.status},
            {"message", hasFaults && !failure.heading.empty() ? failure.heading : failure.message},
            {"error", answer.status == 400 ? Json(std::move(faults)) : Json(JsonArray())},
        };
        if (std::ranges::find(toldByForm, failure.code) == toldByForm.end()) {
            body.emplace("code", failure.code);
        }
        appendJson(body, out);
    }

    /// Its login is by `login_id`; its refresh has the name of Danasaham's and the prefix of its own.
    [[nodiscard]] bool isToldBy(const JsonObject& body, std::string_view prefix) const override {
        const bool isRefresh = body.contains("refresh_token") && !body.contains("refresh") && prefix == "/api/v1";
        return body.contains("login_id") || (isRefresh && !body.contains("username") && !body.contains("email"));
    }

    [[nodiscard]] std::span<const DocumentedLimit> limits() const override {
        using namespace std::chrono_literals;
        static constexpr std::array<DocumentedLimit, 3> documented{{
            {"auth", 5, 15min},
            {"password_reset", 3, 1h},
            {"general", 1000, 1h},
        }};
        return documented;
    }

private:
    static constexpr std::string_view wrongCredentials = "INVALID_CREDENTIALS";
    /// What the documented body tells by itself; other errors have their code beside it.
    static constexpr std::array<std::string_view, 5> toldByForm{
        "VALIDATION", "NOT_FOUND", "FORBIDDEN", "UNAUTHENTICATED", wrongCredentials};

    static void open(int status, std::string_view message, std::string& out) {
        out.append(R"({"success":true,"status":)").append(std::to_string(status)).append(R"(,"message":)");
        appendJson(message, out);
        out.append(R"(,"data":)");
    }
};

} // namespace

const Dialect& ktl() {
    static const Ktl dialect;
    return dialect;
}

} // namespace tenon::http
