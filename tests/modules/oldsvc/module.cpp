/// Was written for a newer version of a service than the one that is there.

#include <tenon/module.h>

namespace {

class NewGreeter {
public:
    static constexpr std::string_view serviceName = "greeter.Greeter";
    static constexpr int serviceVersion = 2;
};

} // namespace

TENON_MODULE(oldsvc, "1.0.0", "greeter") {
    if (app.find<NewGreeter>() == nullptr) {
        throw tenon::Unavailable("service greeter.Greeter/2 is not available");
    }
}
