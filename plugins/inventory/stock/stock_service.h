#pragma once

#include "stock/book.h"
#include "stock/holdings.h"
#include "stock/levels.h"
#include "stock/movement_store.h"
#include "stock/place.h"
#include "stock/plans.h"
#include "stock/stock_ledger.h"

#include <tenon/app.h>
#include <tenon/organisation.h>

namespace inventory {

/// Freight, duty and the like of what was received.
struct LandedCost {
    enum class By { Value, Quantity };

    std::vector<std::int64_t> movements;
    tenon::Decimal amount;
    By by = By::Value; ///< What the parts are in proportion to
};

/// The stock of all companies: the rules of movements.
class StockService : public Stock {
public:
    StockService(tenon::App& app, std::shared_ptr<organisation::Companies> companies)
        : _app(app), _database(app.database()), _companies(std::move(companies)), _levels(_database),
          _holdings(_database), _movements(_database), _plans(_database), _ledger(app) {}

    Movement move(const tenon::Caller& caller, const NewMovement& movement) override;
    Movement plan(const tenon::Caller& caller, const NewMovement& movement) override;
    Movement reserve(const tenon::Caller& caller, std::int64_t movement) override;
    Movement complete(const tenon::Caller& caller, std::int64_t movement, std::optional<tenon::Date> date) override;
    Movement cancel(const tenon::Caller& caller, std::int64_t movement) override;
    Movement giveBack(const tenon::Caller& caller, std::int64_t movement, const Return& terms) override;

    void invoiced(const tenon::Caller& caller, std::int64_t movement, tenon::Decimal quantity, const Invoiced& invoice)
        override;

    [[nodiscard]] Movement movement(std::int64_t id) override { return _movements.read(id).movement; }

    [[nodiscard]] std::int64_t
    locationFor(std::int64_t company, Place place, std::optional<std::int64_t> warehouse) override {
        return placeOf(_database, company, place, warehouse);
    }

    [[nodiscard]] Level level(std::int64_t product, std::optional<std::int64_t> location) override {
        return location ? _levels.ofProduct(product, *location) : _levels.ofProduct(product);
    }

    /// Reserves what waits in a company, all or of one product: of each product the drafts planned first come first.
    /// Returns those that are reserved now, in part or whole; at most a thousand are looked at.
    std::vector<std::int64_t>
    reserveWaiting(const tenon::Caller& caller, std::int64_t company, std::optional<std::int64_t> product);
    /// Forgets a draft. Throws Conflict INVALID_STATE.
    void discard(const tenon::Caller& caller, std::int64_t movement);
    /// Another price of a receipt that is done: every movement of the product is valued anew.
    Movement reprice(const tenon::Caller& caller, std::int64_t movement, tenon::Decimal unitCost);
    /// Spreads what came to cost on top of their prices over receipts that are done; each is valued anew with its part.
    void landCost(const tenon::Caller& caller, const LandedCost& cost);
    /// Another fixed cost of a product: what is in stock is worth that from now on.
    void revalue(const tenon::Caller& caller, std::int64_t company, std::int64_t product, tenon::Decimal cost);

    [[nodiscard]] Levels& levels() { return _levels; }

    [[nodiscard]] organisation::Companies& companies() { return *_companies; }

private:
    /// A movement with what it moves between which places.
    struct Context {
        organisation::Company company;
        Product product;
        Location from;
        Location to;
    };

    [[nodiscard]] Context contextOf(std::int64_t company, std::int64_t product, std::int64_t from, std::int64_t to);
    [[nodiscard]] StoredMovement
    entered(const Context& context, const NewMovement& movement, std::optional<std::int64_t> returnOf);
    Movement carryOut(const tenon::Caller& caller, const Context& context, StoredMovement& stored);
    [[nodiscard]] Finished booked(const Context& context, const StoredMovement& stored, const Turn& turn);
    [[nodiscard]] tenon::Decimal
    receiptValue(const Context& context, const StoredMovement& stored, const Holding& holding);
    [[nodiscard]] StoredMovement takeReceipt(std::int64_t movement);
    Holding valuedAnew(const Context& context, const StoredMovement& receipt, tenon::Decimal worth);
    void recost(
        const tenon::Caller& caller, const StoredMovement& receipt, tenon::Decimal difference, std::string_view source
    );
    void post(const tenon::Caller& caller, const Context& context, const StoredMovement& stored, const Valued& valued);
    [[nodiscard]] Book openBook(const organisation::Company& company, tenon::Date date);
    void requireLot(const Context& context, const StoredMovement& stored);
    void
    tell(const tenon::Caller& caller, std::string_view verb, const StoredMovement& stored, const tenon::Json& before);

    tenon::App& _app;
    tenon::Database& _database;
    std::shared_ptr<organisation::Companies> _companies;
    Levels _levels;
    Holdings _holdings;
    MovementStore _movements;
    Plans _plans;
    StockLedger _ledger;
};

} // namespace inventory
