#pragma once

#include <kernel/http/transport/application.h>
#include <kernel/telemetry/health.h>
#include <kernel/telemetry/metrics.h>

namespace tenon::http {

/// What the admin listener serves, apart from every route and limit of the public one: /live, /ready and /metrics.
class Admin : public Application {
public:
    Admin(const telemetry::Health& health, const telemetry::Metrics& metrics) : _health(health), _metrics(metrics) {}

    Admission admit(const Message& head) noexcept override;
    void handle(const Message& message, Answer& answer) noexcept override;
    void refuse(Refusal refusal, const Message& head, Answer& answer) noexcept override;

private:
    const telemetry::Health& _health;
    const telemetry::Metrics& _metrics;
};

} // namespace tenon::http
