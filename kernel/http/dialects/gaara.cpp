/// Gaara ERP: {"status": "success", "data", "message"}, {"status": "error", "error": {"code", "message", "details"}}
/// and the counted page at top level.

#include <kernel/http/dialects/all.h>

#include <array>

namespace tenon::http {

namespace {

class Gaara : public Dialect {
public:
    [[nodiscard]] std::string_view name() const override { return "gaara"; }

    [[nodiscard]] std::string_view usualMessage() const override { return "Operation completed successfully"; }

    void success(const Success& success, std::string& out) const override {
        out.append(R"({"status":"success","data":)");
        if (success.body.is_null()) {
            out.append("{}");
        } else {
            appendJson(success.body, out);
        }
        out.append(R"(,"message":)");
        appendJson(success.message, out);
        if (success.isBesideEnvelope) {
            appendMembers(success.body, {"status", "data", "message"}, out);
        }
        out.push_back('}');
    }

    void page(
        const Page& page, const PageLinks& links, std::string_view /*message*/, Answer& /*answer*/, std::string& out
    ) const override {
        appendCountedPage(page, links, out);
    }

    void failure(const Failure& failure, Answer& /*answer*/, std::string& out) const override {
        JsonObject details = failure.details != nullptr ? *failure.details : JsonObject();
        for (auto& [field, texts] : fieldMap(failure)) {
            details[field] = std::move(texts);
        }
        appendJson(
            JsonObject{
                {"status", "error"},
                {"error", {{"code", failure.code}, {"message", failure.message}, {"details", std::move(details)}}},
            },
            out
        );
    }

    [[nodiscard]] bool isToldBy(const JsonObject& body, std::string_view /*prefix*/) const override {
        return (body.contains("username") || body.contains("refresh")) && !body.contains("login_id");
    }

    [[nodiscard]] std::span<const DocumentedLimit> limits() const override {
        using namespace std::chrono_literals;
        static constexpr std::array<DocumentedLimit, 4> documented{{
            {"auth", 5, 5min},
            {"rag_search", 100, 1h},
            {"admin", 500, 1h},
            {"general", 1000, 1h},
        }};
        return documented;
    }
};

} // namespace

const Dialect& gaara() {
    static const Gaara dialect;
    return dialect;
}

} // namespace tenon::http
