#pragma once

#include <tenon/resource.h>

namespace organisation {

/// The same table under the names of two documents.
[[nodiscard]] tenon::Resource gaaraCompanies();
[[nodiscard]] tenon::Resource ktlOrganisations();

} // namespace organisation
