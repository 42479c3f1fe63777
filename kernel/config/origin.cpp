#include "origin.h"

namespace tenon::config {

std::string Origin::text() const {
    switch (layer) {
    case Layer::File:
        return line == 0 ? name : name + ':' + std::to_string(line) + ':' + std::to_string(column);
    case Layer::Environment:
        return name;
    case Layer::Argument:
        return "--set";
    case Layer::Default:
        break;
    }
    return "default";
}

} // namespace tenon::config
