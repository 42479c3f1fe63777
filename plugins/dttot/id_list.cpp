#include "id_list.h"

#include <algorithm>
#include <array>
#include <string>

namespace dttot {

namespace {

constexpr std::size_t idsPerStatement = 64;

const std::array<std::string, idsPerStatement>& names() {
    static const auto made = [] {
        std::array<std::string, idsPerStatement> list;
        for (std::size_t i = 0; i < idsPerStatement; ++i) {
            list[i] = "i" + std::to_string(i);
        }
        return list;
    }();
    return made;
}

std::string textOf(std::string_view head, std::size_t count, std::string_view tail) {
    std::string sql(head);
    for (std::size_t i = 0; i < count; ++i) {
        sql.append(i == 0 ? "(:" : ", :").append(names()[i]);
    }
    return sql.append(") ").append(tail);
}

} // namespace

std::int64_t forEachChunk(
    tenon::Database& database,
    std::string_view head,
    std::span<const std::int64_t> ids,
    std::string_view tail,
    const tenon::Database::Visitor& visit,
    const std::vector<tenon::Param>& more
) {
    std::int64_t changed = 0;
    while (!ids.empty()) {
        // Two texts per head, so that they stay prepared: a short chunk is filled up with its last id.
        const std::size_t slots = ids.size() == 1 ? 1 : idsPerStatement;
        const std::size_t count = std::min(ids.size(), slots);
        std::vector<tenon::Param> params = more;
        for (std::size_t i = 0; i < slots; ++i) {
            params.push_back({names()[i], ids[std::min(i, count - 1)]});
        }
        changed += database.run(textOf(head, slots, tail), params, visit);
        ids = ids.subspan(count);
    }
    return changed;
}

} // namespace dttot
