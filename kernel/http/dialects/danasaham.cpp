/// Danasaham ERP: plain objects, lists as JSON arrays, errors as an object with a text.

#include <kernel/http/dialects/all.h>

namespace tenon::http {

namespace {

class Danasaham : public Dialect {
public:
    [[nodiscard]] std::string_view name() const override { return "danasaham"; }

    [[nodiscard]] bool listsAreArrays() const override { return true; }

    void success(const Success& success, std::string& out) const override {
        appendPlain(success.body, success.message, out);
    }

    void page(const Page& page, const PageLinks& links, std::string_view /*message*/, Answer& answer, std::string& out)
        const override {
        appendArrayPage(page, links, answer, out);
    }

    void failure(const Failure& failure, Answer& /*answer*/, std::string& out) const override {
        JsonObject body{{"error", failure.message}, {"detail", failure.message}, {"code", failure.code}};
        if (!failure.fields.empty()) {
            body["fields"] = fieldMap(failure);
        }
        if (failure.details != nullptr && !failure.details->empty()) {
            body["details"] = *failure.details;
        }
        appendJson(body, out);
    }

    /// Its login takes the address alone.
    [[nodiscard]] bool isToldBy(const JsonObject& body, std::string_view /*prefix*/) const override {
        return body.contains("email") && !body.contains("username") && !body.contains("login_id");
    }
};

} // namespace

const Dialect& danasaham() {
    static const Danasaham dialect;
    return dialect;
}

} // namespace tenon::http
