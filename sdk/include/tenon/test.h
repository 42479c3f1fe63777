#pragma once

#include <tenon/app.h>
#include <tenon/descriptor.h>
#include <tenon/export.h>

#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// The test kit: a module runs in the test's process, behind the real kernel, on a database of its own.
namespace tenon::test {

/// Who calls. Accounts are made on first use, with exactly these permissions.
struct User {
    std::string name; ///< Empty: nobody is signed in.
    std::vector<std::string> permissions;
    bool superuser = false;
    JsonObject terms; ///< How far the permissions reach, as in Roles::assign: {"scope", "own"}. Since SDK 1.1.
};

/// What came back.
struct Answer {
    int status = 0;
    std::map<std::string, std::string> headers; ///< Names in lower case; each cookie is a line of "set-cookie".
    std::string text;
    Json json; ///< The body, when it is JSON; else null.
};

/// A request as it is on the wire, for what `call` cannot say: another prefix, a body that is no JSON.
struct RawRequest {
    std::string method;
    std::string target;                         ///< "/api/v1/things/?page=2"
    std::map<std::string, std::string> headers; ///< Names in lower case.
    std::string body;
};

/// A file of a multipart body.
struct TestFile {
    std::string field;
    std::string name;
    std::string content;
};

/// Where a test's data lives.
enum class On {
    Sqlite,    ///< In memory
    PostgreSql ///< The server of the environment variable TENON_TEST_POSTGRES, in a database of this kernel's own
};

/// A kernel with one module, without sockets: calls go through the whole way of a request, from many threads if wanted.
class TENON_API Kernel {
public:
    /// Starts `module` with `settings`, after the modules that it needs; throws when it does not start. Those are taken
    /// from lib/tenon/modules beside the test's own bin folder, and have their usual settings.
    explicit Kernel(const ModuleDescriptor& module, On on = On::Sqlite, JsonObject settings = {});
    ~Kernel();
    Kernel(const Kernel&) = delete;
    Kernel& operator=(const Kernel&) = delete;

    /// Calls `path` (with its query, without the prefix) as `user`; a JSON body unless null.
    Answer call(const User& user, std::string_view method, std::string_view path, const Json& body = nullptr);
    Answer call(
        const User& user,
        std::string_view method,
        std::string_view path,
        const Json& body,
        const std::map<std::string, std::string>& headers
    );
    /// POSTs a multipart body.
    Answer upload(
        const User& user,
        std::string_view path,
        const std::vector<TestFile>& files,
        const std::map<std::string, std::string>& fields = {}
    );

    /// Sends `request` as it is, signed in as `user`.
    Answer send(const User& user, const RawRequest& request);

    /// Runs queued jobs until none is left; false when that takes more than half a minute.
    bool finishJobs();

    /// Actions in the audit trail so far, oldest first.
    std::vector<std::string> auditedActions();

    /// What was logged so far, one JSON object a line; the newest lines may come up to a tenth of a second late.
    std::string logged();

    [[nodiscard]] Database& database();
    [[nodiscard]] App& app();

private:
    class Inside;
    std::unique_ptr<Inside> _inside;
};

/// One row of an API test.
struct Call {
    User who;
    std::string_view method;
    std::string_view path;
    std::string_view body; ///< JSON text; empty for none.
    int status = 200;
    std::string_view contains; ///< Text that must be in the answer.
    std::string_view lacks;    ///< Text that must not be in it.
    std::string_view audited;  ///< Action that the call must add to the audit trail.
};

/// Makes each call in order; returns a line for every expectation that was not met, so that an empty result is success.
TENON_API std::vector<std::string> run(Kernel& kernel, std::initializer_list<Call> calls);

} // namespace tenon::test
