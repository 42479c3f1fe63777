#include "faults.h"

namespace tenon::schema {

void Faults::add(const Place& place, Message message) {
    if (!areFull()) {
        _found.push_back({place.path(), std::move(message)});
    }
}

void Faults::raise() {
    if (!_found.empty()) {
        throw Invalid(std::move(_found));
    }
}

} // namespace tenon::schema
