#include "faults.h"

#include <algorithm>
#include <utility>

namespace tenon::schema {

void Faults::add(const Place& place, Message message) {
    if (!areFull()) {
        _found.push_back({place.path(), std::move(message)});
    }
}

void Faults::addUnlessKnown(FieldError fault) {
    if (!areFull() && std::ranges::find(_found, fault.field, &FieldError::field) == _found.end()) {
        _found.push_back(std::move(fault));
    }
}

void Faults::raise() {
    if (!_found.empty()) {
        throw Invalid(std::move(_found));
    }
}

} // namespace tenon::schema
