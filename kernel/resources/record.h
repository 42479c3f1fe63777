#pragma once

#include <kernel/resources/definition.h>

#include <tenon/database.h>
#include <tenon/json.h>

#include <deque>
#include <string>
#include <vector>

namespace tenon::resources {

/// The record of a row selected with Statements::columns: id, uuid, version, created_at, updated_at and the fields.
/// Hidden fields are in it too; `withoutHidden` takes them out before the record leaves the kernel. All of it lies in
/// `memory`.
[[nodiscard]] JsonObject
recordOf(const Definition& definition, const Row& row, const boost::json::storage_ptr& memory = {});

[[nodiscard]] JsonObject withoutHidden(const Definition& definition, JsonObject record);

/// The parameters that store a record's fields. Owns what they borrow.
class Stored {
public:
    Stored(const Definition& definition, const JsonObject& record);

    void add(std::string_view name, Value value) { _params.push_back({name, std::move(value)}); }

    [[nodiscard]] Params params() const { return _params; }

private:
    [[nodiscard]] Value valueOf(const Column& column, const Json& value);

    std::vector<Param> _params;
    std::deque<std::string> _texts;
};

/// The value of a field as a parameter for comparing a column with it.
[[nodiscard]] Value comparable(const Column& column, const Json& value);

} // namespace tenon::resources
