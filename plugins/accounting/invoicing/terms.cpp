#include "terms.h"

#include "ledger/amounts.h"
#include "ledger/json_values.h"

#include <tenon/error.h>

namespace accounting {

namespace {

using tenon::Json;
using tenon::JsonObject;

constexpr int lastDay = 31;
constexpr std::string_view selectTerm =
    "SELECT lines FROM accounting_payment_term WHERE id = :id AND company_id = :company";

tenon::Fields stepFields() {
    using namespace tenon::fields;
    return {
        integer("months").min(0).max(120),
        integer("day_of_month").min(1).max(lastDay),
        boolean("end_of_month"),
        integer("weeks").min(0).max(520),
        integer("days").min(0).max(3660),
    };
}

int numberAt(const JsonObject& object, std::string_view key) {
    return static_cast<int>(integerAt(object, key).value_or(0));
}

DateStep stepOf(const JsonObject& object) {
    DateStep step{
        .months = numberAt(object, "months"), .weeks = numberAt(object, "weeks"), .days = numberAt(object, "days")};
    if (const int day = numberAt(object, "day_of_month"); day > 0) {
        step.dayOfMonth = day;
    }
    if (tenon::flagAt(object, "end_of_month")) {
        step.dayOfMonth = lastDay;
    }
    return step;
}

TermPart partOf(std::string_view type) {
    return type == "percent"            ? TermPart::percent
           : type == "percent_of_total" ? TermPart::percentOfTotal
           : type == "fixed"            ? TermPart::fixed
                                        : TermPart::remainder;
}

} // namespace

tenon::Fields termLineFields() {
    using namespace tenon::fields;
    tenon::Fields members{
        choice("type", {"percent", "percent_of_total", "fixed", "remainder"}).required(),
        decimal("value", percentDigits).min("0"),
    };
    for (tenon::Field& field : stepFields()) {
        members.push_back(std::move(field));
    }
    members.push_back(list("steps", object("", stepFields())).help("Where more than one step leads to the day"));
    return members;
}

std::vector<TermLine> termLines(const tenon::JsonArray& lines) {
    std::vector<TermLine> terms;
    for (const Json& each : lines) {
        const JsonObject& object = each.as_object();
        TermLine line{
            .part = partOf(tenon::textAt(object, "type")),
            .value = decimalAt(object, "value", percentDigits),
            .steps = {stepOf(object)},
        };
        if (const Json* steps = object.if_contains("steps"); steps != nullptr && steps->is_array()) {
            for (const Json& step : steps->get_array()) {
                line.steps.push_back(stepOf(step.as_object()));
            }
        }
        terms.push_back(std::move(line));
    }
    requireRemainder(terms);
    return terms;
}

std::vector<TermLine> termOf(tenon::Database& database, std::int64_t company, std::int64_t term) {
    const auto lines = database.value<std::string>(selectTerm, {{"id", term}, {"company", company}});
    if (!lines) {
        throw tenon::Invalid("payment_term_id", "There is no such payment term.");
    }
    return termLines(boost::json::parse(*lines).as_array());
}

} // namespace accounting
