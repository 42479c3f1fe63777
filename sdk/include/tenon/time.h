#pragma once

#include <tenon/export.h>

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace tenon {

/// An instant in UTC with microseconds.
class TENON_API Timestamp {
public:
    using Point = std::chrono::sys_time<std::chrono::microseconds>;

    constexpr Timestamp() = default;

    constexpr explicit Timestamp(Point point) : _point(point) {}

    /// Reads RFC 3339 ("2026-01-31T08:00:00Z", "…+07:00", a blank for the T, up to six decimals); nothing if it is not
    /// one.
    [[nodiscard]] static std::optional<Timestamp> parse(std::string_view text);

    /// "YYYY-MM-DDTHH:MM:SS.ffffffZ": of fixed width, so that text order is time order in every database.
    [[nodiscard]] std::string text() const;

    [[nodiscard]] constexpr Point point() const { return _point; }

    [[nodiscard]] constexpr std::int64_t unixSeconds() const {
        return std::chrono::floor<std::chrono::seconds>(_point).time_since_epoch().count();
    }

    constexpr auto operator<=>(const Timestamp&) const = default;

    friend constexpr Timestamp operator+(Timestamp a, std::chrono::microseconds b) { return Timestamp(a._point + b); }

    friend constexpr Timestamp operator-(Timestamp a, std::chrono::microseconds b) { return Timestamp(a._point - b); }

    friend constexpr std::chrono::microseconds operator-(Timestamp a, Timestamp b) { return a._point - b._point; }

private:
    Point _point{};
};

/// A calendar day without time or zone.
class TENON_API Date {
public:
    constexpr Date() = default;

    constexpr explicit Date(std::chrono::year_month_day day) : _day(day) {}

    /// Reads exactly "YYYY-MM-DD"; nothing when it is another form or not a day of the calendar.
    [[nodiscard]] static std::optional<Date> parse(std::string_view text);

    /// "YYYY-MM-DD".
    [[nodiscard]] std::string text() const;

    [[nodiscard]] constexpr std::chrono::year_month_day day() const { return _day; }

    constexpr auto operator<=>(const Date&) const = default;

private:
    std::chrono::year_month_day _day{};
};

/// The time of day as everything in Tenon knows it. Safe to call from many threads.
class TENON_API Clock {
public:
    using Source = Timestamp (*)();

    [[nodiscard]] static Timestamp now();

    /// Replaces the clock (tests); null puts the system's clock back.
    static void set(Source source);
};

} // namespace tenon
