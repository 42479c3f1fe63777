#pragma once

#include <tenon/json.h>

#include <string>
#include <string_view>

namespace dttot {

/// The words of reports in a language, out of the module's own catalogues (locale/).
class ReportWords {
public:
    /// English for a language without a catalogue.
    explicit ReportWords(std::string_view language);

    /// `english` in the language, or as it is when nobody has translated it.
    [[nodiscard]] std::string of(std::string_view english) const;

private:
    tenon::JsonObject _words;
};

} // namespace dttot
