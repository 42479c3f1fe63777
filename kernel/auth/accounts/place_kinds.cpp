#include "place_kinds.h"

#include "folding.h"
#include "record_key.h"

#include <tenon/error.h>

#include <stdexcept>

namespace tenon::auth {

void PlaceKinds::declare(std::string_view module, std::string_view kind, std::string_view table) {
    const std::string select = "SELECT id FROM " + std::string(table) + " WHERE ";
    const auto [at, isNew] =
        _kinds.try_emplace(std::string(kind), Kind{std::string(module), select + "id = :key", select + "uuid = :key"});
    if (!isNew) {
        throw std::invalid_argument(
            "module " + at->second.module + " has places of the kind " + at->first + " already"
        );
    }
}

void PlaceKinds::withdraw(std::string_view module) noexcept {
    std::erase_if(_kinds, [&](const auto& entry) { return entry.second.module == module; });
}

Place PlaceKinds::find(std::string_view name, std::string_view key) {
    const auto kind = _kinds.find(name);
    if (kind == _kinds.end()) {
        throw Invalid("places", Message("There are no places of the kind {kind}.", {{"kind", name}}));
    }
    const RecordKey named(key);
    const std::string uuid = fold(key);
    const auto id = named.id ? _database.value<std::int64_t>(kind->second.byId, {{"key", *named.id}})
                             : _database.value<std::int64_t>(kind->second.byUuid, {{"key", uuid}});
    if (!id) {
        throw Invalid("places", Message("There is no {kind} {key}.", {{"kind", name}, {"key", key}}));
    }
    return {kind->first, *id};
}

} // namespace tenon::auth
