#pragma once

#include <tenon/export.h>
#include <tenon/field.h>
#include <tenon/route.h>
#include <tenon/scope.h>

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon {

/// A declared table with REST endpoints: list, create, read, replace, patch, delete.
///
/// The table is made by the module's migrations and has, beside a column for each field: `id` (@id), `uuid` (TEXT,
/// unique), `version` (BIGINT), `created_at`, `updated_at` (TIMESTAMP). Lists take `page`, `page_size`, `search`,
/// `ordering` and one parameter for each name in `filter`; answers carry an ETag, changes honour If-Match.
struct Resource {
    std::string_view name;  ///< "districts": the noun in permissions and audit events
    std::string_view path;  ///< "/locations/districts"
    std::string_view table; ///< "locations_district"
    Fields fields;
    std::vector<std::string> search; ///< Text fields that `search` looks in
    std::vector<std::string> filter; ///< Fields that may be given as query parameters
    std::vector<std::string> order;  ///< Fields that `ordering` accepts; the first is the default
    std::string_view permission;     ///< Prefix of "<prefix>.view|add|change|delete"; default "<module>.<name>"
    /// Whose the rows are. Each operation reaches the rows in the scope of its permission: others do not exist for the
    /// caller, and nobody stores a row that he would not reach. The columns are fields, or `id` for a table of places;
    /// an owner that is not sent becomes the caller. Since SDK 1.1.
    ScopeColumns scope;
};

/// The JSON the kernel reads of a resource.
[[nodiscard]] inline JsonObject descriptionOf(const Resource& resource) {
    const auto names = [](const std::vector<std::string>& list) { return JsonArray(list.begin(), list.end()); };
    JsonArray places;
    for (const auto& [kind, column] : resource.scope.places) {
        places.push_back({{"kind", kind}, {"column", column}});
    }
    return {
        {"name", resource.name},
        {"path", resource.path},
        {"table", resource.table},
        {"fields", descriptionOf(resource.fields)},
        {"search", names(resource.search)},
        {"filter", names(resource.filter)},
        {"order", names(resource.order)},
        {"permission", resource.permission},
        {"owner", resource.scope.owner},
        {"places", std::move(places)},
    };
}

/// Hooks and limits of a resource. Hooks run inside the change's transaction; what they throw undoes it.
///
/// A field of type secret is stored sealed and answered as a mask. In the records that hooks see it is sealed as well
/// (its place is table, field and the record's uuid, see Secrets), but for one that was sent just now, in `beforeSave`.
class TENON_API ResourceRoutes {
public:
    using Check = std::function<void(const Request&, JsonObject& record)>;
    using Saved = std::function<void(const Request&, const Json& before, const JsonObject& after)>;
    using Scope = std::function<Condition(const Caller&)>;
    using Compute = std::function<Json(const JsonObject& record)>;
    using Change = std::function<void(const Request&, const JsonObject& before, JsonObject& after)>;

    virtual ~ResourceRoutes();

    /// Only list and read.
    virtual ResourceRoutes& readOnly() = 0;
    /// Everybody who is signed in may list and read.
    virtual ResourceRoutes& readableBySignedIn() = 0;
    /// Called with the whole record as it would be stored; throws Invalid, or changes the record.
    virtual ResourceRoutes& beforeSave(Check check) = 0;
    /// Called after the row is stored; `before` is null for a new one.
    virtual ResourceRoutes& afterSave(Saved saved) = 0;
    /// Called before a row is deleted; throws Conflict when something needs it.
    virtual ResourceRoutes& beforeDelete(Check check) = 0;
    /// Rows outside the condition do not exist for the caller. For what Resource::scope cannot say.
    virtual ResourceRoutes& scope(Scope scope) = 0;
    /// Adds a member to every answered record.
    virtual ResourceRoutes& computed(const Field& field, Compute compute) = 0;

    // Since 1.1.

    /// Called before a change is stored, with the record as it was and as it would be stored; throws or changes
    /// `after`.
    virtual ResourceRoutes& beforeChange(Change change) = 0;
    /// The system whose document these routes come from, where it is another than the module's.
    virtual ResourceRoutes& dialect(std::string_view name) = 0;
    /// Lists those of `children`, a resource of the same module, whose reference `field` leads to one of these, at
    /// "<path>/{id}/<segment>": "branches" at /companies/{id}/branches.
    virtual ResourceRoutes& lists(std::string_view segment, ResourceRoutes& children, std::string_view field) = 0;
    /// Offers POST "<path>/{id}/<name>" to those with the permission "<prefix>.<name>": `act` changes the record,
    /// read-only fields too, or throws Conflict INVALID_STATE where the record is not in a state for it. It is stored
    /// as other changes are, without `beforeChange`; the row in the audit trail is named after it, its reason is the
    /// body's member `reason`.
    virtual ResourceRoutes& action(std::string_view name, const Fields& body, Change act) = 0;
};

} // namespace tenon
