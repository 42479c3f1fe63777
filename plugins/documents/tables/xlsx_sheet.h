#pragma once

#include "tables/merged_areas.h"
#include "tables/row.h"
#include "tables/xlsx_workbook.h"
#include "tables/xml_parser.h"

#include <cstdint>
#include <string>
#include <vector>

namespace documents::tables {

/// Turns the elements of a worksheet part into rows.
class XlsxSheet : public XmlHandler {
public:
    XlsxSheet(
        const SharedStrings& strings,
        const std::vector<bool>& dayStyles,
        int daysAfter1900,
        MergedAreas merged,
        RowSink& sink
    );

    void begin(std::string_view name, const XmlAttributes& attributes) override;
    void end(std::string_view name) override;
    void characters(std::string_view text) override;

private:
    enum class CellType { number, shared, text, date, error };

    void beginRow(const XmlAttributes& attributes);
    void beginCell(const XmlAttributes& attributes);
    void endCell();
    void endRow();
    [[nodiscard]] Cell cell() const;

    const SharedStrings& _strings;
    const std::vector<bool>& _dayStyles;
    int _daysAfter1900;
    MergedAreas _merged;
    RowSink& _sink;
    Row _row;
    std::string _value;
    std::size_t _column = 0;
    std::size_t _style = 0;
    std::uint64_t _cells = 0;
    CellType _type = CellType::number;
    bool _inValue = false;
    bool _inPhonetic = false;
};

} // namespace documents::tables
