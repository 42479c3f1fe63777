#pragma once

#include "stock/stock_service.h"

namespace inventory {

/// What was found of a product.
struct Counted {
    std::int64_t product = 0;
    std::optional<std::int64_t> lot;
    std::optional<tenon::Decimal> quantity; ///< Nothing while it is not counted yet
};

/// A count of a location.
struct NewCount {
    std::int64_t company = 0;
    std::int64_t location = 0;
    std::optional<tenon::Date> date; ///< As of the end of that day; without: today
    std::string reference;
    std::vector<Counted> lines;
};

/// Physical counts of one location: only what differs from the books is moved, to or from what is lost.
class Counts {
public:
    Counts(tenon::App& app, StockService& stock) : _app(app), _database(app.database()), _stock(stock) {}

    /// Plans a count as of its date. Returns its id.
    std::int64_t plan(const tenon::Caller& caller, const NewCount& count);
    /// A planned count begins.
    void start(const tenon::Caller& caller, std::int64_t count);
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
        std::string state;
    };

    [[nodiscard]] Open take(std::int64_t count, std::initializer_list<std::string_view> allowed);
    void setState(const tenon::Caller& caller, std::int64_t count, const Open& open, std::string_view state);
    void store(const Open& open, std::int64_t count, const std::vector<Counted>& lines);
    void refreshLines(const Open& open, std::int64_t count);
    void
    tell(const tenon::Caller& caller, std::int64_t count, std::string_view verb, const tenon::Json& before = nullptr);

    tenon::App& _app;
    tenon::Database& _database;
    StockService& _stock;
};

} // namespace inventory
