/// The key functions of the SDK's abstract classes: their type information exists once, in this library.

#include <tenon/app.h>

namespace tenon {

Accounts::~Accounts() = default;
App::~App() = default;
Audit::~Audit() = default;
Groups::~Groups() = default;
JobKind::~JobKind() = default;
JobRun::~JobRun() = default;
Jobs::~Jobs() = default;
Log::~Log() = default;
Permissions::~Permissions() = default;
ResourceRoutes::~ResourceRoutes() = default;
Roles::~Roles() = default;
Route::~Route() = default;
RuntimeSettings::~RuntimeSettings() = default;
Secrets::~Secrets() = default;

} // namespace tenon
