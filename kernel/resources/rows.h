#pragma once

#include <kernel/data/kernel_database.h>

#include <tenon/rows.h>

namespace tenon::resources {

/// What the kernel offers to routes that take many rows.
class KernelRows : public Rows {
public:
    /// `database` is the kernel's; transactions that begin here go through `visited`, which is the same to modules.
    KernelRows(data::KernelDatabase& database, Database& visited) : _database(database), _visited(visited) {}

    [[nodiscard]] std::shared_ptr<const Form> form(const Fields& fields) override;
    void attempt(const std::function<void()>& body) override;
    JsonObject add(ResourceRoutes& resource, const Request& request, const JsonObject& sent) override;
    [[nodiscard]] std::optional<JsonObject>
    find(ResourceRoutes& resource, const Request& request, const JsonObject& values) override;
    JsonObject
    change(ResourceRoutes& resource, const Request& request, std::int64_t id, const JsonObject& changes) override;

private:
    data::KernelDatabase& _database;
    Database& _visited;
};

} // namespace tenon::resources
