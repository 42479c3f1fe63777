#pragma once

#include <tenon/error.h>
#include <tenon/export.h>
#include <tenon/scope.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace tenon {

/// Who is asking: a signed-in account, the system itself (jobs, schedules) or nobody.
///
/// A service takes the caller first and calls `require` on its first line.
class TENON_API Caller {
public:
    virtual ~Caller();

    /// Id of the account; 0 for nobody and for the system.
    [[nodiscard]] virtual std::int64_t id() const = 0;
    /// Login name; "system" for the system, empty for nobody.
    [[nodiscard]] virtual std::string_view name() const = 0;
    [[nodiscard]] virtual bool isSuperuser() const = 0;
    /// Whether the caller holds `permission` ("dttot.view"); superusers and the system hold all.
    [[nodiscard]] virtual bool has(std::string_view permission) const = 0;
    /// Address the request came from; empty for the system.
    [[nodiscard]] virtual std::string_view address() const = 0;
    /// Id of the request or job on whose behalf things happen; stands in the log and in the audit trail.
    [[nodiscard]] virtual std::string_view requestId() const = 0;

    [[nodiscard]] bool isSignedIn() const { return id() != 0; }

    /// Throws Unauthenticated for nobody and Forbidden when the caller lacks `permission`.
    void require(std::string_view permission) const;

    // Added at the end, so that modules built before still find everything where it was.

    /// Which rows `permission` reaches for the caller: all of them for superusers and the system, none for those who
    /// lack it. A change of roles counts from the next request on. Since SDK 1.1.
    [[nodiscard]] virtual Scope scopeOf(std::string_view permission) const;
};

} // namespace tenon
