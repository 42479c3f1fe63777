#pragma once

#include <tenon/database.h>

namespace tenon::data {

/// Something that the current thread holds of one database, from construction to destruction. Scopes nest like the
/// calls that make them; inner scopes of other databases do not hide those further out.
template <typename Scope>
class ThreadScope {
public:
    ThreadScope(const ThreadScope&) = delete;
    ThreadScope& operator=(const ThreadScope&) = delete;

    /// The current thread's innermost scope of `owner`, or null.
    static Scope* current(const Database& owner) noexcept {
        ThreadScope* scope = _innermost;
        while (scope != nullptr && scope->_owner != &owner) {
            scope = scope->_outer;
        }
        return static_cast<Scope*>(scope);
    }

protected:
    explicit ThreadScope(const Database& owner) noexcept : _owner(&owner), _outer(_innermost) { _innermost = this; }

    ~ThreadScope() { _innermost = _outer; }

private:
    inline static thread_local ThreadScope* _innermost = nullptr;

    const Database* _owner;
    ThreadScope* _outer;
};

} // namespace tenon::data
