#pragma once

#include <tenon/app.h>

namespace tenon::modules {

/// An App that takes every declaration and does nothing with it. Using what it does not have (database, files, jobs,
/// audit trail) is a std::logic_error; holding on to it for later is not.
class InertApp : public App {
public:
    Route& route(std::string_view method, std::string_view pattern, Handler handler) override;

    void dialect(std::string_view) override {}

    void rateClass(std::string_view) override {}

    void permission(std::string_view, std::string_view) override {}

    JsonObject settings(const Fields&) override { return {}; }

    JobKind& job(std::string_view, JobBody) override;

    void schedule(std::string_view, std::string_view, JsonObject) override {}

    void publish(std::string_view event, JsonObject data) override;

    void subscribe(std::string_view, EventHandler) override {}

    void onReady(std::function<void()>) override {}

    void onStop(std::function<void()>) override {}

    void demo(std::function<void(const Caller&)>) override {}

    [[nodiscard]] Database& database() override;
    [[nodiscard]] FileStore& files() override;
    [[nodiscard]] Jobs& jobs() override;
    [[nodiscard]] Audit& audit() override;
    [[nodiscard]] Log& log() override;
    [[nodiscard]] Secrets& secrets() override;
    [[nodiscard]] Accounts& accounts() override;

    void extendAccounts(AccountExtension) override {}

    void placeKind(std::string_view, std::string_view) override {}

    RuntimeSettings& runtimeSettings(std::string_view, const Fields&) override;

    [[nodiscard]] std::string say(const Message& message, std::string_view) const override { return message.english(); }

    [[nodiscard]] std::string program(std::string_view) const override { return {}; }

protected:
    ResourceRoutes& addResource(JsonObject) override;

    void provideService(std::string_view, int, std::shared_ptr<void>) override {}

    [[nodiscard]] std::shared_ptr<void> findService(std::string_view, int) override { return nullptr; }

    void keepAlive(std::shared_ptr<void> object) override { _kept.push_back(std::move(object)); }

private:
    std::vector<std::shared_ptr<void>> _kept;
};

} // namespace tenon::modules
