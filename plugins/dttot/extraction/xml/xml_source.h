#pragma once

#include "extraction/list_format.h"

#include <functional>
#include <string>
#include <string_view>

/// XML documents, as they are or as the one XML file in an archive.
namespace dttot::xml {

/// The first bytes; empty for what is no XML document.
[[nodiscard]] std::string headOf(const Source& source);

/// Streams the document. Throws Failure when an archive holds no or several XML files.
void forEachPiece(const Source& source, const std::function<void(std::string_view)>& onPiece);

/// The local name of the first element in the first bytes of a document; empty when there is none.
[[nodiscard]] std::string rootOf(std::string_view head);

} // namespace dttot::xml
