#pragma once

#include <kernel/http/error_wording.h>
#include <kernel/schema/schema.h>

#include <tenon/route.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tenon::http {

class Dialect;

enum class Guard { Missing, Open, SignedIn, Permission };

/// Everything the kernel knows of one endpoint. Written while modules start, read only afterwards.
class RouteEntry : public Route {
public:
    RouteEntry(std::string module, std::string method, std::string pattern, Handler handler);

    Route& open() override;
    Route& signedIn() override;
    Route& needs(std::string_view permission) override;
    Route& body(const Fields& fields) override;
    Route& anything() override;
    Route& query(const Fields& fields) override;
    Route& answers(const Fields& fields) override;
    Route& answersList(const Fields& fields) override;
    Route& produces(std::string_view contentType) override;
    Route& summary(std::string_view sentence) override;
    Route& status(int code) override;
    Route& maxBody(std::uint64_t bytes) override;
    Route& withoutTransaction() override;
    Route& dialect(std::string_view name) override;
    Route& errorForm(ErrorForm form) override;
    Route& errorForm(int status, ErrorForm form) override;
    Route& errorSays(std::string_view code, tenon::Message message) override;
    Route& errorStatus(int status, int documented) override;
    Route& rateClass(std::string_view name) override;
    Route& changesOnGet() override;
    Route& duringPasswordChange() override;
    Route& requiredIn(std::string_view dialect, std::string_view member) override;
    Route& besideEnvelope() override;
    Route& furtherFaults(FaultFinder find) override;

    [[nodiscard]] bool isWrite() const { return method != "GET" && method != "HEAD"; }

    /// Whether calling it changes something, by its method or although it is a GET.
    [[nodiscard]] bool hasEffect() const { return isWrite() || isChangingOnGet; }

    /// Whether it answers with an event stream.
    [[nodiscard]] bool isStream() const { return answerType == "text/event-stream"; }

    [[nodiscard]] bool takesFiles() const { return !fileFields.empty(); }

    std::string module;
    std::string method;
    std::string documentedPath; ///< As the module wrote it, perhaps with a trailing slash
    std::string pattern;        ///< Without trailing slash: "/dttot/documents/{id}"
    Handler handler;
    std::optional<std::string> namedDialect; ///< Without value: as its module says
    const Dialect* home = nullptr;           ///< The dialect of the system it comes from; null: several share it
    ErrorWording errors;
    std::string rateName; ///< Empty: as its module says
    bool isChangingOnGet = false;
    Guard guard = Guard::Missing;
    std::string permission;
    std::optional<schema::Schema> bodySchema;
    FaultFinder faultFinder; ///< May be empty
    std::optional<schema::Schema> querySchema;
    schema::Unknown unknownMembers = schema::Unknown::Refuse;
    schema::Presence presence = schema::Presence::Whole;
    std::vector<std::string> fileFields; ///< Names of the body's fields that are files, or lists of them
    bool inTransaction = true;
    std::uint64_t bodyLimit = 0; ///< 0: the server's limit
    std::string answerFields;    ///< JSON text, which takes a fifth of the memory: only the API document reads it
    bool answersMany = false;
    std::string answerType; ///< Empty: application/json
    std::string sentence;
    int successStatus = 200;
    std::vector<std::pair<std::string, std::string>> requirements; ///< Dialect and a member of its bodies
    bool isBesideEnvelope = false;                                 ///< What is answered, as well as within
    bool isForPasswordChange = false; ///< Served to accounts that must change their password first
};

} // namespace tenon::http
