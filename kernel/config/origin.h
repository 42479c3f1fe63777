#pragma once

#include <string>

namespace tenon::config {

/// Where a setting's value came from. Later layers win.
enum class Layer { Default, File, Environment, Argument };

/// The place at which a value was written.
struct Origin {
    Layer layer = Layer::Default;
    std::string name; ///< File or environment variable.
    int line = 0;     ///< Counted from 1; files only.
    int column = 0;   ///< Counted from 1; files only.

    /// "config/tenon.yaml:3:11", "TENON_SERVER__LISTEN", "--set" or "default".
    [[nodiscard]] std::string text() const;
};

} // namespace tenon::config
