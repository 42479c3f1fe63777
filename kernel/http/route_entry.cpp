#include <kernel/http/route_entry.h>

namespace tenon::http {

namespace {

bool isFile(const JsonObject& description) {
    const Json* item = description.if_contains("of");
    return textAt(description, "type") == "file"
           || (item != nullptr && item->is_object() && isFile(item->get_object()));
}

void addSpellings(const JsonObject& description, std::vector<std::string>& names) {
    names.emplace_back(textAt(description, "name"));
    if (const Json* also = description.if_contains("also")) {
        for (const Json& spelling : also->as_array()) {
            names.emplace_back(textOf(spelling.as_string()));
        }
    }
}

} // namespace

RouteEntry::RouteEntry(std::string module_, std::string method_, std::string pattern_, Handler handler_)
    : module(std::move(module_)), method(std::move(method_)), documentedPath(std::move(pattern_)),
      pattern(documentedPath), handler(std::move(handler_)),
      presence(method == "PATCH" || method == "PUT" ? schema::Presence::Partial : schema::Presence::Whole) {
    while (pattern.size() > 1 && pattern.back() == '/') {
        pattern.pop_back();
    }
}

Route& RouteEntry::open() {
    guard = Guard::Open;
    return *this;
}

Route& RouteEntry::signedIn() {
    guard = Guard::SignedIn;
    return *this;
}

Route& RouteEntry::needs(std::string_view name) {
    guard = Guard::Permission;
    permission = name;
    return *this;
}

Route& RouteEntry::body(const Fields& fields) {
    bodySchema.emplace(descriptionOf(fields));
    for (const Field& field : fields) {
        if (isFile(field.description())) {
            addSpellings(field.description(), fileFields);
        }
    }
    return *this;
}

Route& RouteEntry::anything() {
    unknownMembers = schema::Unknown::Keep;
    return *this;
}

Route& RouteEntry::query(const Fields& fields) {
    querySchema.emplace(descriptionOf(fields));
    return *this;
}

Route& RouteEntry::answers(const Fields& fields) {
    answerFields = boost::json::serialize(descriptionOf(fields));
    answerFields.shrink_to_fit();
    return *this;
}

Route& RouteEntry::answersList(const Fields& fields) {
    answersMany = true;
    return answers(fields);
}

Route& RouteEntry::produces(std::string_view contentType) {
    answerType = contentType;
    return *this;
}

Route& RouteEntry::summary(std::string_view text) {
    sentence = text;
    return *this;
}

Route& RouteEntry::status(int code) {
    successStatus = code;
    return *this;
}

Route& RouteEntry::maxBody(std::uint64_t bytes) {
    bodyLimit = bytes;
    return *this;
}

Route& RouteEntry::withoutTransaction() {
    inTransaction = false;
    return *this;
}

Route& RouteEntry::dialect(std::string_view name) {
    namedDialect = name;
    return *this;
}

Route& RouteEntry::errorForm(ErrorForm form) {
    errors.usualForm = form;
    return *this;
}

Route& RouteEntry::errorForm(int status, ErrorForm form) {
    errors.forms[status] = form;
    return *this;
}

Route& RouteEntry::errorSays(std::string_view code, tenon::Message message) {
    errors.sentences.insert_or_assign(std::string(code), std::move(message));
    return *this;
}

Route& RouteEntry::errorStatus(int status_, int documented) {
    errors.statuses[status_] = documented;
    return *this;
}

Route& RouteEntry::rateClass(std::string_view name) {
    rateName = name;
    return *this;
}

Route& RouteEntry::changesOnGet() {
    isChangingOnGet = true;
    return *this;
}

Route& RouteEntry::duringPasswordChange() {
    isForPasswordChange = true;
    return *this;
}

Route& RouteEntry::requiredIn(std::string_view name, std::string_view member) {
    requirements.emplace_back(name, member);
    return *this;
}

Route& RouteEntry::besideEnvelope() {
    isBesideEnvelope = true;
    return *this;
}

Route& RouteEntry::furtherFaults(FaultFinder find) {
    faultFinder = std::move(find);
    return *this;
}

} // namespace tenon::http
