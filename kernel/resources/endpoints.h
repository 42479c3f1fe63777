#pragma once

#include <kernel/resources/definition.h>
#include <kernel/resources/reach.h>
#include <kernel/resources/secret_columns.h>
#include <kernel/resources/statements.h>

#include <tenon/app.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tenon::resources {

/// The six endpoints of a resource, with its hooks. Written while the module starts, read by many threads afterwards.
class Endpoints : public ResourceRoutes {
public:
    /// `module` names the audit events.
    Endpoints(App& app, std::string_view module, const JsonObject& description);

    /// Declares the permissions and registers the routes, once the module has said all about the resource.
    void registerRoutes();

    ResourceRoutes& readOnly() override;
    ResourceRoutes& readableBySignedIn() override;
    ResourceRoutes& beforeSave(Check check) override;
    ResourceRoutes& afterSave(Saved saved) override;
    ResourceRoutes& beforeDelete(Check check) override;
    ResourceRoutes& scope(Scope scope) override;
    ResourceRoutes& computed(const Field& field, Compute compute) override;
    ResourceRoutes& beforeChange(Change change) override;
    ResourceRoutes& dialect(std::string_view name) override;
    ResourceRoutes& lists(std::string_view segment, ResourceRoutes& children, std::string_view field) override;
    ResourceRoutes& action(std::string_view name, const Fields& body, Change act) override;

    /// Adds or changes a record on behalf of a request for something else: permission and fields are checked as well.
    [[nodiscard]] JsonObject addedFor(const Request& request, const JsonObject& sent);
    [[nodiscard]] JsonObject changedFor(const Request& request, std::int64_t id, const JsonObject& sent);

    /// The first record with these values that the caller may change, as it is answered.
    [[nodiscard]] std::optional<JsonObject> changeable(const Caller& caller, const JsonObject& values);

private:
    /// A list of others that refer to one of these.
    struct Nested {
        std::string segment;
        Endpoints& children;
        std::string condition; ///< "branch_id = :parent"
    };

    /// A named change of a record.
    struct Action {
        std::string name;
        Fields body;
        Change act;
    };

    /// What a change is called: by its permission and in the audit trail.
    struct Doing {
        std::string_view verb;
        std::string_view past;
        std::string_view reason;
    };

    Reply list(const Request& request, const Condition& within);
    Reply listNested(const Request& request, const Nested& nested);
    Reply create(const Request& request);
    Reply read(const Request& request);
    Reply change(const Request& request);
    Reply act(const Request& request, const Action& action);
    [[nodiscard]] JsonObject added(const Request& request, JsonObject record);
    [[nodiscard]] JsonObject changed(const Request& request, const JsonObject& before, JsonObject changes);
    [[nodiscard]] JsonObject
    replaced(const Request& request, const JsonObject& before, JsonObject record, const Doing& doing);
    Reply remove(const Request& request);

    [[nodiscard]] JsonObject found(const Caller& caller, std::string_view key, std::string_view verb);
    [[nodiscard]] std::optional<JsonObject> stored(const Caller& caller, std::string_view key, std::string_view verb);
    [[nodiscard]] JsonObject shown(JsonObject record) const;
    void audit(
        const Request& request,
        std::string_view verb,
        const Json& before,
        const Json& after,
        std::string_view reason = {}
    ) const;
    [[nodiscard]] std::string itemPath() const;
    /// Guard, query and answer of a list of these, wherever it stands.
    void describeList(Route& route) const;
    void requireNames(const Request& request) const;
    void refuseFixed(const JsonObject& before, const JsonObject& changes) const;
    void guardReading(Route& route) const;
    Route& add(std::string_view method, std::string_view path, Handler handler);
    void registerReading(const Fields& answer);
    void registerWriting(const Fields& declared, const Fields& answer);
    void registerActions(const Fields& answer);

    App& _app;
    const std::string _module;
    const Definition _definition;
    const Statements _statements;
    const SecretColumns _secrets;
    bool _isReadOnly = false;
    bool _isReadableBySignedIn = false;
    std::vector<Check> _beforeSave;
    std::vector<Saved> _afterSave;
    std::vector<Check> _beforeDelete;
    Reach _reach;
    std::vector<std::pair<Field, Compute>> _computed;
    std::vector<Change> _beforeChange;
    std::string _dialect; ///< Empty: the module's
    std::vector<Nested> _nested;
    std::vector<Action> _actions;
};

} // namespace tenon::resources
