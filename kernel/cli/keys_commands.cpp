#include <kernel/cli/command.h>
#include <kernel/cli/kernel_session.h>
#include <kernel/cli/output.h>

#include <iostream>

namespace tenon::cli {

int rotateKeys(const std::vector<std::string>& words) {
    const Arguments arguments(words, configurationOptions, {"json"});
    const config::Configuration configuration = configurationOf(arguments);
    KernelSession session(configuration);
    auth::KeyRing& keys = session.kernel().auth().keys();
    keys.rotate();
    if (arguments.has("json")) {
        print(JsonObject{{"kid", keys.newest()->id()}});
    } else {
        std::cout << "Key " << keys.newest()->id() << " signs from now on; running servers take it up with SIGHUP.\n";
    }
    return 0;
}

} // namespace tenon::cli
