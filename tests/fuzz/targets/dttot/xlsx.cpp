/// .xlsx as its parts, in an archive that is whole: sheet, strings, styles, properties, between lines of "---".

#include "extracted.h"

#include <extraction/tables.h>
#include <tables/tests/workbook_builder.h>
#include <tables/xlsx_reader.h>

void tenon::fuzz::run(std::string_view bytes) {
    Pieces pieces(bytes);
    const std::string sheet(pieces.until("\n---\n"));
    const std::string strings(pieces.until("\n---\n"));
    const std::string styles(pieces.until("\n---\n"));
    const std::string workbook = documents::tables::tests::workbookOf(
        {.sheets = {{"Daftar", sheet}}, .strings = strings, .styles = styles, .properties = std::string(pieces.rest())}
    );
    dttot::fuzz::extractAll(workbook, &dttot::tables::readXlsx);
}
