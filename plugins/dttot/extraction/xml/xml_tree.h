#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dttot::xml {

/// An element with all that is in it. Names are local ones, texts are tidy and on one line.
struct Tree {
    std::string name;
    std::vector<std::pair<std::string, std::string>> attributes;
    std::string text; ///< directly inside
    std::vector<Tree> children;

    /// The first child of this name, or nothing.
    [[nodiscard]] const Tree* child(std::string_view childName) const;

    /// The text at a path of first children ("NATIONALITY/VALUE"); empty when it is not there.
    [[nodiscard]] std::string_view at(std::string_view path) const;

    [[nodiscard]] std::string_view attribute(std::string_view attributeName) const;

    /// Calls `visit` for all elements at a path, whatever their number on each level.
    void each(std::string_view path, const std::function<void(const Tree&)>& visit) const;

    /// The texts at a path that are not empty.
    [[nodiscard]] std::vector<std::string> texts(std::string_view path) const;
};

} // namespace dttot::xml
