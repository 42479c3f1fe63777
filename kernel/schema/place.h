#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tenon::schema {

/// Where a value stands in the input. Places form a chain on the stack, so that a path such as "lines.2.quantity" is
/// spelled only when a fault needs it.
class Place {
public:
    /// The input as a whole.
    Place() = default;

    /// The member `name` of what stands at `parent`; both are borrowed.
    Place(const Place& parent, std::string_view name) : _parent(&parent), _name(name) {}

    /// The item `index`, counted from 0, of the list that stands at `parent`.
    Place(const Place& parent, std::size_t index) : _parent(&parent), _index(index) {}

    /// The dotted path. A name that a client made up is shown without control characters and cut to 64 bytes.
    [[nodiscard]] std::string path() const;

private:
    const Place* _parent = nullptr;
    std::string_view _name;
    std::size_t _index = std::string_view::npos;
};

} // namespace tenon::schema
