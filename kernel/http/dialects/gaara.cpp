/// Gaara ERP: {"status": "success", "data", "message"}, {"status": "error", "error": {"code", "message", "details"}} and
/// the counted page at top level.

#include <kernel/http/dialects/all.h>

namespace tenon::http {

namespace {

class Gaara : public Dialect {
public:
    [[nodiscard]] std::string_view name() const override { return "gaara"; }

    void success(int /*status*/, const Json& body, std::string_view message, std::string& out) const override {
        out.append(R"({"status":"success","data":)");
        appendJson(body, out);
        out.append(R"(,"message":)");
        appendJson(message.empty() ? "Operation completed successfully" : message, out);
        out.push_back('}');
    }

    void page(const Page& page, const PageLinks& links, Answer& /*answer*/, std::string& out) const override {
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
};

} // namespace

const Dialect& gaara() {
    static const Gaara dialect;
    return dialect;
}

} // namespace tenon::http
