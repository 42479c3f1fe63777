#pragma once

#include <tenon/database.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::files {

/// The tables tenon_file and tenon_file_owner: which contents are needed, and by whom. Safe to use from many threads.
class FileOwners {
public:
    explicit FileOwners(Database& database) : _database(database) {}

    /// Makes `owner` one of the content's, in the current transaction or one of its own, and calls `check` while nobody
    /// can remove the content.
    void add(std::string_view sha256, std::string_view owner, const std::function<void()>& check);

    /// `owner` needs the content no more.
    void remove(std::string_view sha256, std::string_view owner);

    /// Forgets a content that nobody needs: calls `removal` while nobody can begin to need it. Not inside a
    /// transaction.
    void forget(std::string_view sha256, const std::function<void()>& removal);

    /// At most `most` contents that nobody needs.
    [[nodiscard]] std::vector<std::string> unowned(std::int64_t most) const;

private:
    void lock(std::string_view sha256);

    Database& _database;
};

} // namespace tenon::files
