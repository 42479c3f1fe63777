#pragma once

#include <tenon/app.h>
#include <tenon/documents/reports.h>
#include <tenon/error.h>
#include <tenon/field.h>
#include <tenon/reply.h>
#include <tenon/request.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

/// How routes of other modules offer what they answer in print as well.
///
///     app.get("/stock/", [&app](const tenon::Request& request) {
///            return documents::answer(app, request, stock(), "stock", [&](const auto& json, auto language) {
///                return printedStock(app, json, language);
///            });
///        })
///         .query(documents::printingFields())
namespace documents {

/// What prints. Throws Unavailable when the module `documents` does not run.
[[nodiscard]] inline std::shared_ptr<Reports> printer(tenon::App& app) {
    auto reports = app.find<Reports>();
    if (!reports) {
        throw tenon::Unavailable("The printing of reports is out of service.");
    }
    return reports;
}

/// The query parameters of routes whose answers are printed as well.
[[nodiscard]] inline tenon::Fields printingFields() {
    using namespace tenon::fields;
    return {
        choice("format", {"json", "pdf", "xlsx", "csv", "html"}).help("Printed, or its rows as a file; else by Accept"),
        choice("language", {"en", "ar", "id", "bn"}).help("Of what is printed; else by Accept-Language"),
    };
}

/// The form that a client asks for by the query parameter `format`, as the route declares it, else by the first media
/// type of Accept when that is a PDF, a workbook or CSV; nothing for JSON.
[[nodiscard]] inline std::optional<Form> formAsked(const tenon::Request& request) {
    if (const std::string_view format = tenon::textAt(request.arguments(), "format"); !format.empty()) {
        const auto* const found = std::find(formNames.begin(), formNames.end(), format);
        return found == formNames.end() ? std::nullopt : std::optional(static_cast<Form>(found - formNames.begin()));
    }
    const std::string_view accept = request.header("accept").value_or(std::string_view());
    const std::string_view first = accept.substr(0, accept.find_first_of(",; "));
    for (const Form form : {Form::pdf, Form::xlsx, Form::csv}) {
        const std::string_view type = formTypes[static_cast<std::size_t>(form)];
        if (first == type.substr(0, type.find(';'))) {
            return form;
        }
    }
    return std::nullopt;
}

/// The language that the client asks for by the query parameter `language`, else `usual`, else that of the request.
[[nodiscard]] inline std::string_view languageAsked(const tenon::Request& request, std::string_view usual = {}) {
    const std::string_view named = tenon::textAt(request.arguments(), "language", usual);
    return named.empty() ? request.language() : named;
}

/// `json`, or the report that `print(json, language)` makes of it in the form that the client asks for; `name` is the
/// file's. Waits for a helper program, see Reports::print.
template <typename Print>
[[nodiscard]] tenon::Reply
answer(tenon::App& app, const tenon::Request& request, tenon::JsonObject json, std::string_view name, Print&& print) {
    const auto form = formAsked(request);
    if (!form) {
        return tenon::ok(std::move(json));
    }
    const auto reports = printer(app);
    return tenon::file(reports->print(print(std::as_const(json), languageAsked(request)), *form, name));
}

} // namespace documents
