/// .xls workbooks: the container, and the records inside.

#include "extracted.h"

#include <extraction/tables.h>
#include <tables/xls_reader.h>

void tenon::fuzz::run(std::string_view bytes) { dttot::fuzz::extractAll(bytes, &dttot::tables::readXls); }
