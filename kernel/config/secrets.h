#pragma once

#include "fault.h"
#include "node.h"
#include "overrides.h"

#include <tenon/json.h>

#include <string>

namespace tenon::config {

/// Puts the secrets of `map` in place: `{file: PATH}` becomes the file's text without its last line break, `{env:
/// NAME}` the variable's value. Every node of a secret field is marked, so that nothing shows it.
///
/// A secret written into a file of settings is a fault, as is a secret file that others than its owner may read; files
/// in $CREDENTIALS_DIRECTORY may be readable by the group, because systemd sees to who can reach them.
void resolveSecrets(
    Node& map, const JsonArray& declared, const std::string& path, const Environment& environment, Faults& faults
);

} // namespace tenon::config
