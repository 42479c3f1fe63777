/// date, timestamp.

#include "kinds.h"

#include <kernel/schema/text_inspection.h>

#include <tenon/time.h>

namespace tenon::schema {

namespace {

/// A point in time with a text form that it parses and gives back.
template <typename Time>
class TimeKind final : public Kind {
public:
    TimeKind(const char* fault, const char* format) : _fault(fault), _format(format) {}

    std::optional<Json> read(const Json& sent, const Place& place, Reading& reading) const override {
        if (sent.is_string()) {
            if (const std::optional<Time> time = Time::parse(trimmed(textOf(sent.get_string())))) {
                return Json(time->text());
            }
        }
        return reading.refuse(place, _fault);
    }

    JsonObject jsonSchema(Direction) const override { return {{"type", "string"}, {"format", _format}}; }

private:
    const char* _fault;
    const char* _format;
};

} // namespace

KindPtr dateKind(const JsonObject&) {
    return std::make_unique<TimeKind<Date>>("Must be a date of the form YYYY-MM-DD.", "date");
}

KindPtr timestampKind(const JsonObject&) {
    return std::make_unique<TimeKind<Timestamp>>(
        "Must be a date and time with zone, such as 2026-01-31T08:00:00Z.", "date-time"
    );
}

} // namespace tenon::schema
