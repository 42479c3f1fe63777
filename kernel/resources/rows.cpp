#include <kernel/resources/endpoints.h>
#include <kernel/resources/rows.h>

namespace tenon::resources {

namespace {

class CompiledForm : public Form {
public:
    explicit CompiledForm(const Fields& fields) : _schema(descriptionOf(fields)) {}

    [[nodiscard]] JsonObject accepted(const JsonObject& sent, Stated stated) const override {
        const auto presence = stated == Stated::Whole ? schema::Presence::Whole : schema::Presence::Partial;
        return _schema.accept(sent, presence, schema::Unknown::Refuse);
    }

private:
    schema::Schema _schema;
};

} // namespace

std::shared_ptr<const Form> KernelRows::form(const Fields& fields) { return std::make_shared<CompiledForm>(fields); }

void KernelRows::attempt(const std::function<void()>& body) {
    if (_database.isInTransaction()) {
        _database.attempt(body);
    } else {
        _visited.transaction(body);
    }
}

JsonObject KernelRows::add(ResourceRoutes& resource, const Request& request, const JsonObject& sent) {
    return dynamic_cast<Endpoints&>(resource).addedFor(request, sent);
}

std::optional<JsonObject> KernelRows::find(ResourceRoutes& resource, const Request& request, const JsonObject& values) {
    return dynamic_cast<Endpoints&>(resource).changeable(request.caller(), values);
}

JsonObject
KernelRows::change(ResourceRoutes& resource, const Request& request, std::int64_t id, const JsonObject& changes) {
    return dynamic_cast<Endpoints&>(resource).changedFor(request, id, changes);
}

} // namespace tenon::resources
