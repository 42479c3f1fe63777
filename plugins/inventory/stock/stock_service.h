#pragma once

#include "stock/book.h"
#include "stock/holdings.h"
#include "stock/levels.h"
#include "stock/movement_store.h"
#include "stock/place.h"
#include "stock/stock_ledger.h"

#include <tenon/app.h>
#include <tenon/organisation.h>

namespace inventory {

/// The stock of all companies: the rules of movements.
class StockService : public Stock {
public:
    StockService(tenon::App& app, std::shared_ptr<organisation::Companies> companies)
        : _app(app), _database(app.database()), _companies(std::move(companies)), _levels(_database),
          _holdings(_database), _movements(_database), _ledger(app) {}

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

    /// Another price of a receipt that is done: every movement of the product is valued anew.
    Movement reprice(const tenon::Caller& caller, std::int64_t movement, tenon::Decimal unitCost);
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
    Movement carryOut(
        const tenon::Caller& caller,
        const Context& context,
        StoredMovement& stored,
        std::optional<std::int64_t> exactLayer = {}
    );
    [[nodiscard]] Finished booked(
        const Context& context, const StoredMovement& stored, const Turn& turn, std::optional<std::int64_t> exactLayer
    );
    [[nodiscard]] tenon::Decimal
    receiptValue(const Context& context, const StoredMovement& stored, const Holding& holding);
    Holding valuedAnew(const Context& context, const StoredMovement& receipt);
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
    StockLedger _ledger;
};

} // namespace inventory
