/// The key functions of the SDK's abstract classes: their type information exists once, in this library.

#include <tenon/app.h>
#include <tenon/rows.h>

namespace tenon {

Accounts::~Accounts() = default;
App::~App() = default;
Audit::~Audit() = default;
Form::~Form() = default;
Groups::~Groups() = default;
JobKind::~JobKind() = default;
JobRun::~JobRun() = default;
Jobs::~Jobs() = default;
Log::~Log() = default;
Permissions::~Permissions() = default;
ResourceRoutes::~ResourceRoutes() = default;
Roles::~Roles() = default;
Route::~Route() = default;
Rows::~Rows() = default;
RuntimeSettings::~RuntimeSettings() = default;
Secrets::~Secrets() = default;

} // namespace tenon
