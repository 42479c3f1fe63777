/// Fails after it registered something, with an exception whose type nobody else knows.

#include <tenon/module.h>

#include <stdexcept>

namespace {

class PrivateError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

} // namespace

TENON_MODULE(throws, "1.0.0") {
    app.get("/leftover", [](const tenon::Request&) { return tenon::ok("leftover"); }).open();
    throw PrivateError("database password is empty");
}
