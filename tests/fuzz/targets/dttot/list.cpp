/// A whole list as comma-separated text: header, rows, records.

#include "extracted.h"

#include <extraction/tables.h>
#include <tables/csv_reader.h>

void tenon::fuzz::run(std::string_view bytes) { dttot::fuzz::extractAll(bytes, &dttot::tables::readCsv); }
