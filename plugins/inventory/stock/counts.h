#pragma once

#include "stock/stock_service.h"

namespace inventory {

/// What was found of a product.
struct Counted {
    std::int64_t product = 0;
    std::optional<std::int64_t> lot;
    std::optional<tenon::Decimal> quantity; ///< Nothing while it is not counted yet
};

/// Physical counts of one location: only what differs from the books is moved, to or from what is lost.
class Counts {
public:
    Counts(tenon::App& app, StockService& stock) : _app(app), _database(app.database()), _stock(stock) {}

    /// Begins a count as of `date`. Returns its id.
    std::int64_t begin(
        const tenon::Caller& caller,
        std::int64_t company,
        std::int64_t location,
        std::optional<tenon::Date> date,
        std::string_view reference,
        const std::vector<Counted>& lines
    );
    /// Adds what was counted, or changes it. Throws Conflict INVALID_STATE.
    void enter(const tenon::Caller& caller, std::int64_t count, const std::vector<Counted>& lines);
    /// Takes over what the books say by now.
    void refresh(const tenon::Caller& caller, std::int64_t count);
    /// Refreshes, and moves the differences. Throws what Stock::move throws, and Forbidden SELF_APPROVAL when they are
    /// worth more than the company lets the one confirm who began the count.
    void confirm(const tenon::Caller& caller, std::int64_t count);
    void cancel(const tenon::Caller& caller, std::int64_t count);

    /// The count with its lines. Throws NotFound.
    [[nodiscard]] tenon::JsonObject read(std::int64_t count) const;
    /// Those that `reach`, a condition on the table `c`, lets through, newest first.
    [[nodiscard]] tenon::Page list(const tenon::Condition& reach, const tenon::Paging& paging) const;

private:
    struct Open {
        std::int64_t company = 0;
        std::int64_t location = 0;
        tenon::Date date;
        std::string reference;
        std::int64_t createdBy = 0;
    };

    [[nodiscard]] Open take(std::int64_t count);
    void setState(const tenon::Caller& caller, std::int64_t count, std::string_view state);
    void store(const Open& open, std::int64_t count, const std::vector<Counted>& lines);
    void refreshLines(const Open& open, std::int64_t count);
    void tell(const tenon::Caller& caller, std::int64_t count, std::string_view verb);

    tenon::App& _app;
    tenon::Database& _database;
    StockService& _stock;
};

} // namespace inventory
