/// Days and instants, against the C library's calendar.

#include <kernel/data/sql/number_text.h>
#include <kernel/data/sql/timestamp_text.h>
#include <tests/fuzz/fuzz.h>

#include <tenon/time.h>

#include <cstdio>
#include <string>
#include <time.h>

using namespace tenon;
using tenon::fuzz::claim;

namespace {

void tryInstant(std::string_view text) {
    const auto instant = Timestamp::parse(text);
    if (!instant) {
        return;
    }
    const std::string canonical = instant->text();
    claim(canonical.size() == 27 && Timestamp::parse(canonical) == instant, "an instant survives");
    const std::time_t seconds = instant->unixSeconds();
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char expected[80];
    std::snprintf(
        expected,
        sizeof(expected),
        "%04d-%02d-%02dT%02d:%02d:%02d",
        parts.tm_year + 1900,
        parts.tm_mon + 1,
        parts.tm_mday,
        parts.tm_hour,
        parts.tm_min,
        parts.tm_sec
    );
    claim(canonical.starts_with(expected), "the C library sees the same instant");
    const auto later = *instant + std::chrono::hours(25);
    claim(
        later.text().size() != 27 || !Timestamp::parse(later.text()) || canonical < later.text(),
        "text order is time order"
    );
}

void tryDay(std::string_view text) {
    const auto day = Date::parse(text);
    claim(!day || day->text() == text, "a day has one spelling");
    claim(
        day.has_value() == (text.size() == 10 && Timestamp::parse(std::string(text) + "T12:00:00Z").has_value()),
        "a day is one that has a noon"
    );
}

} // namespace

void tenon::fuzz::run(std::string_view bytes) {
    tryInstant(bytes);
    tryDay(bytes);
    data::TimestampText room;
    const std::string normal(data::normalisedTimestamp(bytes, room));
    claim(data::normalisedTimestamp(normal, room) == normal, "a normalised timestamp stays as it is");
    if (const auto whole = data::wholeNumber(bytes)) {
        claim(data::wholeNumber(std::to_string(*whole)) == whole, "a whole number survives");
    }
}
