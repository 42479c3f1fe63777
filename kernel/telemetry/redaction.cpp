#include <kernel/telemetry/redaction.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace tenon::telemetry {

namespace {

constexpr std::size_t shortestCredential = 8;  ///< After "Bearer" and the like: "token is …" is none
constexpr std::size_t shortestRandomWord = 40; ///< Of a random token; a UUID has 36 characters, a SHA-256 no capitals

bool isLower(char c) { return c >= 'a' && c <= 'z'; }

bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// The characters of names, base64url and signed tokens.
bool isWordCharacter(char c) {
    return isLower(c) || isUpper(c) || isDigit(c) || c == '_' || c == '-' || c == '.' || c == '~' || c == '+';
}

bool endsValue(char c) { return c == ' ' || c == '\t' || c == '&' || c == ',' || c == ';' || c == '}' || c == ')'; }

/// Letters in lower case, and nothing else: "X-Api-Key" is "xapikey".
std::string lettersOf(std::string_view name) {
    std::string letters;
    for (const char c : name) {
        if (isLower(c) || isUpper(c)) {
            letters.push_back(isUpper(c) ? static_cast<char>(c + 32) : c);
        }
    }
    return letters;
}

bool looksRandom(std::string_view word) {
    return word.size() >= shortestRandomWord && std::ranges::any_of(word, isLower) && std::ranges::any_of(word, isUpper)
           && std::ranges::any_of(word, isDigit) && word.find("::") == std::string_view::npos;
}

bool isSignedToken(std::string_view word) { return word.size() > 20 && word.starts_with("eyJ"); }

bool namesScheme(std::string_view word) {
    const std::string letters = lettersOf(word);
    return letters.size() == word.size() && (letters == "bearer" || letters == "token" || letters == "basic");
}

/// Walks a text word by word and copies it, but for its secrets.
class Redaction {
public:
    explicit Redaction(std::string_view text) : _text(text) {}

    std::string run() {
        while (_at < _text.size()) {
            if (isWordCharacter(_text[_at])) {
                takeWord();
            } else if (_text.substr(_at).starts_with("://")) {
                takeAuthority();
            } else {
                _done.push_back(_text[_at++]);
            }
        }
        return std::move(_done);
    }

private:
    std::string_view wordAt(std::size_t at) const {
        std::size_t end = at;
        while (end < _text.size() && isWordCharacter(_text[end])) {
            ++end;
        }
        return _text.substr(at, end - at);
    }

    void takeWord() {
        const std::string_view word = wordAt(_at);
        _at += word.size();
        if (isSignedToken(word) || looksRandom(word)) {
            _done.append(redactedMark);
            return;
        }
        _done.append(word);
        if (namesSecret(word)) {
            hideAssigned();
        }
        if (namesScheme(word)) {
            hideCredential();
        }
    }

    /// What follows a name and '=' or ':', with or without quotes.
    void hideAssigned() {
        std::size_t at = _at;
        const auto skip = [&](std::string_view any) { at = std::min(_text.find_first_not_of(any, at), _text.size()); };
        skip("\"'\\ ");
        if (at == _text.size() || (_text[at] != '=' && _text[at] != ':')) {
            return;
        }
        ++at;
        skip(" \\");
        const bool isQuoted = at < _text.size() && (_text[at] == '"' || _text[at] == '\'');
        const char quote = isQuoted ? _text[at++] : ' ';
        std::size_t end = at;
        while (end < _text.size() && (isQuoted ? _text[end] != quote : !endsValue(_text[end]))) {
            ++end;
        }
        if (end > at && !namesScheme(_text.substr(at, end - at))) {
            _done.append(_text.substr(_at, at - _at)).append(redactedMark);
            _at = end;
        }
    }

    /// What follows the name of an authentication scheme and a blank.
    void hideCredential() {
        if (_at >= _text.size() || _text[_at] != ' ') {
            return;
        }
        std::size_t end = _at + 1;
        while (end < _text.size() && (isWordCharacter(_text[end]) || _text[end] == '/' || _text[end] == '=')) {
            ++end;
        }
        const std::string_view credential = _text.substr(_at + 1, end - _at - 1);
        if (credential.size() >= shortestCredential && !std::ranges::all_of(credential, isLower)) {
            _done.append(" ").append(redactedMark);
            _at = end;
        }
    }

    /// "://user:password@host" loses the password.
    void takeAuthority() {
        _done.append("://");
        _at += 3;
        const auto end = std::min(_text.find_first_of(" /\"'?#", _at), _text.size());
        const std::string_view authority = _text.substr(_at, end - _at);
        const auto host = authority.rfind('@');
        const auto colon = authority.find(':');
        if (host != std::string_view::npos && colon < host) {
            _done.append(authority.substr(0, colon + 1)).append(redactedMark);
            _at += host;
        }
    }

    std::string_view _text;
    std::size_t _at = 0;
    std::string _done;
};

void redactValue(Json& value) {
    if (auto* text = value.if_string()) {
        *text = redacted(textOf(*text));
    } else if (auto* object = value.if_object()) {
        redact(*object);
    } else if (auto* array = value.if_array()) {
        std::ranges::for_each(*array, redactValue);
    }
}

} // namespace

bool namesSecret(std::string_view name) {
    static constexpr std::array words{
        "pass",
        "secret",
        "token",
        "apikey",
        "privatekey",
        "credential",
        "cookie",
        "authorization",
        "dsn",
        "csrf",
        "sessionid"};
    const std::string letters = lettersOf(name);
    return letters == "key" || letters == "pin" || letters == "otp"
           || std::ranges::any_of(words, [&](const char* word) { return letters.find(word) != std::string::npos; });
}

std::string redacted(std::string_view text) { return Redaction(text).run(); }

void redact(JsonObject& fields) {
    for (auto& field : fields) {
        Json& value = field.value();
        if (namesSecret({field.key().data(), field.key().size()}) && (value.is_string() || value.is_structured())) {
            value = redactedMark;
        } else {
            redactValue(value);
        }
    }
}

} // namespace tenon::telemetry
