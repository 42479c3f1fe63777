/// Starts the modules NAME... of FOLDER and prints how they stand as JSON; succeeds when all of them started.

#include "recording_app.h"

#include <kernel/modules/module_host.h>

#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fputs("usage: start_modules FOLDER NAME...\n", stderr);
        return EXIT_FAILURE;
    }
    std::vector<tenon::modules::EnabledModule> enabled;
    for (int i = 2; i < argc; ++i) {
        enabled.push_back({.name = argv[i], .required = true});
    }
    tenon::modules::ModuleHost host(tenon::modules::ModuleFolders({argv[1]}), std::move(enabled));
    host.preflight();
    tenon::modules::RecordingStarter starter;
    host.start(starter);
    std::puts(boost::json::serialize(jsonOf(host.modules())).c_str());
    const bool anyStarted = !starter.declared().routes.empty();
    return anyStarted && host.requiredFailures().empty() ? EXIT_SUCCESS : EXIT_FAILURE;
}
