#pragma once

#include <tenon/export.h>
#include <tenon/field.h>
#include <tenon/json.h>
#include <tenon/request.h>
#include <tenon/resource.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

namespace tenon {

/// Whether an input states a whole thing or only some of its members. Since SDK 1.1.
enum class Stated {
    Whole, ///< Required members must be there, initial values stand in for what was not sent
    Partly ///< Only what was sent is looked at and answered
};

/// Fields, compiled: what an object must be. Immutable; safe to use from many threads. Since SDK 1.1.
class TENON_API Form {
public:
    virtual ~Form();

    /// `sent` as a route with these fields would hand it to its handler. Throws Invalid with every fault.
    [[nodiscard]] virtual JsonObject accepted(const JsonObject& sent, Stated stated = Stated::Whole) const = 0;
};

/// What the kernel does for one request that means many rows. The kernel offers it to every module:
/// `app.find<tenon::Rows>()`, which is null while a module only declares for a check of the configuration. Safe to call
/// from many threads. `tenon/batch.h` makes routes of it. Since SDK 1.1.
class TENON_API Rows {
public:
    static constexpr std::string_view serviceName = "tenon.Rows";
    static constexpr int serviceVersion = 1;

    virtual ~Rows();

    /// The fields, compiled. Throws std::invalid_argument when a description makes no sense.
    [[nodiscard]] virtual std::shared_ptr<const Form> form(const Fields& fields) = 0;

    /// Runs `body` as a part of the current transaction that is undone alone when it throws: rows, audit, events, jobs
    /// and actions for after the commit. The exception is thrown on, and who catches it goes on with the transaction.
    /// What spoils a transaction as a whole (DatabaseError of the kinds Serialization, Busy, Connection, Full and
    /// ReadOnly) spoils it here too and must not be caught. Outside of a transaction, `body` is one of its own.
    virtual void attempt(const std::function<void()>& body) = 0;

    /// Adds a record to a resource as POST does: permission, fields, references, hooks, scope and audit. Returns it as
    /// it is answered. Throws what ends such a request. `request` is the one on whose behalf it happens; hooks get it
    /// with its own body.
    virtual JsonObject add(ResourceRoutes& resource, const Request& request, const JsonObject& sent) = 0;

    /// The record of a resource whose fields have these values, all of them, among those that the caller may change;
    /// the first by its id where there are several. The values are in canonical form: {"company_id": 1, "code":
    /// "1110"}.
    [[nodiscard]] virtual std::optional<JsonObject>
    find(ResourceRoutes& resource, const Request& request, const JsonObject& values) = 0;

    /// Changes a record as PATCH does. Throws NotFound for one that is out of reach.
    virtual JsonObject
    change(ResourceRoutes& resource, const Request& request, std::int64_t id, const JsonObject& changes) = 0;
};

} // namespace tenon
