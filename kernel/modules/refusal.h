#pragma once

#include <stdexcept>

namespace tenon::modules {

/// Why a module is not started: one line that names both ends of the disagreement.
class Refusal : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

} // namespace tenon::modules
