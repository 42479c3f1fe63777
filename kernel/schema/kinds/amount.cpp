/// duration, bytes: whole numbers that are written with a unit.

#include "kinds.h"
#include "limits.h"

#include <kernel/schema/text_inspection.h>

#include <algorithm>
#include <span>
#include <string>

namespace tenon::schema {

namespace {

struct Unit {
    std::string_view name;
    std::int64_t size;
};

/// What an amount is counted in and how one is written.
struct Measure {
    std::span<const Unit> units;
    const char* fault;
    const char* pattern;
};

constexpr Unit times[] = {
    {"ms", 1},
    {"s", 1'000},
    {"m", 60'000},
    {"h", 3'600'000},
    {"d", 86'400'000},
};
constexpr Measure duration{
    times,
    "Must be a length of time with its unit (ms, s, m, h or d), such as 30s.",
    "^(0|[0-9]+(ms|s|m|h|d))$",
};

constexpr Unit sizes[] = {
    {"B", 1},
    {"KB", 1LL << 10},
    {"MB", 1LL << 20},
    {"GB", 1LL << 30},
    {"TB", 1LL << 40},
};
constexpr Measure size{
    sizes,
    "Must be an amount of bytes with its unit (B, KB, MB, GB or TB), such as 25MB.",
    "^(0|[0-9]+(B|KB|MB|GB|TB))$",
};

std::optional<std::int64_t> amountIn(std::string_view text, const Measure& measure) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
    const std::optional<std::int64_t> count = wholeNumber(text.substr(0, end));
    const std::string_view unitName = trimmed(text.substr(end));
    if (!count || (*count == 0 && unitName.empty())) {
        return count;
    }
    for (const Unit& unit : measure.units) {
        std::int64_t amount = 0;
        if (sameWithoutCase(unit.name, unitName) && !__builtin_mul_overflow(*count, unit.size, &amount)) {
            return amount;
        }
    }
    return std::nullopt;
}

class AmountKind final : public Kind {
public:
    AmountKind(const JsonObject& description, const Measure& measure) : _measure(measure) {
        const auto read = [this](const Json& value) { return amountOf(value); };
        _min = limitAt<std::int64_t>(description, "min", read);
        _max = limitAt<std::int64_t>(description, "max", read);
    }

    std::optional<Json> read(const Json& sent, const Place& place, Reading& reading) const override {
        const std::optional<std::int64_t> amount = amountOf(sent);
        if (!amount) {
            return reading.refuse(place, _measure.fault);
        }
        if (_min && *amount < *_min) {
            return reading.refuse(place, {"Must be at least {min}.", {{"min", written(*_min)}}});
        }
        if (_max && *amount > *_max) {
            return reading.refuse(place, {"Must be at most {max}.", {{"max", written(*_max)}}});
        }
        return Json(*amount);
    }

    JsonObject jsonSchema(Direction direction) const override {
        if (direction == Direction::Out) {
            return {{"type", "integer"}, {"format", "int64"}};
        }
        return {{"type", JsonArray{"string", "integer"}}, {"pattern", _measure.pattern}, {"minimum", 0}};
    }

private:
    /// A JSON number is an amount in the smallest unit; a text has to name its unit.
    std::optional<std::int64_t> amountOf(const Json& value) const {
        if (value.is_string()) {
            return amountIn(trimmed(textOf(value.get_string())), _measure);
        }
        const std::optional<std::int64_t> amount = wholeNumber(value);
        return amount && *amount >= 0 ? amount : std::nullopt;
    }

    /// In the greatest unit that gives a whole number.
    std::string written(std::int64_t amount) const {
        const Unit* best = &_measure.units.front();
        for (const Unit& unit : _measure.units) {
            best = amount != 0 && amount % unit.size == 0 ? &unit : best;
        }
        return std::to_string(amount / best->size).append(best->name);
    }

    const Measure& _measure;
    std::optional<std::int64_t> _min;
    std::optional<std::int64_t> _max;
};

} // namespace

KindPtr durationKind(const JsonObject& description) { return std::make_unique<AmountKind>(description, duration); }

KindPtr bytesKind(const JsonObject& description) { return std::make_unique<AmountKind>(description, size); }

} // namespace tenon::schema
