#pragma once

#include <tenon/database.h>
#include <tenon/scope.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace tenon::auth {

/// What roles may be given for: kinds of places, each with the table of the module that keeps them.
///
/// Declared at the start, on one thread; read by many afterwards.
class PlaceKinds {
public:
    explicit PlaceKinds(Database& database) : _database(database) {}

    /// Throws std::invalid_argument when there is the kind already.
    void declare(std::string_view module, std::string_view kind, std::string_view table);
    /// Forgets the kinds of the module.
    void withdraw(std::string_view module) noexcept;

    /// The place with this id or UUID. Throws Invalid on `places` when there is none, or no such kind.
    [[nodiscard]] Place find(std::string_view kind, std::string_view key);

private:
    struct Kind {
        std::string module;
        std::string byId;
        std::string byUuid;
    };

    Database& _database;
    std::map<std::string, Kind, std::less<>> _kinds;
};

} // namespace tenon::auth
