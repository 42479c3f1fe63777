#pragma once

#include <tenon/database.h>
#include <tenon/json.h>

namespace organisation {

/// The rules that hold for a company whichever document's names its record has: those of the columns that both share.
class CompanyRules {
public:
    explicit CompanyRules(tenon::Database& database) : _database(database) {}

    /// Gives a new company what it does not name: a code, currency, time zone, settings of billing.
    void complete(tenon::JsonObject& company) const;

    /// Settings that were not sent stay as they were. Throws Conflict LOCKED_BY_TRANSACTIONS when currency or stock
    /// accounting would change although there are entries or movements.
    void continueFrom(const tenon::JsonObject& before, tenon::JsonObject& company) const;

    /// Throws Invalid for what makes no sense.
    void check(tenon::JsonObject& company) const;

private:
    [[nodiscard]] std::string freeCode(std::string_view name) const;

    tenon::Database& _database;
};

} // namespace organisation
