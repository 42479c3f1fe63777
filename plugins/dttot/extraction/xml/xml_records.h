#pragma once

#include "extraction/list_format.h"
#include "extraction/xml/xml_tree.h"

#include <functional>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace dttot::xml {

/// What is made of an element; nothing for one that is no record.
using RecordOf = std::function<std::optional<Record>(const Tree& element)>;

/// Streams an XML document and makes a record of each element of one of these names; one without a record is listed as
/// skipped. The source rows of records count these elements. Throws Failure like forEachElement().
Summary readRecords(
    const Source& source, std::initializer_list<std::string_view> elements, const RecordOf& recordOf, Listener& listener
);

} // namespace dttot::xml
