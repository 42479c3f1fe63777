#include "settings.h"

namespace tenon::audit {

namespace {

std::chrono::milliseconds durationAt(const JsonObject& section, std::string_view key) {
    return std::chrono::milliseconds(section.at(key).to_number<std::int64_t>());
}

} // namespace

Fields settingsFields() {
    using namespace fields;
    return {
        duration("seal_delay").min("10ms").max("1s").initial("300ms").help("How long a row may wait to be chained."),
        duration("seal_interval")
            .min("1s")
            .max("1m")
            .initial("5s")
            .help("How often rows are looked for that a stopped node left unchained."),
        integer("seal_batch").min(1).max(1000).initial(200).help("Most rows chained in one transaction."),
        duration("checkpoint_interval")
            .min("1s")
            .max("1h")
            .initial("1m")
            .help("Longest time until a chained row is covered by a signed checkpoint."),
        duration("clock_tolerance")
            .min("1s")
            .max("1d")
            .initial("5m")
            .help("How far times may run backwards in the trail before verification reports it."),
    };
}

Settings settingsOf(const JsonObject& section) {
    return {
        .sealDelay = durationAt(section, "seal_delay"),
        .sealInterval = durationAt(section, "seal_interval"),
        .sealBatch = section.at("seal_batch").to_number<std::int64_t>(),
        .checkpointInterval = durationAt(section, "checkpoint_interval"),
        .clockTolerance = durationAt(section, "clock_tolerance"),
    };
}

} // namespace tenon::audit
