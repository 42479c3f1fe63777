#include <kernel/modules/manifest.h>
#include <kernel/modules/refusal.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

namespace tenon::modules {

namespace {

constexpr std::string_view firstLine = "TENONMODULE1";
constexpr std::size_t longestName = 60;

Refusal damaged(std::string_view what) { return Refusal("damaged manifest: " + std::string(what)); }

bool isLower(char c) { return c >= 'a' && c <= 'z'; }

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// Takes the text before `separator` off the front of `rest`.
std::string_view takeUntil(char separator, std::string_view& rest) {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    const std::string_view taken = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return taken;
}

using Values = std::map<std::string_view, std::string_view>;

/// What is printed on terminals and in logs may not bring control characters along.
bool isPrintable(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
}

Values valuesIn(std::string_view text) {
    Values values;
    while (!text.empty()) {
        const std::string_view line = takeUntil('\n', text);
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos || !isPrintable(line)) {
            throw damaged("a line is not key=value");
        }
        if (!values.emplace(line.substr(0, equals), line.substr(equals + 1)).second) {
            throw damaged("'" + std::string(line.substr(0, equals)) + "' is given twice");
        }
    }
    return values;
}

std::string_view valueOf(const Values& values, std::string_view key) {
    const auto found = values.find(key);
    if (found == values.end()) {
        throw damaged("'" + std::string(key) + "' is missing");
    }
    return found->second;
}

std::optional<int> numberIn(std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isNumber = error == std::errc() && end == text.data() + text.size() && number >= 0;
    return isNumber ? std::optional(number) : std::nullopt;
}

std::string dotted(int major, int minor) { return std::to_string(major) + "." + std::to_string(minor); }

} // namespace

bool isModuleName(std::string_view name) {
    return !name.empty() && name != kernelName && name.size() <= longestName && isLower(name.front())
           && std::ranges::all_of(name, [](char c) { return isLower(c) || isDigit(c) || c == '_'; });
}

std::vector<Requirement> parseRequirements(std::string_view text) {
    std::vector<Requirement> requirements;
    while (!text.empty()) {
        std::string_view name = trimmed(takeUntil(',', text));
        auto kind = Requirement::Kind::required;
        if (name.ends_with('?')) {
            kind = Requirement::Kind::optional;
            name.remove_suffix(1);
        }
        if (!isModuleName(name)) {
            throw damaged("it requires '" + std::string(name) + "', which cannot be a module's name");
        }
        requirements.push_back({std::string(name), kind});
    }
    return requirements;
}

Manifest parseManifest(std::string_view section) {
    std::string_view text = section.substr(0, section.find('\0'));
    if (takeUntil('\n', text) != firstLine) {
        throw damaged("it does not begin with " + std::string(firstLine));
    }
    const Values values = valuesIn(text);

    Manifest manifest;
    std::string_view sdk = valueOf(values, "sdk");
    const auto major = numberIn(takeUntil('.', sdk));
    const auto minor = numberIn(sdk);
    if (!major || !minor) {
        throw damaged("'sdk' is not a version such as 1.0");
    }
    manifest.sdkMajor = *major;
    manifest.sdkMinor = *minor;
    manifest.abi = valueOf(values, "abi");
    manifest.name = valueOf(values, "name");
    manifest.version = valueOf(values, "version");
    manifest.requirements = parseRequirements(valueOf(values, "requires"));
    if (!isModuleName(manifest.name)) {
        throw damaged("'" + manifest.name + "' cannot be a module's name");
    }
    if (manifest.version.empty()) {
        throw damaged("'version' is empty");
    }
    return manifest;
}

void checkPlatform(const Manifest& manifest, const Platform& kernel) {
    if (manifest.sdkMajor != kernel.sdkMajor || manifest.sdkMinor > kernel.sdkMinor) {
        throw Refusal(
            "built for SDK " + dotted(manifest.sdkMajor, manifest.sdkMinor) + ", this kernel provides SDK "
            + dotted(kernel.sdkMajor, kernel.sdkMinor) + " (same major and not newer is required): rebuild the module"
        );
    }
    if (manifest.abi != kernel.abi) {
        throw Refusal("binary interface differs: module " + manifest.abi + ", kernel " + std::string(kernel.abi));
    }
}

} // namespace tenon::modules
