/// Schedules, against a clock that looks at every minute.

#include <kernel/jobs/cron.h>
#include <tests/fuzz/fuzz.h>

#include <tenon/error.h>

using namespace tenon;
using tenon::fuzz::claim;

void tenon::fuzz::run(std::string_view bytes) {
    using std::chrono::minutes;
    Pieces pieces(bytes);
    const auto seconds = std::chrono::seconds(pieces.number(4));
    const std::string_view expression = pieces.rest();
    try {
        const jobs::Cron cron(expression);
        const Timestamp from{Timestamp::Point(seconds)};
        const Timestamp next = cron.next(from);
        claim(next > from && next.unixSeconds() % 60 == 0, "the next time is a later minute");
        claim(cron.next(next - minutes(1)) == next, "nothing lies between a time and the minute before it");
        // Wherever one starts to look in between, the same time comes next.
        const auto between = (next - from) / 3 * 2;
        claim(cron.next(from + between) == next, "the next time does not depend on when one asks");
    } catch (const Invalid&) {
        // No schedule.
    }
}
