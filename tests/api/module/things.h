#pragma once

#include <tenon/app.h>

#include <string>
#include <string_view>

/// A module for tests of the kernel: a little of everything that a module can declare.
namespace things {

/// Rows of the table of notes: what a handler left behind, and what the event and the job that followed from it did.
class Notes {
public:
    explicit Notes(tenon::Database& database) : _database(database) {}

    void write(std::string_view text);
    [[nodiscard]] std::int64_t count(std::string_view text) const;

private:
    tenon::Database& _database;
};

/// A service for other modules.
class Greeter {
public:
    static constexpr std::string_view serviceName = "things.Greeter";
    static constexpr int serviceVersion = 1;

    virtual ~Greeter() = default;
    [[nodiscard]] virtual std::string greeting(std::string_view name) const = 0;
};

/// Thrown by a handler: known to nobody but its module.
struct Mishap {};

void declareResources(tenon::App& app);
void declareRoutes(tenon::App& app);
void declareFailures(tenon::App& app);
void declareWordings(tenon::App& app);
void declareLimits(tenon::App& app);

} // namespace things
