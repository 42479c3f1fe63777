#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::cli {

/// One command of the program: "serve", "config check", "user add".
struct Command {
    std::string_view name;
    std::string_view arguments; ///< How it is called, after its name
    std::string_view summary;
    int (*run)(const std::vector<std::string>& arguments); ///< Returns the exit status
};

/// Every command in the order in which help lists them.
[[nodiscard]] std::span<const Command> commands();

int serve(const std::vector<std::string>& arguments);
int checkConfig(const std::vector<std::string>& arguments);
int showConfig(const std::vector<std::string>& arguments);
int documentConfig(const std::vector<std::string>& arguments);
int listModules(const std::vector<std::string>& arguments);
int newModule(const std::vector<std::string>& arguments);
int migrate(const std::vector<std::string>& arguments);
int addUser(const std::vector<std::string>& arguments);
int listUsers(const std::vector<std::string>& arguments);
int unlockUser(const std::vector<std::string>& arguments);
int resetPassword(const std::vector<std::string>& arguments);
int rotateKeys(const std::vector<std::string>& arguments);
int verifyAudit(const std::vector<std::string>& arguments);
int exportAudit(const std::vector<std::string>& arguments);
int rotateSecrets(const std::vector<std::string>& arguments);
int version(const std::vector<std::string>& arguments);

} // namespace tenon::cli
