#pragma once

#include <tenon/message.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::http {

/// The translations of sentences, by language. Filled while modules start, read only afterwards.
class Texts {
public:
    /// Adds {"English template": "translated template", …}; later ones win. Throws std::invalid_argument when `json` is
    /// not such an object.
    void add(std::string_view language, std::string_view json);

    /// `message` in `language`; in English when there is no translation.
    [[nodiscard]] std::string say(const tenon::Message& message, std::string_view language) const;

    /// The language served best for an Accept-Language field (RFC 9110 12.5.4); "en" when none fits. The view lives as
    /// long as this object.
    [[nodiscard]] std::string_view choose(std::string_view acceptLanguage) const;

private:
    using Catalogue = std::map<std::string, std::string, std::less<>>;

    std::map<std::string, Catalogue, std::less<>> _catalogues;
};

} // namespace tenon::http
