/// BitBlast: plain objects, bare arrays, {"detail"} unless the route documents another form, field maps for invalid
/// bodies.

#include <kernel/http/dialects/all.h>

namespace tenon::http {

namespace {

class Bitblast : public Dialect {
public:
    [[nodiscard]] std::string_view name() const override { return "bitblast"; }

    [[nodiscard]] bool listsAreArrays() const override { return true; }

    void success(const Success& success, std::string& out) const override {
        appendPlain(success.body, success.message, out);
    }

    void page(const Page& page, const PageLinks& links, std::string_view /*message*/, Answer& answer, std::string& out)
        const override {
        appendArrayPage(page, links, answer, out);
    }

    void failure(const Failure& failure, Answer& /*answer*/, std::string& out) const override {
        JsonObject body = fieldMap(failure);
        if (body.empty()) {
            body = {{"detail", failure.message}};
        }
        appendJson(body, out);
    }
};

} // namespace

const Dialect& bitblast() {
    static const Bitblast dialect;
    return dialect;
}

} // namespace tenon::http
