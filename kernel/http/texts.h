#pragma once

#include <tenon/message.h>

#include <atomic>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::http {

/// The translations of sentences, by language. Filled while modules start, read only afterwards.
class Texts {
public:
    /// Adds {"English template": "translated template", …}; later ones win. `json` outlives this object: sentences are
    /// found in it and not copied, which would take 25 KB for each module. Throws std::invalid_argument when it is not
    /// such an object.
    void add(std::string_view language, std::string_view json);

    /// `message` in `language`; in English when there is no translation.
    [[nodiscard]] std::string say(const tenon::Message& message, std::string_view language) const;

    /// The language served best for an Accept-Language field (RFC 9110 12.5.4); the default one when none fits. The
    /// view lives as long as this object.
    [[nodiscard]] std::string_view choose(std::string_view acceptLanguage) const;

    /// Makes `language` the one of clients that name none; English when there are no texts in it. Safe to call while
    /// others choose.
    void useByDefault(std::string_view language);

private:
    struct Sentence {
        std::string_view english;
        std::string_view translated;
    };

    /// In the order of the English; of several for the same the last one counts.
    using Catalogue = std::vector<Sentence>;

    [[nodiscard]] std::string_view kept(std::string_view text, std::string_view& json);

    std::map<std::string, Catalogue, std::less<>> _catalogues;
    std::deque<std::string> _unescaped;                ///< Sentences that are written in another way in the JSON
    std::atomic<const std::string*> _default{nullptr}; ///< A key of _catalogues; null: English
};

} // namespace tenon::http
