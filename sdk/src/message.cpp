#include <tenon/message.h>

namespace tenon {

namespace {

void appendArgument(std::string& out, const Json& argument) {
    if (argument.is_string()) {
        out.append(textOf(argument.get_string()));
    } else {
        out.append(boost::json::serialize(argument));
    }
}

} // namespace

std::string Message::filled(std::string_view translated) const {
    std::string out;
    out.reserve(translated.size() + 16);
    while (!translated.empty()) {
        const auto open = translated.find('{');
        const auto close = open == std::string_view::npos ? open : translated.find('}', open);
        if (close == std::string_view::npos) {
            break;
        }
        out.append(translated.substr(0, open));
        const std::string_view name = translated.substr(open + 1, close - open - 1);
        if (const Json* argument = _arguments.if_contains(name)) {
            appendArgument(out, *argument);
        } else {
            out.append(translated.substr(open, close - open + 1));
        }
        translated.remove_prefix(close + 1);
    }
    out.append(translated);
    return out;
}

} // namespace tenon
