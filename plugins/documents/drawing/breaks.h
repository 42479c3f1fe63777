#pragma once

#include <memory>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>
#include <vector>

namespace documents::drawing {

/// Where texts may be broken into lines. Used by one thread.
class Breaks {
public:
    Breaks();

    /// Places where a line may end, in order, the text's end included.
    [[nodiscard]] std::vector<int> words(const icu::UnicodeString& text) const;

    /// The same between any two characters as readers count them.
    [[nodiscard]] std::vector<int> characters(const icu::UnicodeString& text) const;

private:
    std::unique_ptr<icu::BreakIterator> _words;
    std::unique_ptr<icu::BreakIterator> _characters;
};

} // namespace documents::drawing
