#pragma once

#include <tenon/app.h>
#include <tenon/notifications.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace notifications {

/// Somebody who may be told something.
struct Person {
    std::int64_t id = 0;
    std::string username;
    std::string email;
    std::string language; ///< "en", "ar", …
    std::string timeZone;
};

/// What holds for people who told nothing of themselves.
struct UsualPerson {
    std::string language;
    std::string timeZone;
};

/// Who is meant by an audience. Safe to call from many threads.
class People {
public:
    People(tenon::App& app, UsualPerson usual) : _app(app), _usual(std::move(usual)) {}

    /// The person with this account; nothing when it is gone or may not sign in.
    [[nodiscard]] std::optional<Person> with(std::int64_t account);

    /// The ids of everybody in the audience, each once, sorted.
    [[nodiscard]] std::vector<std::int64_t> in(const Audience& audience);

    /// Those whom `caller` names: `users` and `roles` are lists of keys. Who are not in his sight do not exist; throws
    /// Invalid on their fields, Forbidden when he may see nobody.
    [[nodiscard]] std::vector<std::int64_t>
    namedBy(const tenon::Caller& caller, const tenon::JsonArray& users, const tenon::JsonArray& roles);
    /// Everybody in the caller's sight.
    [[nodiscard]] std::vector<std::int64_t> seenBy(const tenon::Caller& caller);

private:
    void addThose(std::vector<std::int64_t>& ids, const tenon::Caller& caller, std::string_view role);

    tenon::App& _app;
    const UsualPerson _usual;
};

} // namespace notifications
