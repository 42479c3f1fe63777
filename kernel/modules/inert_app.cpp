#include <kernel/modules/inert_app.h>

#include <stdexcept>
#include <string>

namespace tenon::modules {

namespace {

[[noreturn]] void refuse(const char* what) {
    throw std::logic_error(std::string("there is no ") + what + " while a module only declares");
}

class InertDatabase : public Database {
public:
    Backend backend() const noexcept override { return Backend::Sqlite; }

    std::int64_t run(std::string_view, Params, const Visitor&) override { refuse("database"); }

    void inTransaction(Isolation, const std::function<void()>&) override { refuse("database"); }

    void afterCommit(std::function<void()>) override { refuse("database"); }

    bool isInTransaction() const noexcept override { return false; }
};

class InertFileStore : public FileStore {
public:
    StoredFile keep(int, std::uint64_t, std::uint64_t) override { refuse("file store"); }

    StoredFile keep(int, std::uint64_t, std::uint64_t, std::string_view) override { refuse("file store"); }

    Descriptor open(std::string_view) const override { refuse("file store"); }

    Descriptor temporary() const override { refuse("file store"); }

    void discard(std::string_view) override { refuse("file store"); }

    void discard(std::string_view, std::string_view) override { refuse("file store"); }

    void hold(std::string_view, std::string_view) override { refuse("file store"); }
};

class InertJobs : public Jobs {
public:
    JobState enqueue(std::string_view, JsonObject, const Caller&) override { refuse("job queue"); }

    JobState state(std::int64_t, const Caller&) const override { refuse("job queue"); }

    void cancel(std::int64_t, const Caller&) override { refuse("job queue"); }
};

class InertAudit : public Audit {
public:
    void record(const Caller&, const AuditEntry&) override { refuse("audit trail"); }

    Page history(const Caller&, const AuditQuery&) override { refuse("audit trail"); }
};

class InertRoute : public Route {
public:
    Route& open() override { return *this; }

    Route& signedIn() override { return *this; }

    Route& needs(std::string_view) override { return *this; }

    Route& body(const Fields&) override { return *this; }

    Route& anything() override { return *this; }

    Route& query(const Fields&) override { return *this; }

    Route& answers(const Fields&) override { return *this; }

    Route& answersList(const Fields&) override { return *this; }

    Route& produces(std::string_view) override { return *this; }

    Route& summary(std::string_view) override { return *this; }

    Route& status(int) override { return *this; }

    Route& maxBody(std::uint64_t) override { return *this; }

    Route& withoutTransaction() override { return *this; }

    Route& dialect(std::string_view) override { return *this; }

    Route& errorForm(ErrorForm) override { return *this; }

    Route& errorForm(int, ErrorForm) override { return *this; }

    Route& errorSays(std::string_view, Message) override { return *this; }

    Route& errorStatus(int, int) override { return *this; }

    Route& rateClass(std::string_view) override { return *this; }

    Route& changesOnGet() override { return *this; }

    Route& duringPasswordChange() override { return *this; }

    Route& requiredIn(std::string_view, std::string_view) override { return *this; }

    Route& besideEnvelope() override { return *this; }

    Route& furtherFaults(FaultFinder) override { return *this; }
};

class InertResource : public ResourceRoutes {
public:
    ResourceRoutes& readOnly() override { return *this; }

    ResourceRoutes& readableBySignedIn() override { return *this; }

    ResourceRoutes& beforeSave(Check) override { return *this; }

    ResourceRoutes& afterSave(Saved) override { return *this; }

    ResourceRoutes& beforeDelete(Check) override { return *this; }

    ResourceRoutes& scope(Scope) override { return *this; }

    ResourceRoutes& computed(const Field&, Compute) override { return *this; }

    ResourceRoutes& beforeChange(Change) override { return *this; }

    ResourceRoutes& dialect(std::string_view) override { return *this; }

    ResourceRoutes& lists(std::string_view, ResourceRoutes&, std::string_view) override { return *this; }

    ResourceRoutes& action(std::string_view, const Fields&, Change) override { return *this; }
};

class InertJobKind : public JobKind {
public:
    JobKind& attempts(int) override { return *this; }

    JobKind& parallel(int) override { return *this; }
};

class InertSecrets : public Secrets {
public:
    std::string seal(const SecretPlace&, std::string_view) override { refuse("key"); }

    std::string open(const SecretPlace&, std::string_view) override { refuse("key"); }

    void keep(std::string_view, std::string_view, std::string_view) override {}
};

class InertRuntimeSettings : public RuntimeSettings {
public:
    RuntimeSettings& help(std::string_view) override { return *this; }

    RuntimeSettings& check(Check) override { return *this; }

    RuntimeSettings& onChange(Listener) override { return *this; }

    Snapshot current() const override { refuse("value of a setting"); }

    Snapshot valuesAt(std::int64_t) const override { refuse("value of a setting"); }
};

/// They have no state: one of each serves everybody.
template <typename Inert>
Inert& shared() {
    static Inert inert;
    return inert;
}

} // namespace

Route& InertApp::route(std::string_view, std::string_view, Handler) { return shared<InertRoute>(); }

JobKind& InertApp::job(std::string_view, JobBody) { return shared<InertJobKind>(); }

ResourceRoutes& InertApp::addResource(JsonObject) { return shared<InertResource>(); }

Secrets& InertApp::secrets() { return shared<InertSecrets>(); }

RuntimeSettings& InertApp::runtimeSettings(std::string_view, const Fields&) { return shared<InertRuntimeSettings>(); }

Accounts& InertApp::accounts() { refuse("account"); }

void InertApp::publish(std::string_view, JsonObject) { refuse("event outbox"); }

Database& InertApp::database() { return shared<InertDatabase>(); }

FileStore& InertApp::files() { return shared<InertFileStore>(); }

Jobs& InertApp::jobs() { return shared<InertJobs>(); }

Audit& InertApp::audit() { return shared<InertAudit>(); }

Log& InertApp::log() { refuse("log"); }

} // namespace tenon::modules
