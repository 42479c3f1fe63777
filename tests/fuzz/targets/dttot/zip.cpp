/// .xlsx as bytes: the archive.

#include "extracted.h"

#include <extraction/tables.h>
#include <tables/xlsx_reader.h>

void tenon::fuzz::run(std::string_view bytes) { dttot::fuzz::extractAll(bytes, &dttot::tables::readXlsx); }
