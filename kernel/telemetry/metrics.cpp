#include <kernel/telemetry/metrics.h>

#include <array>
#include <charconv>

namespace tenon::telemetry {

void Metrics::add(std::string name, Kind kind, std::string help, Reading reading) {
    const std::lock_guard lock(_mutex);
    _metrics.push_back({std::move(name), kind, std::move(help), std::move(reading)});
}

std::string Metrics::text() const {
    const std::lock_guard lock(_mutex);
    std::string text;
    for (const Metric& metric : _metrics) {
        std::array<char, 32> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), metric.reading()).ptr;
        text.append("# HELP ")
            .append(metric.name)
            .append(" ")
            .append(metric.help)
            .append("\n# TYPE ")
            .append(metric.name);
        text.append(metric.kind == Kind::Counter ? " counter\n" : " gauge\n").append(metric.name).append(" ");
        text.append(digits.data(), end).append("\n");
    }
    return text;
}

JsonObject Metrics::values() const {
    const std::lock_guard lock(_mutex);
    JsonObject values;
    for (const Metric& metric : _metrics) {
        values[metric.name] = metric.reading();
    }
    return values;
}

} // namespace tenon::telemetry
