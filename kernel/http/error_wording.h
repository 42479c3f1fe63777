#pragma once

#include <tenon/message.h>
#include <tenon/route.h>

#include <map>
#include <string>

namespace tenon::http {

/// How one route's errors are worded in the system whose document it comes from.
struct ErrorWording {
    ErrorForm usualForm = ErrorForm::Usual;
    std::map<int, ErrorForm> forms;                               ///< By status, where they differ
    std::map<std::string, tenon::Message, std::less<>> sentences; ///< By code
    std::map<int, int> statuses;                                  ///< The documented status of another

    [[nodiscard]] ErrorForm formOf(int status) const {
        const auto other = forms.find(status);
        return other == forms.end() ? usualForm : other->second;
    }

    [[nodiscard]] int statusOf(int status) const {
        const auto other = statuses.find(status);
        return other == statuses.end() ? status : other->second;
    }

    /// The documented sentence for errors with this code, or null.
    [[nodiscard]] const tenon::Message* sentenceOf(std::string_view code) const {
        const auto found = sentences.find(code);
        return found == sentences.end() ? nullptr : &found->second;
    }
};

} // namespace tenon::http
