#include <kernel/http/dialect_choice.h>

namespace tenon::http {

namespace {

/// Gaara documents "application/vnd.gaara-erp.v1+json".
const Dialect* vendorDialect(std::string_view accept) {
    const auto at = accept.find("application/vnd.");
    if (at == std::string_view::npos) {
        return nullptr;
    }
    const std::string_view vendor = accept.substr(at + std::string_view("application/vnd.").size());
    return dialectNamed(vendor.substr(0, vendor.find_first_of(".-+;, ")));
}

const Dialect* asked(const Message& message) {
    if (const auto name = message.header("x-api-dialect")) {
        if (const Dialect* dialect = dialectNamed(*name)) {
            return dialect;
        }
    }
    const auto accept = message.header("accept");
    return accept ? vendorDialect(*accept) : nullptr;
}

const Dialect* ofListener(const Message& message, const DialectSettings& settings) {
    return message.listener < settings.perListener.size() ? dialectNamed(settings.perListener[message.listener]) : nullptr;
}

} // namespace

const Dialect& chooseDialect(const Passage& passage, const DialectSettings& settings) {
    if (const Dialect* dialect = asked(passage.message)) {
        return *dialect;
    }
    if (const Dialect* dialect = ofListener(passage.message, settings)) {
        return *dialect;
    }
    if (const Dialect* dialect = dialectNamed(settings.fixed)) {
        return *dialect;
    }
    if (passage.match.route != nullptr) {
        if (const Dialect* dialect = dialectNamed(passage.match.route->dialect)) {
            return *dialect;
        }
    }
    if (passage.principal) {
        if (const Dialect* dialect = dialectNamed(passage.principal->dialect())) {
            return *dialect;
        }
    }
    const Dialect* usual = dialectNamed(settings.usual);
    return usual != nullptr ? *usual : *dialectNamed("gaara");
}

} // namespace tenon::http
