#include <kernel/cli/arguments.h>

#include <algorithm>

namespace tenon::cli {

namespace {

bool holds(const std::vector<std::string_view>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

Arguments::Arguments(
    const std::vector<std::string>& arguments,
    const std::vector<std::string_view>& valued,
    const std::vector<std::string_view>& flags,
    std::size_t mostWords
) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view argument = arguments[i];
        if (!argument.starts_with('-') && _words.size() < mostWords) {
            _words.emplace_back(argument);
            continue;
        }
        if (!argument.starts_with("--")) {
            throw UsageError(
                (argument.starts_with('-') ? "unknown option " : "unexpected argument ") + std::string(argument)
            );
        }
        const auto equals = argument.find('=');
        const std::string name(argument.substr(2, equals == std::string_view::npos ? equals : equals - 2));
        if (holds(flags, name) && equals == std::string_view::npos) {
            _options[name];
        } else if (!holds(valued, name)) {
            throw UsageError("unknown option " + std::string(argument));
        } else if (equals != std::string_view::npos) {
            _options[name].emplace_back(argument.substr(equals + 1));
        } else if (i + 1 < arguments.size()) {
            _options[name].push_back(arguments[++i]);
        } else {
            throw UsageError("option --" + name + " needs a value");
        }
    }
}

std::string Arguments::value(std::string_view option, std::string_view fallback) const {
    const auto found = _options.find(option);
    return found == _options.end() || found->second.empty() ? std::string(fallback) : found->second.back();
}

std::vector<std::string> Arguments::values(std::string_view option) const {
    const auto found = _options.find(option);
    return found == _options.end() ? std::vector<std::string>() : found->second;
}

bool Arguments::has(std::string_view option) const { return _options.contains(option); }

const std::string& Arguments::word(std::size_t index, std::string_view meaning) const {
    if (index >= _words.size()) {
        throw UsageError("missing: " + std::string(meaning));
    }
    return _words[index];
}

} // namespace tenon::cli
