#pragma once

#include "settings_service.h"

#include <tenon/app.h>

namespace tenon::settings {

/// Registers what reads and changes the run-time settings: those of Gaara and Danasaham, and their history. `service`
/// outlives the routes.
void declareSettings(App& app, SettingsService& service);

} // namespace tenon::settings
