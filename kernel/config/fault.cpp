#include "fault.h"

namespace tenon::config {

namespace {

std::string lines(const Faults& faults) {
    std::string text;
    for (const Fault& fault : faults) {
        text.append(text.empty() ? "" : "\n").append(fault.text());
    }
    return text;
}

std::string startOf(const Fault& fault) {
    switch (fault.origin.layer) {
    case Layer::Argument:
        return "--set ";
    case Layer::Default:
        return {};
    default:
        return fault.origin.text() + ": ";
    }
}

} // namespace

std::string Fault::text() const { return startOf(*this) + (path.empty() ? path : path + ": ") + sentence; }

InvalidConfiguration::InvalidConfiguration(Faults faults)
    : std::runtime_error(lines(faults)), _faults(std::move(faults)) {}

} // namespace tenon::config
