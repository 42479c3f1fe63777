#pragma once

#include <tenon/app.h>

#include <string>
#include <string_view>
#include <utility>

namespace accounting {

/// The words of printed reports in a language.
class Words {
public:
    Words(const tenon::App& app, std::string_view language) : _app(app), _language(language) {}

    [[nodiscard]] std::string of(const tenon::Message& english) const { return _app.say(english, _language); }

    [[nodiscard]] const std::string& language() const { return _language; }

private:
    const tenon::App& _app;
    std::string _language;
};

} // namespace accounting
