#pragma once

#include <tenon/caller.h>
#include <tenon/export.h>
#include <tenon/field.h>
#include <tenon/request.h>
#include <tenon/resource.h>
#include <tenon/scope.h>
#include <tenon/time.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What other modules ask of the organisation: companies and who may act in them, currencies, numbers without gaps.
///
/// Reading functions check no permission beyond the granted companies; they may be called inside and outside of a
/// transaction, from many threads. In the module's name: TENON_MODULE(sales, "1.0.0", "organisation").
namespace organisation {

/// Where the tax of a document is rounded.
enum class TaxRounding {
    Document, ///< Summed unrounded for each tax, rounded once
    Line      ///< Rounded on each line, then summed
};

/// What the movements of stock post in the ledger.
enum class StockAccounting { None, Continental, AngloSaxon };

/// A currency of ISO 4217.
struct Currency {
    std::string code; ///< "BDT"
    std::string name; ///< "Taka"
    int digits = 2;   ///< Decimals of an amount: BDT 2, JPY 0, KWD 3
};

/// A company with what its books need to know.
struct Company {
    std::int64_t id = 0;
    std::string uuid;
    std::string name;
    std::string code; ///< Unique: "KTL"
    std::optional<std::int64_t> parentId;
    Currency currency;
    std::string country;  ///< ISO 3166 alpha-2: "BD"; empty when not known
    std::string timezone; ///< "Asia/Dhaka"
    std::string language; ///< "en", "ar", "bn", "id"
    std::string taxId;
    int fiscalYearStartMonth = 1; ///< 1 to 12
    TaxRounding taxRounding = TaxRounding::Document;
    bool allowNegativeStock = false;
    StockAccounting stockAccounting = StockAccounting::None;
    bool numberingStrict = true; ///< Numbers follow the dates of their documents
    bool isActive = true;
    bool hasTransactions = false; ///< Currency and stock accounting are fixed
    std::string address;          ///< As letters have it; empty, like the next, when not known
    std::string phone;
    std::string email;
};

/// Companies, and in which of them a caller may act.
///
/// Roles are given for companies and branches: these are places ("company", "branch") of the scopes of permissions (see
/// tenon/scope.h). So the companies of a caller are asked for with the permission that he needs; any other company does
/// not exist for him. Who reaches rows as their owner only acts in the companies that he may see.
class TENON_API Companies {
public:
    static constexpr std::string_view serviceName = "organisation.Companies";
    static constexpr int serviceVersion = 1;

    virtual ~Companies() = default;

    /// The company. Throws NotFound.
    [[nodiscard]] virtual Company company(std::int64_t id) = 0;

    /// Ids of the active companies that `permission` reaches for the caller, in order.
    [[nodiscard]] virtual std::vector<std::int64_t>
    companiesOf(const tenon::Caller& caller, std::string_view permission) = 0;

    /// The company in which the caller acts when he names none: the one that he chose, if `permission` reaches it, else
    /// the first of `companiesOf`; nothing when there is none.
    [[nodiscard]] virtual std::optional<std::int64_t>
    defaultCompany(const tenon::Caller& caller, std::string_view permission) = 0;

    /// Throws NotFound when there is no such company or `permission` does not reach it for the caller.
    virtual void requireAccess(const tenon::Caller& caller, std::string_view permission, std::int64_t company) = 0;

    /// The company of a request: the member `company_id` of its body, else its query parameter `company_id` (both as
    /// `companyField` declares them: id or uuid), else the caller's default. Throws Invalid on `company_id` for a
    /// company that `permission` does not reach, and when there is no default.
    [[nodiscard]] virtual Company current(const tenon::Request& request, std::string_view permission) = 0;

    /// The same where `named` is what the client sent: an id, a uuid, or null.
    [[nodiscard]] virtual Company
    current(const tenon::Caller& caller, std::string_view permission, const tenon::Json& named) = 0;

    /// New rows of a resource belong to the company that the request names or, without one, to the caller's default.
    /// `permission` is the resource's prefix: "accounting.entries". The resource has `companyField` among its fields
    /// and filters and `companyScope` as its scope, and references within the company say `.agreeingOn("company_id")`.
    virtual void govern(tenon::ResourceRoutes& resource, std::string_view permission) = 0;

    /// From now on currency and stock accounting of the company are fixed: a module calls it in the transaction that
    /// writes the first entry or movement, when `hasTransactions` is not yet set.
    virtual void fixSettings(std::int64_t company) = 0;

    /// Today in the company's time zone.
    [[nodiscard]] virtual tenon::Date today(const Company& company) = 0;

    /// The currency with this code of ISO 4217, in capitals. Throws Invalid on `field` when there is none.
    [[nodiscard]] virtual Currency currency(std::string_view code, std::string_view field = "currency") = 0;

    /// The id of `current`, for whom it is enough.
    [[nodiscard]] virtual std::int64_t
    currentId(const tenon::Caller& caller, std::string_view permission, const tenon::Json& named) = 0;
};

/// A series of numbers: one for each company, kind and period.
struct Series {
    std::int64_t company = 0;
    std::string_view kind;   ///< Begins each number: "INV"
    std::string_view period; ///< Fiscal year or the like: "2026"; empty for a series that never starts anew
};

/// A number of a series.
struct SeriesNumber {
    std::int64_t value = 0;
    std::string text; ///< "INV/2026/00001"; without a period "INV/00001"
};

/// Numbers without gaps.
class TENON_API Sequences {
public:
    static constexpr std::string_view serviceName = "organisation.Sequences";
    static constexpr int serviceVersion = 1;

    virtual ~Sequences() = default;

    /// Takes the next number for a document of `date`, in the caller's transaction: when that is rolled back, so is the
    /// number, and nobody else gets one of the series meanwhile. Throws Conflict NUMBER_DATE_ORDER when a number of the
    /// series has a later date and the company insists on their order.
    virtual SeriesNumber next(const Series& series, tenon::Date date) = 0;

    /// The number that `next` would take now; reserves nothing.
    [[nodiscard]] virtual SeriesNumber propose(const Series& series) = 0;
};

/// How roles that are given for companies reach rows with the column `company_id`.
[[nodiscard]] inline tenon::ScopeColumns companyScope() { return {.owner = {}, .places = {{"company", "company_id"}}}; }

/// The field `company_id` of rows that belong to a company; fixed when the row is made.
[[nodiscard]] inline tenon::Field companyField() {
    return tenon::fields::ref("company_id", "organisation_company").also("company").fixed();
}

} // namespace organisation
