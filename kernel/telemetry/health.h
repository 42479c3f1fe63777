#pragma once

#include <tenon/json.h>

#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace tenon::telemetry {

/// How the parts of the server are. Checks are added while it starts; `isReady` and `report` are safe from many
/// threads.
class Health {
public:
    /// Returns an empty text when all is well, else a short reason without secrets.
    using Check = std::function<std::string()>;

    enum class Weight {
        Essential, ///< Without it the server is not ready
        Useful     ///< Without it the server is degraded
    };

    void add(std::string component, Weight weight, Check check);

    /// Whether every essential component is well and the server is not draining.
    [[nodiscard]] bool isReady() const;

    /// {"status": "ok" | "degraded" | "down", "components": {name: {"status", "reason"}}}
    [[nodiscard]] JsonObject report() const;

    /// From now on the server says that it is not ready, so that load balancers turn away.
    void drain();

private:
    struct Component {
        std::string name;
        Weight weight;
        Check check;
    };

    mutable std::mutex _mutex;
    std::vector<Component> _components; ///< Guarded by _mutex
    bool _isDraining = false;           ///< Guarded by _mutex
};

} // namespace tenon::telemetry
