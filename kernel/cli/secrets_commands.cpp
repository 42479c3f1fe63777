#include <kernel/cli/command.h>
#include <kernel/cli/kernel_session.h>
#include <kernel/cli/output.h>
#include <kernel/secrets/resealing.h>

#include <iostream>

namespace tenon::cli {

int rotateSecrets(const std::vector<std::string>& words) {
    const Arguments arguments(words, configurationOptions, {"json"});
    const config::Configuration configuration = configurationOf(arguments);
    KernelSession session(configuration);
    secrets::Vault& vault = session.kernel().secrets();
    vault.rotate();
    const secrets::Resealed done = secrets::resealAll(session.kernel().database(), vault);
    if (done.unreadable == 0) {
        vault.forgetReplaced();
    }
    if (arguments.has("json")) {
        print(JsonObject{{"ok", done.unreadable == 0}, {"resealed", done.texts}, {"unreadable", done.unreadable}});
    } else {
        std::cout << done.texts << " secrets are sealed by the new key; running servers take it up by themselves.\n";
        if (done.unreadable > 0) {
            std::cout << done.unreadable << " could not be read and were left as they are.\n";
        }
    }
    return done.unreadable == 0 ? 0 : 1;
}

} // namespace tenon::cli
