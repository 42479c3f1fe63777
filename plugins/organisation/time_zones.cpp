#include "time_zones.h"

#include <chrono>
#include <memory>
#include <unicode/timezone.h>

namespace organisation {

namespace {

std::unique_ptr<icu::TimeZone> zoneNamed(const std::string& name) {
    return std::unique_ptr<icu::TimeZone>(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
}

} // namespace

bool isTimeZone(const std::string& name) { return *zoneNamed(name) != icu::TimeZone::getUnknown(); }

tenon::Date dayIn(const std::string& zone, tenon::Timestamp instant) {
    using namespace std::chrono;
    const auto sinceEpoch = floor<milliseconds>(instant.point()).time_since_epoch();
    std::int32_t raw = 0;
    std::int32_t saving = 0;
    UErrorCode error = U_ZERO_ERROR;
    zoneNamed(zone)->getOffset(static_cast<UDate>(sinceEpoch.count()), false, raw, saving, error);
    return tenon::Date(year_month_day(floor<days>(sys_time<milliseconds>(sinceEpoch + milliseconds(raw + saving)))));
}

} // namespace organisation
