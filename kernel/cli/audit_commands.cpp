#include <kernel/cli/command.h>
#include <kernel/cli/kernel_session.h>
#include <kernel/cli/output.h>

#include <kernel/audit/verification.h>

#include <iostream>

namespace tenon::cli {

int verifyAudit(const std::vector<std::string>& words) {
    const Arguments arguments(words, configurationOptions, {"json"});
    const config::Configuration configuration = configurationOf(arguments);
    KernelSession session(configuration);
    const audit::Verification found = session.kernel().verifyAudit();
    if (arguments.has("json")) {
        JsonObject result{{"ok", found.isIntact()}, {"rows", found.rows}, {"checkpoints", found.checkpoints}};
        if (found.fault) {
            result["fault"] = {
                {"kind", audit::nameOf(found.fault->kind)},
                {"seq", found.fault->seq},
                {"position", found.fault->position},
            };
        }
        print(result);
    } else if (found.isIntact()) {
        std::cout << "The audit trail is intact: " << found.rows << " rows, " << found.checkpoints << " checkpoints.\n";
    } else {
        std::cout << "The audit trail is broken at row " << found.fault->seq << " (position " << found.fault->position
                  << "): " << audit::nameOf(found.fault->kind) << ".\n";
    }
    return found.isIntact() ? 0 : 1;
}

} // namespace tenon::cli
