/// What signing in and being signed in cost: checks of an access token, cold and cached, and the time of a refused
/// login for an unknown name against that for a wrong password (they must not differ by 5 %).

#include <kernel/audit/audit_trail.h>
#include <kernel/audit/migrations.h>
#include <kernel/auth/auth.h>
#include <kernel/auth/callers.h>
#include <kernel/auth/migrations.h>
#include <kernel/data/database_factory.h>
#include <kernel/data/migration/migrator.h>

#include <tenon/random.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace {

using namespace tenon;
using Stopwatch = std::chrono::steady_clock;

template <typename Work>
double microsecondsPerCall(int calls, Work&& work) {
    const auto begin = Stopwatch::now();
    for (int i = 0; i < calls; ++i) {
        work();
    }
    return std::chrono::duration<double, std::micro>(Stopwatch::now() - begin).count() / calls;
}

/// The best of seven rounds: what the machine's other work does not disturb.
template <typename Work>
double best(int calls, Work&& work) {
    double least = microsecondsPerCall(calls, work);
    for (int round = 1; round < 7; ++round) {
        least = std::min(least, microsecondsPerCall(calls, work));
    }
    return least;
}

void measureTokens(auth::Auth& auth, const auth::Settings& settings, const std::string& token) {
    const auth::AccessTokens tokens(auth.keys(), settings);
    const Timestamp now = Clock::now();
    bool isRight = true;
    const double cold = best(20000, [&] { isRight = tokens.verify(token, now).has_value() && isRight; });
    const std::string header = "Bearer " + token;
    const double cached =
        best(200000, [&] { isRight = auth.authenticator().authenticate(header) != nullptr && isRight; });
    std::printf(
        "%zu bytes: cold check %.2f us, cached %.3f us%s\n", token.size(), cold, cached, isRight ? "" : " WRONG"
    );
}

double refused(auth::Auth& auth, const char* name) {
    // Another address each time, so that none has to wait.
    static int number = 0;
    const auth::NobodyCaller caller("10.0." + std::to_string(number / 250) + '.' + std::to_string(number % 250), "r");
    ++number;
    return microsecondsPerCall(1, [&] {
        try {
            static_cast<void>(auth.login().signIn(caller, name, "a wrong password", "gaara"));
            std::abort();
        } catch (const Error&) {
        }
    });
}

void measureRefusals(auth::Auth& auth, int tries) {
    double unknown = 0;
    double wrong = 0;
    for (int i = 0; i < tries; ++i) { // in turn, so that the machine's moods hit both
        unknown += refused(auth, "nobody");
        wrong += refused(auth, "ann");
    }
    std::printf(
        "%d tries: unknown name %.2f ms, wrong password %.2f ms, difference %.1f %%\n",
        tries,
        unknown / tries / 1000,
        wrong / tries / 1000,
        100 * (wrong - unknown) / unknown
    );
}

} // namespace

int main(int argc, char** argv) {
    const auto folder = std::filesystem::temp_directory_path() / ("tenon-bench-" + Random::uuid());
    const auto database = data::open({.url = "sqlite::memory:"});
    data::Migrator(*database).apply("audit", {audit::migrations().begin(), audit::migrations().end()});
    data::Migrator(*database).apply("auth", {auth::migrations().begin(), auth::migrations().end()});
    audit::AuditTrail trail(*database, [] {});
    {
        const auth::Settings settings{.accountRefresh = std::chrono::hours(1), .failuresToLock = 1'000'000};
        auth::Auth auth(*database, trail, settings, folder);
        const auth::SystemCaller system;
        auth.accounts().add(system, {.username = "ann", .password = "correct horse battery", .role = "Standard"});
        const auto session = auth.login().signIn(system, "ann", "correct horse battery", "gaara");
        measureTokens(auth, settings, session.tokens.access);
        measureRefusals(auth, argc > 1 ? std::atoi(argv[1]) : 100);
    }
    std::filesystem::remove_all(folder);
}
