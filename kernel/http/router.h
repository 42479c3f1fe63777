#pragma once

#include <kernel/http/route_entry.h>

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::http {

/// The value of a `{name}` segment.
struct PathParameter {
    std::string_view name;
    std::string_view value;
};

/// What a path leads to.
struct Match {
    static constexpr std::size_t mostParameters = 8;

    const RouteEntry* route = nullptr;  ///< Null when the path or the method is unknown
    const RouteEntry* beside = nullptr; ///< A route of the path when the method is unknown: it words the 405
    bool pathExists = false;            ///< The path is served, perhaps by other methods
    std::string allow;                  ///< Methods served, for 405 and OPTIONS: "GET, HEAD, POST, OPTIONS"
    std::array<PathParameter, mostParameters> parameters{};
    std::size_t parameterCount = 0;

    /// The route, or one that has the path with another method, or null.
    [[nodiscard]] const RouteEntry* nearest() const { return route != nullptr ? route : beside; }

    [[nodiscard]] std::span<const PathParameter> values() const { return {parameters.data(), parameterCount}; }
};

/// Finds the route of a path, segment by segment; a literal segment wins over a parameter.
///
/// Filled while modules start, on one thread; `find` is then safe from many threads and does not allocate on a hit.
class Router {
public:
    Router();
    ~Router();

    /// Adds a route; throws std::invalid_argument when another module has the method and pattern already, and for a
    /// pattern with an empty segment, which no path ever has.
    RouteEntry& add(std::unique_ptr<RouteEntry> route);

    /// Takes back every route of `module`.
    void withdraw(std::string_view module);

    /// `path` is decoded, normalised, without prefix and without trailing slash. HEAD finds the GET route.
    [[nodiscard]] Match find(std::string_view method, std::string_view path) const;

    /// All routes in the order of their patterns, for the API document.
    [[nodiscard]] std::vector<const RouteEntry*> routes() const;

private:
    struct Node;

    [[nodiscard]] const Node* descend(const Node& node, std::string_view rest, Match& match) const;

    std::unique_ptr<Node> _root;
};

} // namespace tenon::http
