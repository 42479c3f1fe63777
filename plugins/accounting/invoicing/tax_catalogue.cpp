#include "tax_catalogue.h"

#include "ledger/amounts.h"
#include "ledger/json_values.h"

#include <tenon/arithmetic.h>
#include <tenon/error.h>

#include <algorithm>

namespace accounting {

namespace {

using tenon::Decimal;
using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::Row;

constexpr std::string_view taxColumns =
    "SELECT id, name, kind, rate, price_included, include_in_next_base, deductible_percent, account_id, "
    "refund_account_id, members, sequence, valid_from, valid_to, due_on, transition_account_id, scope, is_active "
    "FROM accounting_tax ";
constexpr std::string_view byId = "WHERE company_id = :company AND id = :key";
constexpr std::string_view byUuid = "WHERE company_id = :company AND uuid = :key";
constexpr std::string_view byRate =
    "WHERE company_id = :company AND kind = 'percent' AND rate = :rate AND scope IN (:scope, 'both') AND is_active "
    "AND due_on = 'invoice' AND NOT price_included AND NOT include_in_next_base AND deductible_percent = :hundred "
    "ORDER BY sequence, id LIMIT "
    "1";

constexpr std::string_view selectRule =
    "SELECT r.lines FROM accounting_party p JOIN accounting_tax_rule r ON r.id = p.tax_rule_id "
    "WHERE p.company_id = :company AND p.party_id = :party AND r.is_active";

constexpr int deepestGroup = 4;

TaxKind kindOf(std::string_view name) {
    return name == "fixed" ? TaxKind::fixed : name == "per_unit" ? TaxKind::perUnit : TaxKind::percent;
}

std::string_view nameOf(TaxKind kind) {
    return kind == TaxKind::fixed ? "fixed" : kind == TaxKind::perUnit ? "per_unit" : "percent";
}

} // namespace

struct TaxCatalogue::Found {
    AppliedTax tax;
    std::string members;
    std::int64_t sequence = 0;
    std::string scope;
    bool isGroup = false;
    bool isActive = true;
    bool isValid = true;

    static Found in(const Row& row, tenon::Date date) {
        Found found;
        found.tax.key = row.integer(0);
        found.tax.tax = row.integer(0);
        found.tax.name = row.text(1);
        found.isGroup = row.text(2) == "group";
        found.tax.rule = {
            .id = row.integer(0),
            .kind = kindOf(row.text(2)),
            .rate = {row.integer(3), percentDigits},
            .isPriceIncluded = row.boolean(4),
            .isInNextBase = row.boolean(5),
            .deductible = {row.integer(6), percentDigits},
        };
        found.tax.account = row.get<std::optional<std::int64_t>>(7);
        found.tax.refundAccount = row.get<std::optional<std::int64_t>>(8);
        found.members = row.isNull(9) ? std::string_view() : row.text(9);
        found.sequence = row.integer(10);
        const auto from = row.get<std::optional<tenon::Date>>(11);
        const auto to = row.get<std::optional<tenon::Date>>(12);
        found.isValid = (!from || *from <= date) && (!to || date <= *to);
        found.tax.isDueOnPayment = row.text(13) == "payment";
        found.tax.transitionAccount = row.get<std::optional<std::int64_t>>(14);
        found.scope = row.text(15);
        found.isActive = row.boolean(16);
        return found;
    }
};

std::vector<AppliedTax> TaxCatalogue::named(const JsonArray& keys, std::string_view field) {
    std::vector<AppliedTax> taxes;
    add(taxes, keys, field, 0);
    return taxes;
}

TaxCatalogue::Found TaxCatalogue::found(const Json& key, std::string_view field) {
    static const std::string selectById = std::string(taxColumns).append(byId);
    static const std::string selectByUuid = std::string(taxColumns).append(byUuid);
    const auto read = [&](const Row& row) { return Found::in(row, _date); };
    std::optional<Found> found;
    if (key.is_int64()) {
        found = _database.first(selectById, {{"company", _book.company.id}, {"key", key.get_int64()}}, read);
    } else if (key.is_string()) {
        found = _database.first(selectByUuid, {{"company", _book.company.id}, {"key", key.get_string()}}, read);
    }
    if (!found) {
        throw tenon::Invalid(std::string(field), "There is no such tax.");
    }
    const auto kept = std::ranges::find(_kept, found->tax.tax, &AppliedTax::tax);
    if (kept != _kept.end()) {
        found->tax = *kept;
        return std::move(*found);
    }
    if (!found->isActive || !found->isValid) {
        throw tenon::Invalid(std::string(field), "The tax is not valid on the day of the invoice.");
    }
    if (found->scope != "both" && found->scope != scopeName()) {
        throw tenon::Invalid(std::string(field), "The tax is for the other side: sales or purchases.");
    }
    return std::move(*found);
}

std::vector<TaxCatalogue::Found> TaxCatalogue::substituted(Found tax, std::string_view field) {
    std::vector<Found> applied;
    const auto rule = _rule.find(tax.tax.key);
    if (rule == _rule.end()) {
        applied.push_back(std::move(tax));
        return applied;
    }
    for (const Json& key : rule->second) {
        applied.push_back(found(key, field));
    }
    return applied;
}

void TaxCatalogue::add(std::vector<AppliedTax>& taxes, const JsonArray& keys, std::string_view field, int depth) {
    if (depth > deepestGroup) {
        throw tenon::Invalid(std::string(field), "The tax group holds itself.");
    }
    std::vector<Found> all;
    for (const Json& key : keys) {
        std::vector<Found> applied = substituted(found(key, field), field);
        std::ranges::move(applied, std::back_inserter(all));
    }
    std::ranges::stable_sort(all, {}, &Found::sequence);
    for (Found& each : all) {
        if (each.isGroup) {
            const Json members = boost::json::parse(each.members.empty() ? "[]" : each.members);
            add(taxes, members.as_array(), field, depth + 1);
        } else {
            taxes.push_back(std::move(each.tax));
        }
    }
}

std::vector<AppliedTax> TaxCatalogue::ofRate(Decimal percent) {
    static const std::string select = std::string(taxColumns).append(byRate);
    if (tenon::isZero(percent)) {
        return {};
    }
    const auto kept = std::ranges::find_if(_kept, [&](const AppliedTax& tax) {
        return tax.rule.kind == TaxKind::percent && !tax.rule.isPriceIncluded
               && tenon::compare(tax.rule.rate, percent) == 0;
    });
    if (kept != _kept.end()) {
        return {*kept};
    }
    auto found = _database.first(
        select,
        {{"company", _book.company.id},
         {"rate", percent},
         {"scope", scopeName()},
         {"hundred", tenon::rounded({100, 0}, percentDigits)}},
        [&](const Row& row) { return Found::in(row, _date); }
    );
    if (found && found->isValid) {
        return named({*found->tax.tax}, "tax_rate");
    }
    AppliedTax bare;
    bare.key = -std::abs(percent.unscaled()) - 1;
    bare.name = tenon::trimmed(percent, 0).text() + " %";
    bare.rule = {.id = bare.key, .kind = TaxKind::percent, .rate = percent};
    return {std::move(bare)};
}

TaxRule taxRuleOf(tenon::Database& database, std::int64_t company, std::optional<std::int64_t> party) {
    TaxRule rule;
    database.each(selectRule, {{"company", company}, {"party", party}}, [&](const Row& row) {
        const Json lines = boost::json::parse(row.text(0));
        for (const Json& line : lines.as_array()) {
            rule[line.at("tax").as_int64()] = line.at("taxes").as_array();
        }
    });
    return rule;
}

JsonArray jsonOf(const std::vector<AppliedTax>& taxes) {
    JsonArray array;
    for (const AppliedTax& tax : taxes) {
        array.push_back(JsonObject{
            {"key", tax.key},
            {"tax_id", orNull(tax.tax)},
            {"name", tax.name},
            {"kind", nameOf(tax.rule.kind)},
            {"rate", tax.rule.rate.text()},
            {"price_included", tax.rule.isPriceIncluded},
            {"include_in_next_base", tax.rule.isInNextBase},
            {"deductible_percent", tax.rule.deductible.text()},
            {"account_id", orNull(tax.account)},
            {"refund_account_id", orNull(tax.refundAccount)},
            {"due_on_payment", tax.isDueOnPayment},
            {"transition_account_id", orNull(tax.transitionAccount)},
        });
    }
    return array;
}

std::vector<AppliedTax> appliedTaxes(std::string_view json) {
    std::vector<AppliedTax> taxes;
    const Json parsed = boost::json::parse(json);
    for (const Json& each : parsed.as_array()) {
        const JsonObject& object = each.as_object();
        AppliedTax tax;
        tax.key = object.at("key").as_int64();
        tax.tax = integerAt(object, "tax_id");
        tax.name = tenon::textAt(object, "name");
        tax.account = integerAt(object, "account_id");
        tax.refundAccount = integerAt(object, "refund_account_id");
        tax.isDueOnPayment = tenon::flagAt(object, "due_on_payment");
        tax.transitionAccount = integerAt(object, "transition_account_id");
        tax.rule = {
            .id = tax.key,
            .kind = kindOf(tenon::textAt(object, "kind")),
            .rate = decimalAt(object, "rate", percentDigits),
            .isPriceIncluded = tenon::flagAt(object, "price_included"),
            .isInNextBase = tenon::flagAt(object, "include_in_next_base"),
            .deductible = decimalAt(object, "deductible_percent", percentDigits),
        };
        taxes.push_back(std::move(tax));
    }
    return taxes;
}

} // namespace accounting
