/// A module for tests of durability: one write of every kind that the kernel makes promises about.

#include <tenon/module.h>
#include <tenon/resource.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace {

using namespace tenon::fields;

constexpr std::string_view addDeposit = "INSERT INTO ledger_deposit (token) VALUES (:token) RETURNING id";
constexpr std::string_view addHeard =
    "INSERT INTO ledger_heard (event_id, token, value) VALUES (:event, :token, :value)";
constexpr std::string_view addTransfer =
    "INSERT INTO ledger_transfer (token, steps, job_id) VALUES (:token, :steps, :job)";
constexpr std::string_view addStep =
    "INSERT INTO ledger_step (token, step) VALUES (:token, :step) ON CONFLICT (token, step) DO NOTHING";
constexpr std::string_view addToTotal = "UPDATE ledger_total SET value = value + 1 WHERE id = 1";
constexpr std::string_view addFile = "INSERT INTO ledger_file (token, sha256) VALUES (:token, :sha256)";
constexpr std::string_view removeFile = "DELETE FROM ledger_file WHERE token = :token RETURNING sha256";

tenon::Resource records() {
    return {
        .name = "records",
        .path = "/ledger/records",
        .table = "ledger_record",
        .fields = {text("name", 60).required().unique(), integer("value").required()},
        .search = {},
        .filter = {"name"},
        .order = {"name"},
        .permission = {},
    };
}

void declareRecords(tenon::App& app) {
    app.resource(records()).afterSave(
        [&app](const tenon::Request&, const tenon::Json&, const tenon::JsonObject& after) {
            app.publish("ledger.saved", {{"token", after.at("name")}, {"value", after.at("value")}});
        }
    );
    app.subscribe("ledger.*", [&app](const tenon::Event& event) {
        app.database().execute(
            addHeard,
            {{"event", event.id},
             {"token", tenon::textAt(event.data, "token")},
             {"value", event.data.at("value").as_int64()}}
        );
    });
}

void declareDeposits(tenon::App& app) {
    app.post(
           "/ledger/deposits",
           [&app](const tenon::Request& request) {
               const std::string_view token = tenon::textAt(request.body(), "token");
               const auto id = app.database().value<std::int64_t>(addDeposit, {{"token", token}}).value();
               app.audit().record(
                   request.caller(),
                   {.action = "ledger.deposited",
                    .model = "ledger_deposit",
                    .record = std::to_string(id),
                    .after = tenon::JsonObject{{"token", token}},
                    .reason = {}}
               );
               app.publish("ledger.deposited", {{"token", token}, {"value", id}});
               return tenon::created({{"id", id}, {"token", token}});
           }
    )
        .signedIn()
        .body({text("token", 60).required()})
        .status(201)
        .summary("Makes a deposit, each time that it is called");
    app.post(
           "/ledger/slow-deposits",
           [&app](const tenon::Request& request) -> tenon::Reply {
               const std::string_view token = tenon::textAt(request.body(), "token");
               app.database().value<std::int64_t>(addDeposit, {{"token", token}});
               std::mutex mutex;
               std::unique_lock lock(mutex);
               std::condition_variable().wait_for(lock, std::chrono::minutes(1)); // The server is killed meanwhile.
               return tenon::created({{"token", token}});
           }
    )
        .signedIn()
        .withoutTransaction()
        .body({text("token", 60).required()})
        .status(201)
        .summary("Makes a deposit and takes long to say so");
}

void declareTransfers(tenon::App& app) {
    app.job(
           "ledger.transfer",
           [&app](tenon::JobRun& run) {
               const std::string token(tenon::textAt(run.input(), "token"));
               const std::int64_t steps = run.input().at("steps").as_int64();
               for (std::int64_t step = 0; step < steps; ++step) {
                   app.database().transaction([&] {
                       if (app.database().execute(addStep, {{"token", token}, {"step", step}}) > 0) {
                           app.database().execute(addToTotal);
                       }
                   });
                   run.progress(static_cast<int>(100 * (step + 1) / steps));
                   run.checkpoint();
               }
               return tenon::JsonObject{{"token", token}, {"steps", steps}};
           }
    )
        .attempts(1000)
        .parallel(4);
    app.post(
           "/ledger/transfers",
           [&app](const tenon::Request& request) {
               const tenon::JobState job = app.jobs().enqueue("ledger.transfer", request.body(), request.caller());
               app.database().execute(
                   addTransfer,
                   {{"token", tenon::textAt(request.body(), "token")},
                    {"steps", request.body().at("steps").as_int64()},
                    {"job", job.id}}
               );
               return tenon::accepted(tenon::jsonOf(job));
           }
    )
        .signedIn()
        .body({text("token", 60).required(), integer("steps").required().min(1).max(1000)})
        .status(202)
        .summary("Starts a job of several steps");
}

void declareFiles(tenon::App& app) {
    app.post(
           "/ledger/files",
           [&app](const tenon::Request& request) {
               const std::string_view token = tenon::textAt(request.body(), "token");
               const tenon::StoredFile kept = app.files().keep(request.upload("file"), token);
               app.database().execute(addFile, {{"token", token}, {"sha256", kept.sha256}});
               return tenon::created({{"token", token}, {"sha256", kept.sha256}});
           }
    )
        .signedIn()
        .body({file("file").required(), text("token", 60).required()})
        .status(201)
        .summary("Keeps a file and the record of it");
    app.remove(
           "/ledger/files/{token}",
           [&app](const tenon::Request& request) {
               const auto sha256 =
                   app.database().value<std::string>(removeFile, {{"token", request.parameter("token")}});
               if (!sha256) {
                   throw tenon::NotFound();
               }
               app.files().discard(*sha256, request.parameter("token"));
               return tenon::ok({{"sha256", *sha256}});
           }
    )
        .signedIn()
        .summary("Forgets a file");
}

} // namespace

TENON_MODULE(ledger, "1.0.0") {
    declareRecords(app);
    declareDeposits(app);
    declareTransfers(app);
    declareFiles(app);
}
