#include <kernel/audit/verification.h>
#include <kernel/cli/command.h>
#include <kernel/cli/kernel_session.h>
#include <kernel/cli/output.h>

#include <cstdint>
#include <fstream>
#include <iostream>
#include <stdexcept>

namespace tenon::cli {

int verifyAudit(const std::vector<std::string>& words) {
    const Arguments arguments(words, configurationOptions, {"json"});
    const config::Configuration configuration = configurationOf(arguments);
    KernelSession session(configuration);
    const audit::Verification found = session.kernel().verifyAudit();
    if (arguments.has("json")) {
        JsonObject result{
            {"ok", found.isIntact()},
            {"rows", found.rows},
            {"checkpoints", found.checkpoints},
            {"clock_steps", found.clockSteps},
        };
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
    if (!arguments.has("json") && found.clockSteps > 0) {
        std::cout << "The clock was set back " << found.clockSteps << " times, first before row " << found.firstStep
                  << ".\n";
    }
    return found.isIntact() ? 0 : 1;
}

int exportAudit(const std::vector<std::string>& words) {
    std::vector<std::string_view> options = configurationOptions;
    options.push_back("into");
    const Arguments arguments(words, options, {"json"});
    const config::Configuration configuration = configurationOf(arguments);
    const std::string file = arguments.value("into");
    std::ofstream opened;
    if (!file.empty()) {
        opened.open(file, std::ios::binary | std::ios::trunc);
    }
    std::ostream& out = file.empty() ? std::cout : opened;
    KernelSession session(configuration);
    const std::int64_t rows = session.kernel().exportAudit([&out](std::string_view line) { out << line << '\n'; });
    out.flush();
    if (!out) {
        throw std::runtime_error(
            "The audit trail cannot be written to " + (file.empty() ? "standard output" : file) + '.'
        );
    }
    if (!file.empty() && arguments.has("json")) {
        print(JsonObject{{"rows", rows}, {"file", file}});
    } else if (!file.empty()) {
        std::cout << rows << " rows were written to " << file << ".\n";
    }
    return 0;
}

} // namespace tenon::cli
