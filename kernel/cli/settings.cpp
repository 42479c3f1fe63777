#include <kernel/cli/installation.h>
#include <kernel/cli/settings.h>
#include <kernel/http/dialects/dialect.h>
#include <kernel/http/limits/rate_limits.h>
#include <kernel/jobs/settings.h>

#include <stdexcept>

namespace tenon::cli {

namespace {

using namespace tenon::fields;

constexpr std::string_view sqliteFile = "tenon.db";

/// A dialect, or auto.
Field dialectField() { return choice("dialect", {"auto", "danasaham", "gaara", "bitblast", "ktl", "visa"}); }

Fields serverFields() {
    return {
        list("listen", text("")).initial(JsonArray{"127.0.0.1:8080"}).help("HOST:PORT of each listener of the API."),
        list("listeners", object("listener", {text("listen").required(), dialectField().required()}))
            .initial(JsonArray())
            .help("Further listeners whose answers have the form of one dialect: {listen: HOST:PORT, dialect: ktl}."),
        boolean("development").initial(false).help("Allows what must never be on where others can reach the server."),
        text("admin_listen").help("HOST:PORT for /live, /ready and /metrics; 127.0.0.1:9090 where it is free."),
        integer("workers").initial(0).min(0).max(256).help("Threads that serve at the same time; 0: one per processor."
        ),
        integer("max_in_flight").initial(128).min(1).max(4096).help("Requests handled at once; more are answered 503."),
        bytes("max_body").initial("25MB").help("Largest body of a request."),
        integer("max_connections").initial(10000).min(10).max(1000000),
        integer("max_connections_per_peer")
            .initial(256)
            .min(1)
            .help("Open connections of one address; loopback and trusted_proxies are not capped."),
        list("trusted_proxies", text(""))
            .initial(JsonArray())
            .help("Addresses, or ADDRESS/BITS, whose X-Forwarded-For and -Proto count."),
        list("hosts", text(""))
            .initial(JsonArray())
            .help("Names that clients may address; others are answered 421. Without it, any."),
        duration("keep_alive").initial("75s").help("How long an idle connection stays open."),
        duration("header_timeout").initial("10s").help("From the first byte of a header to its last."),
        duration("body_timeout").initial("30m").help("Longest time for a body, at any rate."),
        duration("body_grace").initial("10s").help("How late a body may be against minimum_rate."),
        duration("send_grace").initial("30s").help("How late a reader may be against minimum_rate."),
        bytes("minimum_rate").initial("1KB").help("What a sender or reader must keep up, each second."),
        duration("drain").initial("20s").help("How long a stop waits for requests in flight, jobs and events."),
    };
}

Fields databaseFields() {
    return {
        secret("url", 2000)
            .help("sqlite:///file or postgresql://user:password@host:port/name; without it SQLite in data.dir."),
        integer("pool").initial(16).min(2).max(500).help("Connections, or readers of SQLite."),
        duration("wait").initial("5s").help(
            "How long a request waits for a free connection, or for another process that writes to the file."
        ),
        duration("statement_timeout").initial("30s").help("Longest run of one statement on PostgreSQL."),
    };
}

Fields apiFields() {
    return {
        dialectField().initial("auto").help("The form of all answers, or auto."),
        choice("default", {"danasaham", "gaara", "bitblast", "ktl", "visa"})
            .initial("danasaham")
            .help("The form where auto finds nothing that tells."),
        list("prefixes", text(""))
            .initial(JsonArray{"/api", "/api/v1"})
            .help("Every route answers below each of them."),
        boolean("rate_limits").initial(true),
        integer("requests_per_minute").initial(6000).min(1).help("Of one account or address, where no limit is named."),
        list(
            "limits",
            object(
                "limit",
                {dialectField(),
                 text("class", 40).required(),
                 integer("requests").required().min(0),
                 duration("window").required()}
            )
        )
            .initial(JsonArray())
            .help("Rate limits in place of those that the systems document: {dialect: gaara, class: auth, requests: 5, "
                  "window: 5m}. Without a dialect it holds in all; requests: 0 lifts the limit."),
        secret("redis", 2000)
            .help("redis://:password@host:port/database where nodes share the counts of rate limits and tell each "
                  "other which "
                  "accounts have changed."),
        text("public_url")
            .help("Where browsers find the server, such as https://office.example; cookies and their checks "
                  "are bound to it."),
    };
}

Fields logFields() {
    return {
        choice("level", {"debug", "info", "warn", "error"}).initial("info"),
        text("file", 4000).help("One JSON object a line is appended to it; without it, standard error."),
    };
}

config::Sources sourcesOf(const Arguments& arguments) {
    return {
        .file = arguments.value("config"),
        .environment = config::processEnvironment(),
        .arguments = arguments.values("set"),
    };
}

/// The documented limits and the deployer's, which come later and win.
std::vector<http::LimitRule> limitsOf(const config::Configuration& configuration) {
    if (!configuration.flag("api.rate_limits")) {
        return {};
    }
    std::vector<http::LimitRule> rules{
        {"", "general", configuration.integer("api.requests_per_minute"), std::chrono::minutes(1)}};
    for (http::LimitRule& rule : http::documentedLimits()) {
        rules.push_back(std::move(rule));
    }
    for (const Json& item : configuration.section("api").at("limits").as_array()) {
        const JsonObject& limit = item.as_object();
        const std::string_view dialect = textAt(limit, "dialect", "auto");
        rules.push_back(
            {dialect == "auto" ? std::string() : std::string(dialect),
             std::string(textAt(limit, "class")),
             limit.at("requests").to_number<std::int64_t>(),
             std::chrono::floor<std::chrono::seconds>(
                 std::chrono::milliseconds(limit.at("window").to_number<std::int64_t>())
             )}
        );
    }
    return rules;
}

/// What "server.listeners" adds to "server.listen": one member of each object.
std::vector<std::string> listenersOf(const config::Configuration& configuration, std::string_view member) {
    std::vector<std::string> values;
    for (const Json& listener : configuration.section("server").at("listeners").as_array()) {
        values.emplace_back(textAt(listener.as_object(), member));
    }
    return values;
}

/// The dialect of each listener, in the order of `serverSettings`; empty for those that have none of their own.
std::vector<std::string> listenerDialects(const config::Configuration& configuration) {
    std::vector<std::string> dialects(configuration.list("server.listen").size());
    for (std::string& dialect : listenersOf(configuration, "dialect")) {
        dialects.push_back(std::move(dialect));
    }
    return dialects;
}

auth::Settings authSettings(const config::Configuration& configuration) {
    auth::Settings settings = auth::settingsOf(configuration.section("auth"));
    settings.publicUrl = configuration.text("api.public_url");
    const std::vector<std::string> prefixes = configuration.list("api.prefixes");
    settings.apiPrefix = prefixes.empty() ? std::string() : prefixes.front();
    settings.trustedOrigins = configuration.list("api.cors.origins");
    if (settings.mockClaims && !configuration.flag("server.development")) {
        throw std::invalid_argument("auth.mock_claims is for development only: it needs server.development: on");
    }
    return settings;
}

} // namespace

const std::vector<config::Section>& sections() {
    static const std::vector<config::Section> all{
        {"server", serverFields()},
        {"data", {text("dir", 4000).initial("var").help("Folder of database, files and keys.")}},
        {"database", databaseFields()},
        {"api", apiFields()},
        {"api.cors",
         {list("origins", text("")).initial(JsonArray()).help("Exact origins of pages that may call the API.")}},
        {"auth", auth::settingsFields()},
        {"audit", audit::settingsFields()},
        {"secrets", secrets::settingsFields()},
        {"jobs", jobs::settingsFields()},
        {"log", logFields()},
        {"demo", {boolean("load").initial(false).help("Load each module's demo data once.")}},
        {"modules",
         {text("path", 4000).help("Folders of modules, separated by ':'; without it, those of the installation."),
          boolean("others").initial(false).help("Whether modules that are not named here run, too."),
          duration("stop_timeout")
              .initial("5s")
              .help("How long the stop waits for each module before it goes on without it.")}},
    };
    return all;
}

config::Configuration configurationOf(const Arguments& arguments) { return {sourcesOf(arguments), sections()}; }

config::Configuration configurationOf(const Arguments& arguments, config::Faults& faults) {
    return {sourcesOf(arguments), sections(), faults};
}

std::filesystem::path dataFolder(const config::Configuration& configuration) {
    const auto folder = std::filesystem::absolute(configuration.text("data.dir"));
    std::filesystem::create_directories(folder);
    return folder;
}

assembly::KernelSettings kernelSettings(const config::Configuration& configuration) {
    const std::filesystem::path data = dataFolder(configuration);
    const std::filesystem::path installed = installationFolder();
    std::string url = configuration.text("database.url");
    if (url.empty()) {
        url = "sqlite://" + (data / sqliteFile).string();
    }
    // Outside of the list below: g++ 12 destroys its members twice when one of them throws.
    auth::Settings auth = authSettings(configuration);
    std::vector<http::LimitRule> limits = limitsOf(configuration);
    return {
        .database =
            {.url = std::move(url),
             .connections = static_cast<std::size_t>(configuration.integer("database.pool")),
             .connectionWait = configuration.duration("database.wait"),
             .statementTimeout = configuration.duration("database.statement_timeout"),
             .busyTimeout = configuration.duration("database.wait")},
        .auth = std::move(auth),
        .audit = audit::settingsOf(configuration.section("audit")),
        .secrets = secrets::settingsOf(configuration.section("secrets")),
        .pipeline =
            {.prefixes = configuration.list("api.prefixes"),
             .maxBody = configuration.bytes("server.max_body"),
             .dialect =
                 {.fixed = configuration.text("api.dialect"),
                  .usual = configuration.text("api.default"),
                  .perListener = listenerDialects(configuration)},
             .corsOrigins = configuration.list("api.cors.origins"),
             .hosts = configuration.list("server.hosts"),
             .trustedProxies = configuration.list("server.trusted_proxies"),
             .limits = std::move(limits),
             .redis = configuration.text("api.redis"),
             .publicUrl = configuration.text("api.public_url")},
        .keepJobs = configuration.duration("jobs.keep"),
        .dataFolder = data,
        .programFolders = {installed / "libexec" / "tenon"},
        .shareFolder = installed / "share" / "tenon",
        .stop =
            {.drain = configuration.duration("server.drain"), .module = configuration.duration("modules.stop_timeout")},
    };
}

http::ServerSettings serverSettings(const config::Configuration& configuration) {
    http::ServerSettings settings;
    settings.listeners = configuration.list("server.listen");
    for (std::string& listener : listenersOf(configuration, "listen")) {
        settings.listeners.push_back(std::move(listener));
    }
    settings.workers = static_cast<std::size_t>(configuration.integer("server.workers"));
    settings.maxInFlight = static_cast<std::size_t>(configuration.integer("server.max_in_flight"));
    settings.maxConnections = static_cast<std::size_t>(configuration.integer("server.max_connections"));
    settings.maxConnectionsPerPeer = static_cast<std::size_t>(configuration.integer("server.max_connections_per_peer"));
    for (const std::string& proxy : configuration.list("server.trusted_proxies")) {
        settings.uncappedPeers.push_back(proxy);
    }
    settings.keepAlive = configuration.duration("server.keep_alive");
    settings.headerTimeout = configuration.duration("server.header_timeout");
    settings.bodyTimeout = configuration.duration("server.body_timeout");
    settings.bodyGrace = configuration.duration("server.body_grace");
    settings.sendGrace = configuration.duration("server.send_grace");
    settings.minimumRate = configuration.bytes("server.minimum_rate");
    settings.drainDeadline = configuration.duration("server.drain");
    settings.spoolDirectory = dataFolder(configuration);
    return settings;
}

modules::ModuleFolders moduleFolders(const config::Configuration& configuration) {
    std::vector<std::filesystem::path> folders;
    const std::string path = configuration.text("modules.path");
    for (std::size_t begin = 0; begin < path.size();) {
        const auto end = std::min(path.find(':', begin), path.size());
        folders.emplace_back(path.substr(begin, end - begin));
        begin = end + 1;
    }
    if (folders.empty()) {
        folders.push_back(installationFolder() / "lib" / "tenon" / "modules");
    }
    return modules::ModuleFolders(std::move(folders));
}

std::vector<modules::EnabledModule>
enabledModules(const config::Configuration& configuration, const modules::ModuleFolders& folders) {
    std::vector<modules::EnabledModule> enabled;
    std::set<std::string> named;
    for (const config::ModuleEntry& entry : configuration.modules()) {
        named.insert(entry.name);
        if (entry.isEnabled) {
            enabled.push_back({.name = entry.name, .required = entry.isRequired, .settings = {}});
        }
    }
    if (configuration.flag("modules.others")) {
        for (const std::string& name : folders.names()) {
            if (!named.contains(name)) {
                enabled.push_back({.name = name, .required = false, .settings = {}});
            }
        }
    }
    return enabled;
}

} // namespace tenon::cli
