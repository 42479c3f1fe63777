#pragma once

#include <memory>
#include <stdexcept>

namespace tenon::crypto {

/// Throws when OpenSSL did not answer 1: out of memory or a broken installation, never bad input.
inline void require(int answer) {
    if (answer != 1) {
        throw std::runtime_error("OpenSSL refused an operation that cannot fail.");
    }
}

/// `made` unless it is null, which is refused as above.
template <typename T>
T* required(T* made) {
    require(made != nullptr ? 1 : 0);
    return made;
}

} // namespace tenon::crypto
