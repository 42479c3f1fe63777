#pragma once

#include "check.h"
#include "fault.h"
#include "overrides.h"
#include "section.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::config {

/// Where a configuration is read from; later members win over earlier ones.
struct Sources {
    std::string file;                   ///< YAML; none when empty.
    Environment environment;            ///< See processEnvironment().
    std::vector<std::string> arguments; ///< The values of --set: "server.listen=127.0.0.1:0".
};

/// What the configuration says about one module.
struct ModuleEntry {
    std::string name;
    bool isEnabled = true;
    bool isRequired = false; ///< The server does not start without it.
    Origin origin;           ///< Of its name.
};

/// The settings of the server: initial values < YAML file < environment < --set.
///
/// Paths are dotted ("server.admin_listen"). Reading a setting that is not declared, or as another type than declared,
/// is a mistake in the program and throws std::logic_error. Immutable; used by many threads at once.
class Configuration {
public:
    /// Reads and checks everything. Throws InvalidConfiguration with all faults, std::invalid_argument when the
    /// sections contradict each other.
    Configuration(const Sources& sources, std::span<const Section> sections);

    /// The same for those who tell of everything that is wrong: adds all faults to `faults` and goes on without the
    /// sections that have any.
    Configuration(const Sources& sources, std::span<const Section> sections, Faults& faults);

    /// Whether the setting has a value.
    [[nodiscard]] bool has(std::string_view path) const;
    /// A text, choice or secret; empty when it is not set.
    [[nodiscard]] std::string text(std::string_view path) const;
    /// A whole number that is required or has an initial value.
    [[nodiscard]] std::int64_t integer(std::string_view path) const;
    /// A boolean; false when it is not set.
    [[nodiscard]] bool flag(std::string_view path) const;
    [[nodiscard]] std::chrono::milliseconds duration(std::string_view path) const;
    /// An amount of bytes.
    [[nodiscard]] std::uint64_t bytes(std::string_view path) const;
    /// A list of texts; empty when it is not set.
    [[nodiscard]] std::vector<std::string> list(std::string_view path) const;
    /// A section or object as a whole, secrets in clear.
    [[nodiscard]] const JsonObject& section(std::string_view path) const;

    /// The modules that are mentioned under `modules:`, in the order of the file.
    [[nodiscard]] const std::vector<ModuleEntry>& modules() const { return _modules; }

    /// The settings of module `name`, checked against what it declares; those of a module that is not mentioned are the
    /// initial values. Throws InvalidConfiguration with all faults, std::invalid_argument when the declaration is
    /// wrong.
    [[nodiscard]] JsonObject moduleSettings(std::string_view name, const Fields& fields) const;

    /// Every value in force with its origin: {"server.listen": {"value": …, "origin": "config/tenon.yaml:3:11"}}.
    /// Secrets show a mask. `modules` are those whose fields are known, by name; the values of others are masked
    /// altogether.
    [[nodiscard]] JsonObject shown(std::span<const Section> modules = {}) const;

private:
    [[nodiscard]] const Json* find(std::string_view path) const;
    [[nodiscard]] Checked soundSections(const Node& root) const;
    void takeModules(Node& root, Faults& faults);
    void takeModule(const Node::Entry& entry, Faults& faults);

    JsonArray _declared;
    Environment _environment;
    Checked _checked;
    std::vector<ModuleEntry> _modules;
    std::map<std::string, Node, std::less<>> _moduleSettings;
};

} // namespace tenon::config
