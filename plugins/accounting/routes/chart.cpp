/// Accounts, journals, taxes, payment terms and exchange rates: declared tables; their rules stand in account_rules.h.

#include "account_rules.h"
#include "imports.h"
#include "invoicing/terms.h"
#include "ledger/amounts.h"
#include "ledger/references.h"
#include "parts.h"

#include <tenon/batch.h>
#include <tenon/organisation.h>

#include <algorithm>
#include <set>

namespace accounting {

namespace {

constexpr std::string_view companyOfTax = "SELECT company_id FROM accounting_tax WHERE id = :id";
constexpr std::string_view companyOfAccount = "SELECT company_id FROM accounting_account WHERE id = :id";

using namespace tenon::fields;
using tenon::Json;
using tenon::JsonObject;
using tenon::Request;
using tenon::textAt;

constexpr std::string_view otherAccount =
    "SELECT id FROM accounting_account WHERE company_id = :company AND code = :value AND id <> :id";
constexpr std::string_view otherJournal =
    "SELECT id FROM accounting_journal WHERE company_id = :company AND code = :value AND id <> :id";
constexpr std::string_view otherTax =
    "SELECT id FROM accounting_tax WHERE company_id = :company AND code = :value AND id <> :id";
constexpr std::string_view otherTaxRule =
    "SELECT id FROM accounting_tax_rule WHERE company_id = :company AND name = :value AND id <> :id";
constexpr std::string_view otherTerm =
    "SELECT id FROM accounting_payment_term WHERE company_id = :company AND name = :value AND id <> :id";

tenon::Field accountReference(std::string_view name) {
    const std::string column = std::string(name) + "_id";
    return ref(name, "accounting_account").also(column).storedAs(column).agreeingOn("company_id").nullable();
}

tenon::Resource accounts() {
    return {
        .name = "accounts",
        .path = "/accounting/accounts/",
        .table = "accounting_account",
        .fields =
            {
                organisation::companyField(),
                text("code", 20).required().example("1110"),
                text("name", 120).required().example("Cash"),
                choice("type", {"asset", "liability", "equity", "income", "revenue", "expense"})
                    .also("account_type")
                    .required(),
                text("subtype", 40).help("receivable, payable, cash, bank, tax, stock, cogs, …").nullable(),
                accountReference("parent"),
                boolean("is_group").initial(false).help("Sums its children and takes no postings"),
                boolean("party_required").initial(false),
                boolean("reconcile").initial(false).help("Its lines are settled against each other"),
                text("currency", 3).nullable().help("The only currency that it takes"),
                text("description", 500).nullable(),
                boolean("is_active").initial(true),
            },
        .search = {"code", "name"},
        .filter = {"company_id", "type", "subtype", "parent", "is_active", "code"},
        .order = {"code", "name", "created_at"},
        .permission = {},
        .scope = organisation::companyScope(),
    };
}

tenon::Resource journals() {
    return {
        .name = "journals",
        .path = "/accounting/journals/",
        .table = "accounting_journal",
        .fields =
            {
                organisation::companyField(),
                text("code", 10).required().fixed().help("Begins the numbers of its entries"),
                text("name", 80).required(),
                choice("type", {"general", "sale", "purchase", "cash", "bank", "stock", "payroll", "closing"})
                    .required(),
                accountReference("account").help("Where the money of a cash or bank journal is"),
                boolean("is_active").initial(true),
            },
        .search = {"code", "name"},
        .filter = {"company_id", "type", "is_active", "code"},
        .order = {"code", "name"},
        .permission = {},
        .scope = organisation::companyScope(),
    };
}

tenon::Resource taxes() {
    return {
        .name = "taxes",
        .path = "/accounting/taxes/",
        .table = "accounting_tax",
        .fields =
            {
                organisation::companyField(),
                text("code", 20).required().example("VAT15"),
                text("name", 80).required().example("VAT 15 %"),
                choice("kind", {"percent", "fixed", "per_unit", "group"}).initial("percent"),
                choice("scope", {"sale", "purchase", "both"}).initial("sale"),
                decimal("rate", percentDigits).initial("0").help("Percent, or money; negative: withheld"),
                choice("treatment", {"taxed", "zero_rated", "exempt"})
                    .help("What the tax report tells apart; without a rate it is zero_rated unless told otherwise"),
                boolean("price_included").initial(false),
                boolean("include_in_next_base").initial(false),
                integer("sequence").initial(10),
                decimal("deductible_percent", percentDigits).initial("100").min("0").max("100"),
                accountReference("account"),
                accountReference("refund_account"),
                choice("due_on", {"invoice", "payment"})
                    .also("on")
                    .initial("invoice")
                    .help("payment: due with the payments, in proportion"),
                accountReference("transition_account")
                    .help("Where a tax that is due on payment waits; the company's unless told otherwise"),
                list("members", integer("").min(1))
                    .help("Taxes of a group, in the order in which they apply")
                    .nullable(),
                date("valid_from").nullable(),
                date("valid_to").nullable(),
                boolean("is_active").initial(true),
            },
        .search = {"code", "name"},
        .filter = {"company_id", "scope", "kind", "is_active", "code"},
        .order = {"sequence", "code"},
        .permission = {},
        .scope = organisation::companyScope(),
    };
}

/// Throws Invalid unless all are taxes of the record's company.
void requireTaxes(Parts& parts, const JsonObject& record, const tenon::JsonArray& ids, std::string_view field) {
    for (const Json& id : ids) {
        const auto company = parts.database.value<std::int64_t>(companyOfTax, {{"id", id.as_int64()}});
        if (company != record.at("company_id").as_int64()) {
            throw tenon::Invalid(std::string(field), "There is no such tax.");
        }
    }
}

/// A tax with a rate is taxed; one without is zero-rated unless it is exempt.
void checkTreatment(JsonObject& record) {
    const std::string_view treatment = textAt(record, "treatment");
    const bool hasRate = textAt(record, "kind") == "group"
                         || !tenon::isZero(tenon::Decimal::parse(textAt(record, "rate"), percentDigits).value());
    if (hasRate && !treatment.empty() && treatment != "taxed") {
        throw tenon::Invalid("treatment", "Only a tax without a rate is zero-rated or exempt.");
    }
    if (hasRate || treatment != "exempt") {
        record["treatment"] = hasRate ? "taxed" : "zero_rated";
    }
}

void checkTax(Parts& parts, JsonObject& record) {
    checkTreatment(record);
    const Json* members = record.if_contains("members");
    const bool hasMembers = members != nullptr && members->is_array() && !members->get_array().empty();
    if ((textAt(record, "kind") == "group") != hasMembers) {
        throw tenon::Invalid("members", "A group, and nothing else, has members.");
    }
    if (!hasMembers) {
        return;
    }
    requireTaxes(parts, record, members->get_array(), "members");
    const Json* own = record.if_contains("id");
    if (own != nullptr && std::ranges::find(members->get_array(), *own) != members->get_array().end()) {
        throw tenon::Invalid("members", "The tax group holds itself.");
    }
}

void checkTaxRule(Parts& parts, const JsonObject& record) {
    std::set<std::int64_t> replaced;
    for (const Json& line : record.at("lines").as_array()) {
        requireTaxes(parts, record, {line.at("tax")}, "lines");
        requireTaxes(parts, record, line.at("taxes").as_array(), "lines");
        if (!replaced.insert(line.at("tax").as_int64()).second) {
            throw tenon::Invalid("lines", "Name each tax once.");
        }
    }
}

tenon::Resource taxRules() {
    return {
        .name = "tax_rules",
        .path = "/accounting/tax-rules/",
        .table = "accounting_tax_rule",
        .fields =
            {
                organisation::companyField(),
                text("name", 80).required().example("Exporters"),
                list(
                    "lines",
                    object("", {integer("tax").min(1).required(), list("taxes", integer("").min(1)).required()})
                )
                    .required()
                    .min(1)
                    .max(200)
                    .help("Which taxes apply in the place of one; none: the party is exempt of it"),
                boolean("is_active").initial(true),
            },
        .search = {"name"},
        .filter = {"company_id", "is_active"},
        .order = {"name"},
        .permission = {},
        .scope = organisation::companyScope(),
    };
}

tenon::Resource terms() {
    return {
        .name = "payment_terms",
        .path = "/accounting/payment-terms/",
        .table = "accounting_payment_term",
        .fields =
            {
                organisation::companyField(),
                text("name", 80).required(),
                list("lines", object("", termLineFields())).required().min(1).max(60),
                boolean("is_active").initial(true),
            },
        .search = {"name"},
        .filter = {"company_id", "is_active"},
        .order = {"name"},
        .permission = {},
        .scope = organisation::companyScope(),
    };
}

tenon::Resource rates() {
    return {
        .name = "rates",
        .path = "/accounting/rates/",
        .table = "accounting_rate",
        .fields =
            {
                organisation::companyField(),
                text("currency", 3).required().example("USD"),
                date("date").required(),
                decimal("rate", rateDigits).required().help("Units of the currency for one of the company's"),
            },
        .search = {},
        .filter = {"company_id", "currency", "date"},
        .order = {"date", "currency"},
        .permission = {},
        .scope = organisation::companyScope(),
    };
}

void checkRate(Parts& parts, JsonObject& record) {
    record["currency"] = parts.books.companies().currency(textAt(record, "currency"), "currency").code;
    const auto rate = tenon::Decimal::parse(textAt(record, "rate"), rateDigits).value();
    if (!tenon::isPositive(rate)) {
        throw tenon::Invalid("rate", "Must be greater than zero.");
    }
}

tenon::Reply accountBalance(Parts& parts, const Request& request) {
    const Book book = parts.books.ofRow(request, "accounting.reports.view", companyOfAccount);
    const auto date =
        tenon::Date::parse(textAt(request.arguments(), "date")).value_or(parts.books.companies().today(book.company));
    return tenon::ok(balanceJson(parts, book, request.id(), date));
}

} // namespace

void declareChart(tenon::App& app, Parts& parts) {
    const auto governed = [&](const tenon::Resource& resource) -> tenon::ResourceRoutes& {
        const std::string permission = "accounting." + std::string(resource.name);
        tenon::ResourceRoutes& routes = app.resource(resource);
        if (const auto companies = app.find<organisation::Companies>()) {
            companies->govern(routes, permission);
        }
        return routes
            // The books of a company are opened by the first who looks into them.
            .scope([&parts, view = permission + ".view"](const tenon::Caller& caller) {
                for (const std::int64_t company : parts.books.companies().companiesOf(caller, view)) {
                    parts.books.open(company);
                }
                return tenon::Condition();
            })
            .beforeSave([&parts](const Request&, const JsonObject& record) {
                parts.books.open(record.at("company_id").as_int64());
            });
    };
    const auto unique = [&parts](std::string_view sql, std::string_view field) {
        return
            [&parts, sql, field](const Request&, const JsonObject& record) { requireFree(parts, sql, record, field); };
    };
    const auto unreferenced = [&parts](Noun noun) {
        return [&parts, noun](const Request&, const JsonObject& record) {
            requireUnreferenced(parts.database, noun, record.at("id").as_int64());
        };
    };
    tenon::ResourceRoutes& ofAccounts = governed(accounts());
    ofAccounts.beforeDelete(unreferenced(Noun::account))
        .beforeSave(unique(otherAccount, "code"))
        .beforeSave([&parts](const Request&, JsonObject& record) { checkAccount(parts, record); })
        .beforeChange([&parts](const Request&, const JsonObject& before, const JsonObject& after) {
            requireUnused(parts, before, after);
        })
        .afterSave([&parts](const Request&, const Json&, const JsonObject& after) { rememberAccount(parts, after); })
        .computed(text("account_type"), [](const JsonObject& record) {
            const std::string_view type = textAt(record, "type");
            return Json(type == "income" ? "revenue" : type);
        });
    tenon::BatchRoute batch = tenon::batchOf(app, accounts(), ofAccounts);
    batch.permission = "accounting.accounts.add";
    tenon::declareBatch(app, std::move(batch))
        .summary("Adds up to 1,000 accounts: all or none of them, or as many as are right");
    declareAccountImport(app, parts, ofAccounts, accounts().fields);
    governed(journals()).beforeDelete(unreferenced(Noun::journal)).beforeSave(unique(otherJournal, "code"));
    governed(taxes())
        .beforeDelete(unreferenced(Noun::tax))
        .beforeSave(unique(otherTax, "code"))
        .beforeSave([&parts](const Request&, JsonObject& record) { checkTax(parts, record); });
    governed(taxRules())
        .beforeDelete(unreferenced(Noun::taxRule))
        .beforeSave(unique(otherTaxRule, "name"))
        .beforeSave([&parts](const Request&, const JsonObject& record) { checkTaxRule(parts, record); });
    governed(terms())
        .beforeDelete(unreferenced(Noun::paymentTerm))
        .beforeSave(unique(otherTerm, "name"))
        .beforeSave([](const Request&, const JsonObject& record) {
            static_cast<void>(termLines(record.at("lines").as_array()));
        });
    governed(rates()).beforeSave([&parts](const Request&, JsonObject& record) { checkRate(parts, record); });

    app.get("/accounting/accounts/{id}/balance/", calling(parts)(accountBalance))
        .needs("accounting.reports.view")
        .query({organisation::companyField(), date("date")})
        .answers(
            {integer("account_id"),
             text("code"),
             date("date"),
             text("debit"),
             text("credit"),
             text("balance"),
             json("currencies")}
        )
        .summary("What is posted to an account up to a day, in the company's and in foreign currencies");
}

} // namespace accounting
