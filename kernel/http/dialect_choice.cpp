#include <kernel/http/body_members.h>
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

/// The deployer's choice, for this listener or for all.
const Dialect* deployed(const Message& message, const DialectSettings& settings) {
    const bool isNamed =
        message.listener < settings.perListener.size() && !settings.perListener[message.listener].empty();
    return dialectNamed(isNamed ? settings.perListener[message.listener] : settings.fixed);
}

/// Strangers on a shared route, at a login or a refresh, are known by what they send.
const Dialect* toldByBody(const Passage& passage) {
    const RouteEntry* route = passage.match.route;
    if (route == nullptr || route->guard != Guard::Open || !route->bodySchema) {
        return nullptr;
    }
    return dialectToldBy(bodyMembers(passage.message), passage.prefix);
}

} // namespace

const Dialect& chooseDialect(const Passage& passage, const DialectSettings& settings) {
    if (const Dialect* dialect = asked(passage.message)) {
        return *dialect;
    }
    if (const Dialect* dialect = deployed(passage.message, settings)) {
        return *dialect;
    }
    if (passage.match.nearest() != nullptr && passage.match.nearest()->home != nullptr) {
        return *passage.match.nearest()->home;
    }
    if (passage.principal) {
        if (const Dialect* dialect = dialectNamed(passage.principal->dialect())) {
            return *dialect;
        }
    }
    if (const Dialect* dialect = toldByBody(passage)) {
        return *dialect;
    }
    const Dialect* usual = dialectNamed(settings.usual);
    return usual != nullptr ? *usual : *dialectNamed("gaara");
}

const Dialect& limitingDialect(const Passage& passage, const DialectSettings& settings) {
    const Dialect* dialect = deployed(passage.message, settings);
    return dialect != nullptr ? *dialect : *passage.dialect;
}

} // namespace tenon::http
