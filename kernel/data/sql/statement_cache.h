#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tenon::data {

/// The statements of one connection by their text, the least recently used forgotten first. Not for many threads.
///
/// Statements are shared with whoever runs them, because a visitor of one may make the cache forget it.
template <typename Statement>
class StatementCache {
public:
    explicit StatementCache(std::size_t capacity) : _capacity(capacity) {}

    /// The statement of this text, or null.
    std::shared_ptr<Statement> find(std::string_view sql) {
        const auto found = _places.find(sql);
        if (found == _places.end()) {
            return nullptr;
        }
        _entries.splice(_entries.begin(), _entries, found->second);
        return found->second->statement;
    }

    /// Keeps `statement`, which must not be there yet; returns the one that had to go, or null.
    std::shared_ptr<Statement> insert(std::string_view sql, std::shared_ptr<Statement> statement) {
        _entries.push_front({std::string(sql), std::move(statement)});
        _places.emplace(_entries.front().sql, _entries.begin());
        if (_entries.size() <= _capacity) {
            return nullptr;
        }
        std::shared_ptr<Statement> evicted = std::move(_entries.back().statement);
        _places.erase(_entries.back().sql);
        _entries.pop_back();
        return evicted;
    }

    void clear() {
        _places.clear();
        _entries.clear();
    }

    [[nodiscard]] std::size_t size() const { return _entries.size(); }

private:
    struct Entry {
        std::string sql;
        std::shared_ptr<Statement> statement;
    };

    std::size_t _capacity;
    std::list<Entry> _entries;
    std::unordered_map<std::string_view, typename std::list<Entry>::iterator> _places; // keys borrow from _entries
};

} // namespace tenon::data
