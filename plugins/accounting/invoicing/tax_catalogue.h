#pragma once

#include "ledger/books.h"
#include "rules/tax.h"

#include <tenon/database.h>
#include <tenon/json.h>

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace accounting {

/// A tax as it applied to a document line, kept with it: later changes of the tax change no document.
struct AppliedTax {
    std::int64_t key = 0;            ///< Lines with the same key are summed: the tax's id, negative for a bare rate
    std::optional<std::int64_t> tax; ///< Nothing for a bare rate
    std::string name;
    std::optional<std::int64_t> account;
    std::optional<std::int64_t> refundAccount;
    bool isDueOnPayment = false;
    std::optional<std::int64_t> transitionAccount; ///< Where it waits until it is due; without: the company's
    Tax rule;
};

/// Which taxes apply to a party in the place of others; none in the place of a tax: the party is exempt of it.
using TaxRule = std::map<std::int64_t, tenon::JsonArray>;

/// The rule of a party; empty when it has none.
[[nodiscard]] TaxRule taxRuleOf(tenon::Database& database, std::int64_t company, std::optional<std::int64_t> party);

/// Finds the taxes that lines name. For one document.
class TaxCatalogue {
public:
    enum class Scope { sale, purchase };

    /// `kept` are taxes that apply as they did, whatever they are now: those of an invoice that is credited.
    TaxCatalogue(
        tenon::Database& database,
        const Book& book,
        Scope scope,
        tenon::Date date,
        const TaxRule& rule,
        std::span<const AppliedTax> kept
    )
        : _database(database), _book(book), _scope(scope), _date(date), _rule(rule), _kept(kept) {}

    /// The taxes named by id or uuid, groups taken apart, in the order in which they apply: by their sequence, then as
    /// they were named. Throws Invalid on `field`.
    [[nodiscard]] std::vector<AppliedTax> named(const tenon::JsonArray& keys, std::string_view field);

    /// The tax of a bare `percent`: one of the company's with this rate, else one that has no name.
    [[nodiscard]] std::vector<AppliedTax> ofRate(tenon::Decimal percent);

private:
    struct Found;

    [[nodiscard]] Found found(const tenon::Json& key, std::string_view field);
    /// What applies to the party where `tax` is named.
    [[nodiscard]] std::vector<Found> substituted(Found tax, std::string_view field);
    void add(std::vector<AppliedTax>& taxes, const tenon::JsonArray& keys, std::string_view field, int depth);

    [[nodiscard]] std::string_view scopeName() const { return _scope == Scope::sale ? "sale" : "purchase"; }

    tenon::Database& _database;
    const Book& _book;
    Scope _scope;
    tenon::Date _date;
    const TaxRule& _rule;
    std::span<const AppliedTax> _kept;
};

[[nodiscard]] tenon::JsonArray jsonOf(const std::vector<AppliedTax>& taxes);
[[nodiscard]] std::vector<AppliedTax> appliedTaxes(std::string_view json);

} // namespace accounting
