/// The whole way of a request, with a module that declares a little of everything: no answer is a 500, every answer is
/// what its fields say.

#include <tests/fuzz/fuzz.h>

#include <tenon/module.h>
#include <tenon/test.h>

#include <array>

extern "C" const tenon::ModuleDescriptor tenon_module_v1;

using namespace tenon::test;
using tenon::fuzz::claim;

namespace {

const std::array<User, 3> users{
    User{},
    User{"reader", {"things.things.view", "things.all"}},
    User{"admin", {}, true},
};

/// A method and target, lines of header fields, an empty line, the body.
RawRequest requestOf(tenon::fuzz::Pieces& pieces) {
    RawRequest request;
    request.method = pieces.until(" ");
    request.target = "/api/" + std::string(pieces.line());
    for (std::string_view line = pieces.line(); !line.empty(); line = pieces.line()) {
        tenon::fuzz::Pieces field(line);
        std::string name(field.until(": "));
        request.headers.emplace(std::move(name), field.rest());
    }
    request.body = pieces.rest();
    return request;
}

/// What the transport lets through: see the target "request".
bool canArrive(const RawRequest& request) {
    const auto isVisible = [](char c) { return c > 0x20 && c < 0x7f; };
    return std::all_of(request.method.begin(), request.method.end(), isVisible) && !request.method.empty()
           && std::all_of(request.target.begin(), request.target.end(), isVisible);
}

} // namespace

void tenon::fuzz::run(std::string_view bytes) {
    static Kernel kernel(tenon_module_v1);
    Pieces pieces(bytes);
    const User& user = users[pieces.byte() % users.size()];
    const RawRequest request = requestOf(pieces);
    if (!canArrive(request)) {
        return;
    }
    const Answer answer = kernel.send(user, request);
    const bool mayFail = request.target.find("failures") != std::string::npos;
    claim(answer.status >= 200 && answer.status < 600 && (answer.status < 500 || mayFail), "a request has an answer");
    const bool isPlainJson = answer.headers.contains("content-type")
                             && answer.headers.at("content-type").find("json") != std::string::npos
                             && !answer.headers.contains("content-encoding") && !answer.text.empty();
    claim(!isPlainJson || !answer.json.is_null(), "what is called JSON is JSON");
}
