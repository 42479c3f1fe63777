/// tenon: finds the command named on the command line and runs it.
///
/// Exit status: 0 success, 1 the command failed, 2 wrong usage or configuration, 3 a required module did not start, 4
/// the server stopped but had to leave behind what did not end in time.

#include <kernel/cli/arguments.h>
#include <kernel/cli/command.h>
#include <kernel/config/fault.h>

#include <Poco/Crypto/OpenSSLInitializer.h>

#include <csignal>
#include <exception>
#include <iostream>
#include <malloc.h>
#include <sys/stat.h>

namespace {

using tenon::cli::Command;

constexpr int failed = 1;
constexpr int wrongUsage = 2;

void printHelp(std::ostream& out) {
    out << "usage: tenon COMMAND [--config FILE] [--set SECTION.NAME=VALUE]… [--json]\n\n";
    for (const Command& command : tenon::cli::commands()) {
        out << "  " << command.name << (command.arguments.empty() ? "" : " ") << command.arguments << "\n      "
            << command.summary << '\n';
    }
}

/// The command whose words begin `words`; takes those words away.
const Command* takeCommand(std::vector<std::string>& words) {
    const Command* best = nullptr;
    std::size_t taken = 0;
    for (const Command& command : tenon::cli::commands()) {
        const auto blank = command.name.find(' ');
        const bool isLong = blank != std::string_view::npos;
        const std::size_t count = isLong ? 2 : 1;
        if (words.size() < count || words[0] != command.name.substr(0, blank)) {
            continue;
        }
        if (!isLong || words[1] == command.name.substr(blank + 1)) {
            best = &command;
            taken = count;
        }
    }
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(taken));
    return best;
}

} // namespace

int main(int argc, char** argv) {
    // From this size on memory goes back to the system when it is freed. Left to itself, glibc raises the size with the
    // first such block, and the 19 MB of a password check stay for ever.
    ::mallopt(M_MMAP_THRESHOLD, 1024 * 1024);
    // Held for the life of the process: Poco's last initializer would otherwise tear OpenSSL down under running
    // threads.
    const Poco::Crypto::OpenSSLInitializer openSsl;
    std::signal(SIGPIPE, SIG_IGN);
    ::umask(S_IRWXG | S_IRWXO); // Database, files and logs hold personal data: they are the server's alone.

    std::vector<std::string> words(argv + 1, argv + argc);
    if (words.empty() || words[0] == "help" || words[0] == "--help" || words[0] == "-h") {
        printHelp(words.empty() ? std::cerr : std::cout);
        return words.empty() ? wrongUsage : 0;
    }
    const Command* command = takeCommand(words);
    if (command == nullptr) {
        std::cerr << "tenon: there is no command '" << words[0] << "'; `tenon help` lists them\n";
        return wrongUsage;
    }
    try {
        return command->run(words);
    } catch (const tenon::cli::UsageError& error) {
        std::cerr << "tenon " << command->name << ": " << error.what() << "\nusage: tenon " << command->name << ' '
                  << command->arguments << '\n';
        return wrongUsage;
    } catch (const tenon::config::InvalidConfiguration& error) {
        std::cerr << error.what() << '\n';
        return wrongUsage;
    } catch (const std::exception& error) {
        std::cerr << "tenon " << command->name << ": " << error.what() << '\n';
        return failed;
    }
}
