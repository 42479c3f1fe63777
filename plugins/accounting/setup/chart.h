#pragma once

#include <tenon/database.h>
#include <tenon/json.h>
#include <tenon/organisation.h>

#include <string_view>
#include <vector>

namespace accounting {

/// A template of a chart of accounts with its journals, taxes and payment terms: one of charts/*.json.
struct ChartTemplate {
    std::string_view name; ///< "general"
    tenon::JsonObject content;
};

/// Throws NotFound when there is no template of this name.
[[nodiscard]] ChartTemplate chartNamed(std::string_view name);

/// Names and titles of all templates.
[[nodiscard]] tenon::JsonArray chartTemplates();

/// Gives a company the accounts, journals, taxes and payment terms of a template. The company has none yet.
void applyChart(tenon::Database& database, const organisation::Company& company, const ChartTemplate& chart);

/// Replaces the chart of a company. Throws Conflict LOCKED_BY_TRANSACTIONS once an entry exists.
void replaceChart(tenon::Database& database, const organisation::Company& company, const ChartTemplate& chart);

} // namespace accounting
