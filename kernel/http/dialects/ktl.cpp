/// KTL ISP billing: {"success", "status", "message", "data"} and {"success", "status", "message", "error"}, where "error"
/// is an object for invalid bodies and an empty array otherwise.

#include <kernel/http/dialects/all.h>

namespace tenon::http {

namespace {

class Ktl : public Dialect {
public:
    [[nodiscard]] std::string_view name() const override { return "ktl"; }

    void success(int status, const Json& body, std::string_view message, std::string& out) const override {
        open(status, message, out);
        appendJson(body, out);
        out.push_back('}');
    }

    void page(const Page& page, const PageLinks& links, Answer& answer, std::string& out) const override {
        open(answer.status, {}, out);
        appendCountedPage(page, links, out);
        out.push_back('}');
    }

    void failure(const Failure& failure, Answer& /*answer*/, std::string& out) const override {
        JsonObject fields = fieldMap(failure);
        const bool isInvalid = failure.status == 400;
        appendJson(
            JsonObject{
                {"success", false},
                {"status", failure.status},
                {"message", isInvalid && !fields.empty() ? "Bad Request" : failure.message},
                {"error", isInvalid ? Json(std::move(fields)) : Json(JsonArray())},
            },
            out
        );
    }

private:
    static void open(int status, std::string_view message, std::string& out) {
        out.append(R"({"success":true,"status":)").append(std::to_string(status)).append(R"(,"message":)");
        appendJson(message.empty() ? "Success" : message, out);
        out.append(R"(,"data":)");
    }
};

} // namespace

const Dialect& ktl() {
    static const Ktl dialect;
    return dialect;
}

} // namespace tenon::http
