#pragma once

#include <tenon/app.h>
#include <tenon/documents/report.h>
#include <tenon/organisation.h>

#include <string_view>

namespace inventory {

/// What a company's stock is worth, on paper; `valuation` as its route answers it. Products have their names of today.
[[nodiscard]] documents::Report printedValuation(
    tenon::App& app, const organisation::Company& company, const tenon::JsonObject& valuation, std::string_view language
);

} // namespace inventory
