#include <kernel/http/router.h>

#include <algorithm>
#include <stdexcept>

namespace tenon::http {

struct Router::Node {
    std::string segment;                         ///< Literal text, or the parameter's name
    std::vector<std::unique_ptr<Node>> literals; ///< Ordered by segment
    std::unique_ptr<Node> parameter;
    std::vector<std::unique_ptr<RouteEntry>> routes;
};

namespace {

std::string_view takeSegment(std::string_view& rest) {
    rest.remove_prefix(1);
    const auto end = std::min(rest.find('/'), rest.size());
    const std::string_view segment = rest.substr(0, end);
    rest.remove_prefix(end);
    return segment;
}

bool isParameter(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

template <typename Nodes>
auto place(Nodes& nodes, std::string_view segment) {
    return std::lower_bound(nodes.begin(), nodes.end(), segment, [](const auto& node, std::string_view text) {
        return std::string_view(node->segment) < text;
    });
}

/// HEAD is GET without its body, unless that changes something: HEAD never does.
bool serves(const RouteEntry& route, std::string_view method) {
    return route.method == method || (method == "HEAD" && route.method == "GET" && !route.isChangingOnGet);
}

std::string allowed(const std::vector<std::unique_ptr<RouteEntry>>& routes) {
    std::string text;
    for (const auto& route : routes) {
        text.append(route->method).append(", ");
        if (serves(*route, "HEAD")) {
            text.append("HEAD, ");
        }
    }
    return text.append("OPTIONS");
}

} // namespace

Router::Router() : _root(std::make_unique<Node>()) {}

Router::~Router() = default;

RouteEntry& Router::add(std::unique_ptr<RouteEntry> route) {
    Node* node = _root.get();
    std::string_view rest = route->pattern;
    std::size_t parameters = 0;
    while (rest.size() > 1) {
        const std::string_view segment = takeSegment(rest);
        if (segment.empty()) {
            throw std::invalid_argument(
                "the path " + route->documentedPath + " of module " + route->module + " has an empty segment"
            );
        }
        if (isParameter(segment)) {
            if (++parameters > Match::mostParameters) {
                throw std::invalid_argument("too many parameters in " + route->pattern);
            }
            if (!node->parameter) {
                node->parameter = std::make_unique<Node>();
            }
            node = node->parameter.get();
            continue;
        }
        auto at = place(node->literals, segment);
        if (at == node->literals.end() || (*at)->segment != segment) {
            auto child = std::make_unique<Node>();
            child->segment = segment;
            at = node->literals.insert(at, std::move(child));
        }
        node = at->get();
    }
    for (const auto& other : node->routes) {
        if (other->method == route->method) {
            throw std::invalid_argument(
                route->method + " " + route->pattern + " of module " + route->module + " is served by module "
                + other->module + " already"
            );
        }
    }
    return *node->routes.emplace_back(std::move(route));
}

void Router::withdraw(std::string_view module) {
    std::vector<Node*> open{_root.get()};
    while (!open.empty()) {
        Node* node = open.back();
        open.pop_back();
        std::erase_if(node->routes, [&](const auto& route) { return route->module == module; });
        for (const auto& child : node->literals) {
            open.push_back(child.get());
        }
        if (node->parameter) {
            open.push_back(node->parameter.get());
        }
    }
}

const Router::Node* Router::descend(const Node& node, std::string_view rest, Match& match) const {
    if (rest.size() <= 1) {
        return node.routes.empty() ? nullptr : &node;
    }
    const std::string_view segment = takeSegment(rest);
    const auto at = place(node.literals, segment);
    if (at != node.literals.end() && (*at)->segment == segment) {
        if (const Node* found = descend(**at, rest, match)) {
            return found;
        }
    }
    if (!node.parameter || segment.empty() || match.parameterCount == Match::mostParameters) {
        return nullptr;
    }
    match.parameters[match.parameterCount++].value = segment;
    const Node* found = descend(*node.parameter, rest, match);
    if (found == nullptr) {
        --match.parameterCount;
    }
    return found;
}

Match Router::find(std::string_view method, std::string_view path) const {
    Match match;
    const Node* node = descend(*_root, path, match);
    if (node == nullptr) {
        return match;
    }
    match.pathExists = true;
    for (const auto& route : node->routes) {
        if (serves(*route, method)) {
            match.route = route.get();
        }
    }
    if (match.route == nullptr) {
        match.allow = allowed(node->routes);
        match.beside = node->routes.front().get();
        return match;
    }
    // Two patterns may share a node and name their parameters differently: the route's own pattern names the values.
    std::string_view rest = match.route->pattern;
    for (std::size_t i = 0; rest.size() > 1;) {
        const std::string_view segment = takeSegment(rest);
        if (isParameter(segment)) {
            match.parameters[i++].name = segment.substr(1, segment.size() - 2);
        }
    }
    return match;
}

std::vector<const RouteEntry*> Router::routes() const {
    std::vector<const RouteEntry*> all;
    std::vector<const Node*> open{_root.get()};
    while (!open.empty()) {
        const Node* node = open.back();
        open.pop_back();
        for (const auto& route : node->routes) {
            all.push_back(route.get());
        }
        for (const auto& child : node->literals) {
            open.push_back(child.get());
        }
        if (node->parameter) {
            open.push_back(node->parameter.get());
        }
    }
    std::sort(all.begin(), all.end(), [](const RouteEntry* a, const RouteEntry* b) {
        return std::tie(a->pattern, a->method) < std::tie(b->pattern, b->method);
    });
    return all;
}

} // namespace tenon::http
