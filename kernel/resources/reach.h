#pragma once

#include <kernel/resources/definition.h>
#include <kernel/resources/statements.h>

#include <tenon/database.h>
#include <tenon/request.h>
#include <tenon/resource.h>

#include <string_view>

namespace tenon::resources {

/// The rows that both conditions leave.
[[nodiscard]] Condition both(Condition first, Condition second);

/// Which rows of a resource an operation reaches for a caller: those in the scope of its permission, by the columns
/// that the resource declares, and of these the ones that the module's own condition leaves.
class Reach {
public:
    Reach(const Definition& definition, const Statements& statements)
        : _definition(definition), _statements(statements) {}

    /// Everybody who is signed in reads every row.
    void openReading() { _isOpenForReading = true; }

    void restrict(ResourceRoutes::Scope scope) { _own = std::move(scope); }

    /// The rows of `verb`: "view", "add", "change", "delete".
    [[nodiscard]] Condition of(const Caller& caller, std::string_view verb) const;

    /// Makes the caller the owner of a new record that names none.
    void own(const Caller& caller, JsonObject& record) const;

    /// Throws Invalid at the field by which the stored `record` is beyond the caller's reach, or Forbidden.
    void requireWithin(const Caller& caller, Database& database, std::string_view verb, const JsonObject& record) const;

private:
    [[nodiscard]] bool isDeclared() const;
    [[nodiscard]] Scope scopeOf(const Caller& caller, std::string_view verb) const;

    const Definition& _definition;
    const Statements& _statements;
    bool _isOpenForReading = false;
    ResourceRoutes::Scope _own;
};

} // namespace tenon::resources
