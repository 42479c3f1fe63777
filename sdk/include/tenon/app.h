#pragma once

#include <tenon/accounts.h>
#include <tenon/audit.h>
#include <tenon/database.h>
#include <tenon/event.h>
#include <tenon/export.h>
#include <tenon/file.h>
#include <tenon/job.h>
#include <tenon/log.h>
#include <tenon/resource.h>
#include <tenon/route.h>
#include <tenon/runtime_settings.h>
#include <tenon/secrets.h>

#include <concepts>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace tenon {

/// An interface that a module offers to others: an abstract class with
/// `static constexpr std::string_view serviceName = "accounting.Ledger"; static constexpr int serviceVersion = 1;`.
/// The version is the major one: it grows when a caller would have to change.
template <typename T>
concept Service = requires {
    { T::serviceName } -> std::convertible_to<std::string_view>;
    { T::serviceVersion } -> std::convertible_to<int>;
};

/// The kernel as a module sees it: where it declares what it offers, and what it works with afterwards.
///
/// Declaring happens once, in TENON_MODULE, on one thread. The references this class returns live as long as the
/// process and are safe to use from many threads. New virtual functions are only ever added at the end.
class TENON_API App {
public:
    virtual ~App();

    /// Registers `handler` for `method` and `pattern` ("/hello", "/dttot/documents/{id}"); literal segments win over
    /// parameters. The same method and pattern twice is an error that names both modules.
    virtual Route& route(std::string_view method, std::string_view pattern, Handler handler) = 0;

    Route& get(std::string_view pattern, Handler handler) { return route("GET", pattern, std::move(handler)); }

    Route& post(std::string_view pattern, Handler handler) { return route("POST", pattern, std::move(handler)); }

    Route& put(std::string_view pattern, Handler handler) { return route("PUT", pattern, std::move(handler)); }

    Route& patch(std::string_view pattern, Handler handler) { return route("PATCH", pattern, std::move(handler)); }

    Route& remove(std::string_view pattern, Handler handler) { return route("DELETE", pattern, std::move(handler)); }

    /// Registers the endpoints of a resource.
    ResourceRoutes& resource(const Resource& resource) { return addResource(descriptionOf(resource)); }

    /// The dialect of this module's routes when the client asks for none: the system whose document they come from.
    virtual void dialect(std::string_view name) = 0;

    /// Declares a permission ("dttot.view") and what it allows, in a sentence.
    virtual void permission(std::string_view name, std::string_view sentence) = 0;

    /// Declares the module's settings; returns those of the deployer, checked, initial values filled in. Throws when
    /// they are not valid. Durations arrive as milliseconds, sizes as bytes.
    virtual JsonObject settings(const Fields& fields) = 0;

    /// Declares what jobs of this kind do ("dttot.extraction").
    virtual JobKind& job(std::string_view kind, JobBody body) = 0;
    /// Runs a job of `kind` by the clock: `cron` has five fields (minute hour day month weekday), in UTC.
    virtual void schedule(std::string_view cron, std::string_view kind, JsonObject input = {}) = 0;

    /// Writes an event to the outbox in the current transaction.
    virtual void publish(std::string_view event, JsonObject data) = 0;
    /// Calls `handler` for each event whose name equals `pattern` or begins with it up to a final `*`.
    virtual void subscribe(std::string_view pattern, EventHandler handler) = 0;

    /// Called when every module has started, in order of dependency.
    virtual void onReady(std::function<void()> action) = 0;
    /// Called when the server stops, in reverse order; joins the module's threads and does not throw.
    virtual void onStop(std::function<void()> action) = 0;

    /// Called once, after the start, when the deployer asks for demo data and this module's is not there yet.
    virtual void demo(std::function<void(const Caller& system)> load) = 0;

    [[nodiscard]] virtual Database& database() = 0;
    [[nodiscard]] virtual FileStore& files() = 0;
    [[nodiscard]] virtual Jobs& jobs() = 0;
    [[nodiscard]] virtual Audit& audit() = 0;
    [[nodiscard]] virtual Log& log() = 0;

    /// Path of the helper program `name` that the module brought along ("dttot-extract").
    [[nodiscard]] virtual std::string program(std::string_view name) const = 0;

    /// Offers `service` to the modules started after this one. Throws when the name is taken.
    template <Service T, std::derived_from<T> Offered>
    void provide(std::shared_ptr<Offered> service) {
        provideService(T::serviceName, T::serviceVersion, std::static_pointer_cast<T>(std::move(service)));
    }

    /// The service `T`, or null when no module offers this version of it. Ask again rather than keep it across a stop.
    template <Service T>
    [[nodiscard]] std::shared_ptr<T> find() {
        return std::static_pointer_cast<T>(findService(T::serviceName, T::serviceVersion));
    }

    /// What modules keep for the life of the process: routes refer to it.
    template <typename T, typename... Arguments>
    T& keep(Arguments&&... arguments) {
        auto kept = std::make_shared<T>(std::forward<Arguments>(arguments)...);
        T& reference = *kept;
        keepAlive(std::move(kept));
        return reference;
    }

protected:
    virtual ResourceRoutes& addResource(JsonObject description) = 0;
    virtual void provideService(std::string_view name, int version, std::shared_ptr<void> service) = 0;
    [[nodiscard]] virtual std::shared_ptr<void> findService(std::string_view name, int version) = 0;
    virtual void keepAlive(std::shared_ptr<void> object) = 0;

public:
    // Added at the end, so that modules built before still find everything where it was.

    /// Seals what must not lie readable in the database. Since SDK 1.1.
    [[nodiscard]] virtual Secrets& secrets() = 0;

    /// The rate limit that counts the module's requests, but for routes that name another. Since 1.1.
    virtual void rateClass(std::string_view name) = 0;
    /// Who may act: accounts, roles, permissions and groups, for modules that administer them. Since 1.1.
    [[nodiscard]] virtual Accounts& accounts() = 0;
    /// Has `extension` add to every account that is shown, at the logins as well: what the module keeps about people.
    /// Since 1.1.
    virtual void extendAccounts(AccountExtension extension) = 0;
    /// Declares that roles may be given for the rows of `table` (with `id` and `uuid`), each a Place of this kind:
    /// `app.placeKind("company", "organisation_company")`. Since 1.1.
    virtual void placeKind(std::string_view kind, std::string_view table) = 0;

    /// Declares a section of settings that administrators change while the server runs: "screening", a name of small
    /// letters and underscores that is no other module's. Each field needs an initial value or may be null, which it is
    /// then; secrets stand directly in the section, not in its lists and objects. Since 1.1.
    virtual RuntimeSettings& runtimeSettings(std::string_view section, const Fields& fields) = 0;
    /// What `message` says in `language` ("ar"), by the catalogues of all modules; in English where none has it. For
    /// what is said to somebody else than the one who asks. Since 1.1.
    [[nodiscard]] virtual std::string say(const Message& message, std::string_view language) const = 0;
};

} // namespace tenon
