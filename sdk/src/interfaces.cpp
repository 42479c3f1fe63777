/// The key functions of the SDK's abstract classes: their type information exists once, in this library.

#include <tenon/app.h>

namespace tenon {

App::~App() = default;
Audit::~Audit() = default;
JobKind::~JobKind() = default;
JobRun::~JobRun() = default;
Jobs::~Jobs() = default;
Log::~Log() = default;
ResourceRoutes::~ResourceRoutes() = default;
Route::~Route() = default;
Secrets::~Secrets() = default;

} // namespace tenon
