#pragma once

#include <tenon/export.h>

#include <string>
#include <string_view>

namespace faults {

/// What the module `greeter` offers to others.
class TENON_API Greeter {
public:
    static constexpr std::string_view serviceName = "greeter.Greeter";
    static constexpr int serviceVersion = 1;

    virtual ~Greeter() = default;
    [[nodiscard]] virtual std::string greeting(std::string_view name) const = 0;
};

} // namespace faults
