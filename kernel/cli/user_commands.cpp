#include <kernel/auth/callers.h>
#include <kernel/cli/command.h>
#include <kernel/cli/kernel_session.h>
#include <kernel/cli/output.h>

#include <tenon/random.h>

#include <iostream>

namespace tenon::cli {

namespace {

constexpr std::size_t generatedBytes = 15; ///< 120 bits, 20 characters
constexpr std::int64_t pageSize = 200;

struct NewPassword {
    std::string text;
    bool isGenerated = false;
};

/// From the first line of the standard input, or made here and shown once. Never from the command line, which others
/// see.
NewPassword readPassword(const Arguments& arguments) {
    if (!arguments.has("password-stdin")) {
        return {.text = Random::token(generatedBytes), .isGenerated = true};
    }
    NewPassword password;
    if (!std::getline(std::cin, password.text) || password.text.empty()) {
        throw UsageError("the standard input holds no password");
    }
    return password;
}

JsonObject jsonOf(const auth::Account& account) {
    return {
        {"id", account.id},
        {"username", account.username},
        {"email", account.email},
        {"role", account.role},
        {"is_superuser", account.isSuperuser},
        {"is_active", account.isActive},
        {"is_locked", account.isLocked},
    };
}

/// An Invalid as a usage error that names every field.
[[noreturn]] void tell(const Invalid& invalid) {
    std::string text = invalid.message().english();
    for (const FieldError& fault : invalid.fields()) {
        text.append("\n  ").append(fault.field).append(": ").append(fault.message.english());
    }
    throw UsageError(text);
}

void report(const Arguments& arguments, JsonObject account, const NewPassword& password, std::string_view sentence) {
    if (password.isGenerated) {
        account["password"] = password.text;
    }
    if (arguments.has("json")) {
        print(account);
        return;
    }
    std::cout << sentence << '\n';
    if (password.isGenerated) {
        std::cout << "Its password, shown this once: " << password.text << '\n';
    }
}

} // namespace

int addUser(const std::vector<std::string>& words) {
    const Arguments arguments(
        words, {"config", "set", "email", "name", "role"}, {"json", "superuser", "password-stdin"}, 1
    );
    const std::string& name = arguments.word(0, "the account's name");
    const NewPassword password = readPassword(arguments);
    const config::Configuration configuration = configurationOf(arguments);
    KernelSession session(configuration);
    try {
        const auth::Account account = session.kernel().auth().accounts().add(
            SystemCaller("tenon user add"),
            {.username = name,
             .email = arguments.value("email"),
             .name = arguments.value("name"),
             .password = password.text,
             .role = arguments.value("role"),
             .isSuperuser = arguments.has("superuser"),
             .mustChangePassword = false}
        );
        report(arguments, jsonOf(account), password, "The account " + name + " was added.");
    } catch (const Invalid& invalid) {
        tell(invalid);
    }
    return 0;
}

int listUsers(const std::vector<std::string>& words) {
    const Arguments arguments(words, configurationOptions, {"json"});
    const config::Configuration configuration = configurationOf(arguments);
    KernelSession session(configuration);
    const SystemCaller system("tenon user list");
    JsonArray all;
    for (std::int64_t offset = 0;; offset += pageSize) {
        const auto accounts = session.kernel().auth().accounts().search(system, {}, pageSize, offset).accounts;
        for (const auth::Account& account : accounts) {
            all.emplace_back(jsonOf(account));
        }
        if (accounts.size() < static_cast<std::size_t>(pageSize)) {
            break;
        }
    }
    if (arguments.has("json")) {
        print(all);
        return 0;
    }
    for (const Json& account : all) {
        const JsonObject& entry = account.as_object();
        std::cout << entry.at("id") << ' ' << textAt(entry, "username")
                  << (flagAt(entry, "is_superuser") ? " superuser" : "")
                  << (flagAt(entry, "is_active") ? "" : " inactive") << (flagAt(entry, "is_locked") ? " locked" : "")
                  << '\n';
    }
    return 0;
}

int unlockUser(const std::vector<std::string>& words) {
    const Arguments arguments(words, configurationOptions, {"json"}, 1);
    const std::string& name = arguments.word(0, "the account's name");
    const config::Configuration configuration = configurationOf(arguments);
    KernelSession session(configuration);
    const SystemCaller system("tenon user unlock");
    auth::AccountService& accounts = session.kernel().auth().accounts();
    const auth::Account account = accounts.find(system, name);
    accounts.unlock(system, account.id);
    report(arguments, jsonOf(accounts.find(system, name)), {}, "The account " + name + " may sign in again.");
    return 0;
}

int resetPassword(const std::vector<std::string>& words) {
    const Arguments arguments(words, configurationOptions, {"json", "password-stdin"}, 1);
    const std::string& name = arguments.word(0, "the account's name");
    const NewPassword password = readPassword(arguments);
    const config::Configuration configuration = configurationOf(arguments);
    KernelSession session(configuration);
    const SystemCaller system("tenon user reset-password");
    auth::AccountService& accounts = session.kernel().auth().accounts();
    const auth::Account account = accounts.find(system, name);
    try {
        accounts.resetPassword(system, account.id, password.text);
    } catch (const Invalid& invalid) {
        tell(invalid);
    }
    report(
        arguments,
        jsonOf(account),
        password,
        "The account " + name + " has a new password and must change it at the next login."
    );
    return 0;
}

} // namespace tenon::cli
