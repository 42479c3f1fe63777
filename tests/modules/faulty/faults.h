#pragma once

#include <string_view>

namespace faulty {

/// Fails in the way of this name: throws ("int", "nested"), ends the process ("segv", "overflow") or never comes back
/// ("hang"). A name that is none does nothing.
void fail(std::string_view way);

/// The part of fail() that throws.
void throwAs(std::string_view way);

/// The part of fail() that ends the process.
void crashAs(std::string_view way);

/// Returns when the process ends.
void hang();

} // namespace faulty
