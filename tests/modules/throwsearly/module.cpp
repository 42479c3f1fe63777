/// Throws before anybody could catch it.

#include <tenon/module.h>

#include <stdexcept>

namespace {

struct Early {
    Early() { throw std::runtime_error("no licence\nfile"); }
};

const Early early;

} // namespace

TENON_MODULE(throwsearly, "1.0.0") {}
