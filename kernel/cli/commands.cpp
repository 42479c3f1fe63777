#include <kernel/cli/command.h>

#include <array>

namespace tenon::cli {

std::span<const Command> commands() {
    static constexpr std::array<Command, 16> all{{
        {"serve", "", "Runs the server in the foreground", serve},
        {"config check", "", "Tells everything that is wrong with the configuration", checkConfig},
        {"config show", "", "Shows every setting in force and where it comes from", showConfig},
        {"config doc",
         "[SECTION OR MODULE]",
         "Explains every setting of the server, or of one section or module",
         documentConfig},
        {"modules list", "", "Lists the modules and whether they can run", listModules},
        {"modules new", "NAME [--into DIR]", "Begins a module of your own from the template", newModule},
        {"migrate", "", "Brings the tables of the kernel and of all enabled modules up to date", migrate},
        {"user add",
         "NAME [--email ADDRESS] [--name NAME] [--role ROLE] [--superuser] [--password-stdin]",
         "Adds an account",
         addUser},
        {"user list", "", "Lists the accounts", listUsers},
        {"user unlock", "NAME", "Ends the lock of an account", unlockUser},
        {"user reset-password", "NAME [--password-stdin]", "Gives an account a new password", resetPassword},
        {"keys rotate",
         "",
         "Makes a new key for access tokens; those signed by the old one stay good for a day",
         rotateKeys},
        {"audit verify", "", "Checks the chain of the audit trail and names the first broken row", verifyAudit},
        {"audit export",
         "[--into FILE]",
         "Writes the audit trail as lines of JSON, the last one a signature",
         exportAudit},
        {"secrets rotate", "", "Makes a new key for secrets in the database and seals all of them anew", rotateSecrets},
        {"version", "", "Prints the version", version},
    }};
    return all;
}

} // namespace tenon::cli
