#pragma once

#include <tenon/app.h>
#include <tenon/organisation.h>
#include <tenon/parties.h>

namespace contacts {

/// What the routes of this module work with. Safe to use from many threads.
struct Parts {
    tenon::App& app;
    std::shared_ptr<organisation::Companies> companies;
    std::shared_ptr<parties::Parties> parties;
};

/// Each noun's routes and rules.
void declareContacts(tenon::App& app, Parts& parts);
void declareLeads(tenon::App& app, Parts& parts);
void declareOpportunities(tenon::App& app, Parts& parts);
void declareCampaigns(tenon::App& app, Parts& parts);

/// Probability in percent of an open opportunity at this stage, unless somebody knows better.
[[nodiscard]] int usualProbability(std::string_view stage);

} // namespace contacts
