#include "extraction/xml/xml_tree.h"

#include <algorithm>

namespace dttot::xml {

const Tree* Tree::child(std::string_view childName) const {
    const auto found = std::ranges::find(children, childName, &Tree::name);
    return found == children.end() ? nullptr : &*found;
}

std::string_view Tree::at(std::string_view path) const {
    const std::size_t slash = path.find('/');
    const Tree* next = child(path.substr(0, slash));
    if (next == nullptr) {
        return {};
    }
    return slash == std::string_view::npos ? next->text : next->at(path.substr(slash + 1));
}

std::string_view Tree::attribute(std::string_view attributeName) const {
    const auto found = std::ranges::find(attributes, attributeName, &std::pair<std::string, std::string>::first);
    return found == attributes.end() ? std::string_view() : found->second;
}

void Tree::each(std::string_view path, const std::function<void(const Tree&)>& visit) const {
    const std::size_t slash = path.find('/');
    const std::string_view first = path.substr(0, slash);
    for (const Tree& next : children) {
        if (next.name != first) {
            continue;
        }
        if (slash == std::string_view::npos) {
            visit(next);
        } else {
            next.each(path.substr(slash + 1), visit);
        }
    }
}

std::vector<std::string> Tree::texts(std::string_view path) const {
    std::vector<std::string> found;
    each(path, [&](const Tree& tree) {
        if (!tree.text.empty()) {
            found.push_back(tree.text);
        }
    });
    return found;
}

} // namespace dttot::xml
