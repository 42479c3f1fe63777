#pragma once

#include <tenon/json.h>

#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::telemetry {

/// The figures of the server in the text format of Prometheus 0.0.4. Safe to use from many threads.
class Metrics {
public:
    enum class Kind { Counter, Gauge };
    using Reading = std::function<double()>;

    /// `name` follows Prometheus' rules ("tenon_http_requests_total"); `help` is a sentence.
    void add(std::string name, Kind kind, std::string help, Reading reading);

    static constexpr std::string_view contentType = "text/plain; version=0.0.4; charset=utf-8";

    [[nodiscard]] std::string text() const;

    /// {name: value}
    [[nodiscard]] JsonObject values() const;

private:
    struct Metric {
        std::string name;
        Kind kind;
        std::string help;
        Reading reading;
    };

    mutable std::mutex _mutex;
    std::vector<Metric> _metrics; ///< Guarded by _mutex
};

} // namespace tenon::telemetry
