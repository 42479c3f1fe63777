#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Reads printed reports back, for tests.
namespace documents::reading {

/// A word of a page and its place, in points from the upper left corner.
struct Word {
    std::string text;
    double left = 0;
    double right = 0;
    double top = 0;
};

struct Page {
    double width = 0;
    double height = 0;
    std::vector<Word> words;

    /// The first word with this text. Throws std::runtime_error when there is none.
    [[nodiscard]] const Word& word(std::string_view text) const;

    [[nodiscard]] bool has(std::string_view text) const;
};

/// Throws std::runtime_error for what is no PDF.
[[nodiscard]] std::vector<Page> pagesOf(const std::string& pdf);

} // namespace documents::reading
