#pragma once

#include "extraction/list_format.h"
#include "extraction/xml/xml_tree.h"

#include <functional>
#include <string_view>
#include <vector>

namespace dttot::xml {

/// Streams an XML document and calls `take` for each element of one of these names, with all that is in it, in their
/// order; such an element inside another belongs to the outer one. Other elements are passed over. Throws Failure for
/// what is not well-formed, declares a document type, or has an element beyond all measure.
void forEachElement(
    const Source& source,
    const std::vector<std::string_view>& elements,
    const std::function<void(const Tree& element)>& take
);

} // namespace dttot::xml
