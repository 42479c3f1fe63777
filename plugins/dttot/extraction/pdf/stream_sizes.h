#pragma once

#include <string_view>

namespace dttot::pdf {

/// Refuses a PDF whose compressed parts unpack to more than a document needs, before anything else looks at it: a
/// reader would work through hundreds of megabytes of nothing. Throws Failure `dttot.file.pdf_bomb`.
void checkStreamSizes(std::string_view bytes);

} // namespace dttot::pdf
