#include "greeting.h"

namespace @NAME@ {

std::string greeting(std::string_view name) {
    return "Hello, " + (name.empty() ? std::string("everybody") : std::string(name)) + "!";
}

} // namespace @NAME@
