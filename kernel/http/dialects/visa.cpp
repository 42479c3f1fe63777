/// Visa agency: plain objects, counted pages, {"detail"} or the field map as Django REST framework words them.

#include <kernel/http/dialects/all.h>

namespace tenon::http {

namespace {

class Visa : public Dialect {
public:
    [[nodiscard]] std::string_view name() const override { return "visa"; }

    void success(const Success& success, std::string& out) const override {
        appendPlain(success.body, success.message, out);
    }

    void page(
        const Page& page, const PageLinks& links, std::string_view /*message*/, Answer& /*answer*/, std::string& out
    ) const override {
        appendCountedPage(page, links, out);
    }

    void failure(const Failure& failure, Answer& /*answer*/, std::string& out) const override {
        JsonObject body = fieldMap(failure);
        if (body.empty()) {
            body = {{"detail", failure.message}, {"code", failure.code}};
        } else if (failure.code != "VALIDATION") {
            body.emplace("code", failure.code);
        }
        appendJson(body, out);
    }
};

} // namespace

const Dialect& visa() {
    static const Visa dialect;
    return dialect;
}

} // namespace tenon::http
