#pragma once

#include "extractor.h"

#include <tenon/json.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dttot {

/// A way of reading lists. The version changes when the same document may give other rows.
struct EtlScript {
    std::int64_t id = 0;
    std::string name;
    std::string version;
    std::string title;
    std::vector<std::string> formats;
};

/// The scripts of the helper program, which tells them at the start. Immutable and safe to share between threads.
class EtlScripts {
public:
    /// Throws Unavailable when the program cannot be started.
    explicit EtlScripts(const Extractor& extractor);

    /// The script of this id or name; throws NotFound.
    [[nodiscard]] const EtlScript& named(std::string_view idOrName) const;

    /// In the order of their ids.
    [[nodiscard]] tenon::JsonArray json() const;

private:
    std::vector<EtlScript> _scripts;
};

} // namespace dttot
