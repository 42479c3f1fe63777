#pragma once

#include <cstddef>
#include <string_view>

namespace tenon {

/// A file that a library carries inside itself: a migration, demo data, texts. Built by tenon_embed_assets().
struct Asset {
    const char* path; ///< Relative to the folder it came from: "migrations/0001_tables.sql"
    const char* data;
    std::size_t size;

    [[nodiscard]] std::string_view text() const { return {data, size}; }
};

/// The files of one library, ordered by path.
struct AssetTable {
    const Asset* items;
    std::size_t count;

    [[nodiscard]] const Asset* begin() const { return items; }

    [[nodiscard]] const Asset* end() const { return items + count; }
};

} // namespace tenon
