#pragma once

#include <tenon/arithmetic.h>
#include <tenon/database.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace inventory {

/// A question about the past: what was known at an instant, of business days up to a date. Without either, all.
struct Moment {
    std::optional<tenon::Timestamp> asOf;
    std::optional<tenon::Date> date;
};

/// Which levels are wanted.
struct LevelFilter {
    std::int64_t company = 0;
    std::optional<std::int64_t> product;
    std::optional<std::int64_t> location;
    std::optional<std::int64_t> lot;
};

/// What lay somewhere.
struct PastLevel {
    std::int64_t product = 0;
    std::int64_t location = 0;
    std::int64_t lot = 0;   ///< 0: without
    bool isStorage = false; ///< Else on the way between warehouses
    tenon::Decimal onHand;
    tenon::Decimal reserved; ///< Has no business day: heeds the instant only
};

/// What was to come to storage and to leave it.
struct Planned {
    tenon::Decimal incoming;
    tenon::Decimal outgoing;
};

/// What a product was worth.
struct PastValue {
    std::int64_t product = 0;
    tenon::Decimal quantity;
    tenon::Decimal value;
    std::optional<tenon::Decimal> cost; ///< Of one unit, after the last change
};

/// The stock as it was: sums of movements, which cost the more the longer the history is.
///
/// Who asks for an instant settles it first (see `settle`), so that the answer is the same for ever.
class History {
public:
    explicit History(tenon::Database& database) : _database(database) {}

    /// What lay in the company's own locations, in the order of product, location and lot.
    [[nodiscard]] std::vector<PastLevel>
    levels(const LevelFilter& filter, const Moment& moment, std::int64_t limit, std::int64_t offset) const;
    [[nodiscard]] std::int64_t levelCount(const LevelFilter& filter, const Moment& moment) const;

    /// What was planned of a product up to the date.
    [[nodiscard]] Planned planned(std::int64_t product, const Moment& moment) const;

    /// What the products that ever moved were worth, in the order of their ids: all of the company, or one.
    [[nodiscard]] std::vector<PastValue>
    values(std::int64_t company, std::optional<std::int64_t> product, const Moment& moment) const;

private:
    tenon::Database& _database;
};

} // namespace inventory
