#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace tenon::assembly {

/// What modules offer to each other, by name and major version. Safe to use from many threads.
class ServiceRegistry {
public:
    /// Throws std::invalid_argument when another module offers this version of the service.
    void provide(std::string module, std::string_view name, int version, std::shared_ptr<void> service);

    /// The service, or null.
    [[nodiscard]] std::shared_ptr<void> find(std::string_view name, int version) const;

    /// Takes back what `module` offered.
    void withdraw(std::string_view module);

private:
    struct Offer {
        std::string module;
        std::shared_ptr<void> service;
    };

    mutable std::mutex _mutex;
    std::map<std::string, Offer, std::less<>> _offers; ///< By "name/version"; guarded by _mutex
};

} // namespace tenon::assembly
