#pragma once

#include "principal.h"

#include <tenon/system_caller.h>

#include <memory>
#include <string>
#include <string_view>

namespace tenon::auth {

/// A signed-in account that makes a request.
class PrincipalCaller : public Caller {
public:
    /// `principal` must not be null; it is shared with the cache of verified tokens.
    PrincipalCaller(std::shared_ptr<const Principal> principal, std::string address, std::string requestId)
        : _principal(std::move(principal)), _address(std::move(address)), _requestId(std::move(requestId)) {}

    [[nodiscard]] std::int64_t id() const override { return _principal->id(); }

    [[nodiscard]] std::string_view name() const override { return _principal->name(); }

    [[nodiscard]] bool isSuperuser() const override { return _principal->isSuperuser(); }

    [[nodiscard]] bool has(std::string_view permission) const override { return _principal->has(permission); }

    [[nodiscard]] Scope scopeOf(std::string_view permission) const override {
        return _principal->standing().scopeOf(permission);
    }

    [[nodiscard]] std::string_view address() const override { return _address; }

    [[nodiscard]] std::string_view requestId() const override { return _requestId; }

    [[nodiscard]] const Principal& principal() const { return *_principal; }

private:
    std::shared_ptr<const Principal> _principal;
    std::string _address;
    std::string _requestId;
};

/// A request without a token. May do nothing that asks for a permission.
class NobodyCaller : public Caller {
public:
    NobodyCaller(std::string address, std::string requestId)
        : _address(std::move(address)), _requestId(std::move(requestId)) {}

    [[nodiscard]] std::int64_t id() const override { return 0; }

    [[nodiscard]] std::string_view name() const override { return {}; }

    [[nodiscard]] bool isSuperuser() const override { return false; }

    [[nodiscard]] bool has(std::string_view) const override { return false; }

    [[nodiscard]] std::string_view address() const override { return _address; }

    [[nodiscard]] std::string_view requestId() const override { return _requestId; }

private:
    std::string _address;
    std::string _requestId;
};

} // namespace tenon::auth
