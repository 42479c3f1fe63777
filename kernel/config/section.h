#pragma once

#include <tenon/field.h>

#include <string>

namespace tenon::config {

/// A group of settings, declared by the part of the server that uses them.
struct Section {
    std::string name; ///< "server"; dots nest: "api.cors".
    Fields fields;
};

} // namespace tenon::config
