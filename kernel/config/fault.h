#pragma once

#include "origin.h"

#include <stdexcept>
#include <string>
#include <vector>

namespace tenon::config {

/// One thing that is wrong with the configuration.
struct Fault {
    Origin origin;
    std::string path;     ///< "server.listen"; empty when it is about a file as a whole.
    std::string sentence; ///< What was found and what was expected. Holds no secret.

    /// "config/tenon.yaml:3:11: server.workers: found \"many\": Must be a whole number."
    [[nodiscard]] std::string text() const;
};

using Faults = std::vector<Fault>;

/// The configuration cannot be used. `what()` holds every fault on a line of its own.
class InvalidConfiguration : public std::runtime_error {
public:
    explicit InvalidConfiguration(Faults faults);

    [[nodiscard]] const Faults& faults() const { return _faults; }

private:
    Faults _faults;
};

} // namespace tenon::config
