#pragma once

#include "extraction/list_format.h"

#include <functional>
#include <string_view>

namespace dttot {

/// Told once, before the first finding: the way in which the document is read, and the list that it is of.
using OnList = std::function<void(const ListFormat& format, const ListName& list)>;

/// Reads a document by the format of this name, or when there is none by the one that recognises it. A table that none
/// does is read as the police's list. Throws Failure when no format can read it.
Summary readList(const Source& source, std::string_view formatName, const OnList& onList, Listener& listener);

/// The format that reads tables which no other recognises.
inline constexpr std::string_view defaultFormat = "dttot-list";

} // namespace dttot
