#include <kernel/data/database_url.h>

#include <charconv>

namespace tenon::data {

namespace {

[[noreturn]] void refuse(const char* cause) { throw DatabaseError(DatabaseError::Kind::Connection, "", cause); }

std::string decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out.push_back(text[i]);
            continue;
        }
        unsigned code = 0;
        const std::string_view digits = text.substr(i + 1, 2);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
        if (digits.size() != 2 || error != std::errc() || end != digits.data() + 2 || code == 0) {
            refuse("the database's URL holds a percent sign that is not followed by two hexadecimal digits");
        }
        out.push_back(static_cast<char>(code));
        i += 2;
    }
    return out;
}

/// Cuts off and returns what stands before `separator`; all of it, leaving nothing, when there is none.
std::string_view takeUntil(std::string_view& rest, char separator) {
    const auto found = rest.find(separator);
    const std::string_view part = rest.substr(0, found);
    rest.remove_prefix(found == std::string_view::npos ? rest.size() : found + 1);
    return part;
}

DatabaseUrl sqliteUrl(std::string_view rest) {
    DatabaseUrl url{.backend = Backend::Sqlite, .isTemporary = rest == ":memory:"};
    if (rest.starts_with("//")) {
        rest.remove_prefix(2);
        if (!rest.starts_with('/')) {
            refuse("a URL of SQLite has three slashes: sqlite:///path/file.db");
        }
    }
    url.path = decoded(rest);
    if (url.path.empty() || url.path.ends_with('/') || url.path.starts_with("file:")) {
        refuse("the URL of SQLite names no file");
    }
    return url;
}

class PostgresUrl {
public:
    explicit PostgresUrl(std::string_view rest) {
        std::string_view query = rest;
        rest = takeUntil(query, '?');
        std::string_view name = rest;
        const std::string_view authority = takeUntil(name, '/');
        readAuthority(authority);
        add("dbname", name);
        while (!query.empty()) {
            std::string_view value = takeUntil(query, '&');
            const std::string_view key = takeUntil(value, '=');
            add(key, value);
        }
    }

    DatabaseUrl take() { return {.backend = Backend::PostgreSql, .keywords = std::move(_keywords)}; }

private:
    void readAuthority(std::string_view authority) {
        const auto at = authority.rfind('@');
        if (at != std::string_view::npos) {
            std::string_view password = authority.substr(0, at);
            add("user", takeUntil(password, ':'));
            add("password", password);
            authority.remove_prefix(at + 1);
        }
        if (authority.starts_with('[')) {
            authority.remove_prefix(1);
            add("host", takeUntil(authority, ']'));
            authority.remove_prefix(authority.starts_with(':') ? 1 : 0);
        } else {
            add("host", takeUntil(authority, ':'));
        }
        add("port", authority);
    }

    void add(std::string_view keyword, std::string_view value) {
        if (!value.empty()) {
            _keywords.emplace_back(decoded(keyword), decoded(value));
        }
    }

    std::vector<std::pair<std::string, std::string>> _keywords;
};

} // namespace

DatabaseUrl DatabaseUrl::parse(std::string_view url) {
    std::string_view rest = url;
    const std::string_view scheme = takeUntil(rest, ':');
    if (scheme == "sqlite") {
        return sqliteUrl(rest);
    }
    if ((scheme == "postgresql" || scheme == "postgres") && rest.starts_with("//")) {
        return PostgresUrl(rest.substr(2)).take();
    }
    refuse("the database's URL starts with sqlite: or postgresql://");
}

} // namespace tenon::data
