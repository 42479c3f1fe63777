#include <kernel/assembly/kernel.h>
#include <kernel/assembly/stopping.h>
#include <kernel/cli/command.h>
#include <kernel/cli/service_manager.h>
#include <kernel/cli/settings.h>
#include <kernel/cli/start_memory.h>
#include <kernel/http/admin.h>
#include <kernel/http/transport/server.h>
#include <kernel/modules/crash_report.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <optional>
#include <pthread.h>
#include <stdexcept>
#include <sys/resource.h>
#include <system_error>

namespace tenon::cli {

namespace {

constexpr int requiredModuleFailed = 3;
constexpr std::string_view usualAdminListener = "127.0.0.1:9090";

/// Signals are taken by the main thread with sigwait; every thread made afterwards inherits the mask.
sigset_t blockedSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
        sigaddset(&signals, signal);
    }
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

/// Returns how many descriptors the process may have.
std::size_t raiseDescriptorLimit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        throw std::system_error(errno, std::generic_category(), "cannot ask for the limit of descriptors");
    }
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_max;
}

/// Half of the descriptors are for clients; the rest for files, database, helpers and the admin listener, which must
/// answer when clients take all that they can get.
http::ServerSettings fitted(http::ServerSettings settings, std::size_t descriptors, Log& log) {
    const std::size_t most = http::connectionsIn(descriptors / 2);
    if (settings.maxConnections > most) {
        log.warn(
            "server.connections.limited",
            {{"wanted", settings.maxConnections}, {"descriptors", descriptors}, {"connections", most}}
        );
        settings.maxConnections = most;
    }
    return settings;
}

/// The admin listener: where it was asked for it must work, the usual one is for the first who comes.
class AdminServer {
public:
    AdminServer(const config::Configuration& configuration, assembly::Kernel& kernel, Log& log)
        : _application(kernel.health(), kernel.metrics()) {
        const std::string asked = configuration.text("server.admin_listen");
        http::ServerSettings settings;
        settings.listeners = {asked.empty() ? std::string(usualAdminListener) : asked};
        settings.workers = 1;
        settings.maxConnections = 256;
        settings.drainGrace = std::chrono::milliseconds(0);
        _server.emplace(settings, _application);
        try {
            _server->start();
        } catch (const std::exception& error) {
            _server.reset();
            if (!asked.empty()) {
                throw;
            }
            log.warn("admin.listen.failed", {{"listen", usualAdminListener}, {"what", error.what()}});
        }
    }

    void stop() noexcept {
        if (_server) {
            _server->stop();
        }
    }

    /// 0 when there is none.
    [[nodiscard]] int port() const { return _server ? _server->port() : 0; }

private:
    http::Admin _application;
    std::optional<http::Server> _server;
};

void addTransportMetrics(telemetry::Metrics& metrics, const http::Counters& counters) {
    using Kind = telemetry::Metrics::Kind;
    const auto read = [](const auto& counter) { return [&counter] { return static_cast<double>(counter.load()); }; };
    metrics.add("tenon_http_requests_total", Kind::Counter, "Requests handed to routes", read(counters.requests));
    metrics.add(
        "tenon_http_refusals_total", Kind::Counter, "Requests refused by the transport", read(counters.refusals)
    );
    metrics.add("tenon_http_connections_total", Kind::Counter, "Connections accepted", read(counters.accepted));
    metrics.add("tenon_http_connections_open", Kind::Gauge, "Connections open now", read(counters.open));
    metrics.add("tenon_http_requests_in_flight", Kind::Gauge, "Requests handled now", read(counters.inFlight));
    metrics.add("tenon_http_streams_open", Kind::Gauge, "Event streams open now", read(counters.streams));
    metrics.add("tenon_http_received_bytes_total", Kind::Counter, "Bytes received", read(counters.bytesIn));
    metrics.add("tenon_http_sent_bytes_total", Kind::Counter, "Bytes sent", read(counters.bytesOut));
}

/// Ends the kernel's threads before the server that they wake is gone, also when the start fails half-way.
class KernelStop {
public:
    explicit KernelStop(assembly::Kernel& kernel) : _kernel(kernel) {}

    ~KernelStop() { _kernel.stop(); }

    KernelStop(const KernelStop&) = delete;
    KernelStop& operator=(const KernelStop&) = delete;

private:
    assembly::Kernel& _kernel;
};

void tellFailure(std::string_view module, std::string_view reason, assembly::Kernel& kernel, Log& log) {
    log.error("module.failed", {{"module", module}, {"reason", reason}});
    kernel.health().add("module " + std::string(module), telemetry::Health::Weight::Useful, [] {
        return std::string("failed");
    });
}

/// Which modules run, in the log and in the health report. False when one that is required does not.
bool reportModules(const modules::ModuleHost& host, assembly::Kernel& kernel, Log& log) {
    for (const modules::ModuleStatus& module : host.modules()) {
        if (module.state == modules::ModuleStatus::State::failed) {
            tellFailure(module.manifest.name, module.reason, kernel, log);
        } else if (module.state == modules::ModuleStatus::State::started) {
            log.info("module.started", {{"module", module.manifest.name}, {"version", module.manifest.version}});
        }
    }
    for (const std::string& failure : host.requiredFailures()) {
        std::cerr << "tenon serve: " << failure << '\n';
    }
    return host.requiredFailures().empty();
}

/// Tells the modules that all have started. False when one that is required cannot bear it.
bool makeReady(
    const config::Configuration& configuration, const modules::ModuleHost& host, assembly::Kernel& kernel, Log& log
) {
    using Demo = assembly::Kernel::Demo;
    bool isWhole = true;
    for (const auto& [module, reason] : kernel.ready(configuration.flag("demo.load") ? Demo::Load : Demo::Leave)) {
        tellFailure(module, reason, kernel, log);
        const auto status =
            std::ranges::find_if(host.modules(), [&name = module](const modules::ModuleStatus& candidate) {
                return candidate.manifest.name == name;
            });
        if (status != host.modules().end() && status->required) {
            std::cerr << "tenon serve: module '" << module << "': " << reason << '\n';
            isWhole = false;
        }
    }
    return isWhole;
}

/// Returns when the server shall end. SIGHUP opens the log anew and takes up keys that were rotated meanwhile.
void waitForEnd(const sigset_t& signals, telemetry::JsonLog& log, assembly::Kernel& kernel) {
    for (;;) {
        int signal = 0;
        if (sigwait(&signals, &signal) != 0) {
            throw std::runtime_error("cannot wait for signals");
        }
        if (signal != SIGHUP) {
            return;
        }
        try {
            log.reopen();
            kernel.auth().keys().reload();
            kernel.secrets().reload();
        } catch (const std::exception& error) {
            log.error("server.reload.failed", {{"what", error.what()}});
        }
    }
}

/// Where the server listens; the port of the first stands for itself, as tools expect it.
void reportListeners(const config::Configuration& configuration, const http::Server& server, int adminPort, Log& log) {
    JsonArray ports;
    const std::vector<std::string> listeners = serverSettings(configuration).listeners;
    for (std::size_t i = 0; i < listeners.size(); ++i) {
        ports.push_back(server.port(i));
    }
    log.info(
        "server.started",
        {{"listen", boost::json::value_from(listeners)},
         {"port", ports.at(0)},
         {"ports", ports},
         {"admin_port", adminPort}}
    );
}

} // namespace

int serve(const std::vector<std::string>& words) {
    const Arguments arguments(words, configurationOptions, {});
    const config::Configuration configuration = configurationOf(arguments);
    const modules::ModuleFolders folders = moduleFolders(configuration);
    modules::ModuleHost host(folders, enabledModules(configuration, folders));
    host.preflight(); // Before any thread exists
    const sigset_t signals = blockedSignals();
    const std::size_t descriptors = raiseDescriptorLimit();

    telemetry::JsonLog log(configuration.text("log.file"), telemetry::levelNamed(configuration.text("log.level")));
    const modules::CrashReport crashes(log.descriptor());
    const assembly::KernelSettings settings = kernelSettings(configuration);
    assembly::Kernel kernel(settings, log, [&](std::string_view module, const Fields& fields) {
        return configuration.moduleSettings(module, fields);
    });
    host.start(kernel);
    if (!reportModules(host, kernel, log)) {
        return requiredModuleFailed;
    }
    http::Server server(fitted(serverSettings(configuration), descriptors, log), kernel.pipeline());
    kernel.onStreamNews([&server] { server.wakeStreams(); });
    // While demo data load, say, the admin listener answers already: balancers are to send nothing yet.
    kernel.health().add("api", telemetry::Health::Weight::Essential, [&server] {
        return std::string(server.isRunning() ? "" : "accepts no requests");
    });
    addTransportMetrics(kernel.metrics(), server.counters());
    AdminServer admin(configuration, kernel, log);
    const KernelStop stopAtEnd(kernel);
    if (!makeReady(configuration, host, kernel, log)) {
        return requiredModuleFailed;
    }
    releaseStartMemory();
    server.start();
    reportListeners(configuration, server, admin.port(), log);
    tellServiceManager("READY=1");

    waitForEnd(signals, log, kernel);
    log.info("server.stopping", {});
    tellServiceManager("STOPPING=1");
    kernel.health().drain();
    assembly::Stopping stopping(log, settings.stop);
    stopping.drain("requests", [&server] { server.stop(); });
    kernel.stop(stopping);
    stopping.end("admin listener", [&admin] { admin.stop(); });
    log.info("server.stopped", {});
    if (stopping.isOverdue()) {
        log.settle();
        assembly::leaveBehind();
    }
    assembly::endWithin(settings.stop.module);
    return 0;
}

} // namespace tenon::cli
