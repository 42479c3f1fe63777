/// Indonesia's list of those who finance the proliferation of weapons of mass destruction: a workbook for each regime
/// (DPRK, Iran) with the sheets Orang and Entitas. References such as DPRKi.001 and IRe.002 name the regime and tell
/// persons (i) from organisations (e); the first row below a header is a marker.

#include "extraction/fields/identities.h"
#include "extraction/layout_list.h"
#include "extraction/record_builder.h"
#include "extraction/text.h"

#include <algorithm>
#include <optional>

namespace dttot::lists {

namespace {

using layout::Column;

struct Reference {
    std::string regime; ///< in lower case
    SubjectType type = SubjectType::person;
    std::string text;
};

/// "DPRKi.001": a regime in capitals, i or e, a full stop, digits.
std::optional<Reference> referenceOf(std::string_view cell) {
    const std::string text = text::oneLine(cell);
    const auto capitals = std::ranges::find_if_not(text, text::isUpper);
    const auto length = static_cast<std::size_t>(capitals - text.begin());
    const bool isShaped = length >= 2 && length <= 6 && text.size() > length + 2
                          && (text[length] == 'i' || text[length] == 'e') && text[length + 1] == '.'
                          && std::ranges::all_of(std::string_view(text).substr(length + 2), text::isDigit);
    if (!isShaped) {
        return std::nullopt;
    }
    const auto type = text[length] == 'i' ? SubjectType::person : SubjectType::entity;
    return Reference{text::lower(text.substr(0, length)), type, text};
}

std::optional<Reference> firstReference(const Sample& sample) {
    for (const tables::Row& row : sample.rows) {
        for (const tables::Cell& cell : row.cells) {
            if (auto reference = referenceOf(cell.text)) {
                return reference;
            }
        }
    }
    return std::nullopt;
}

/// An export of this module may hold rows of any list.
bool isExport(const Sample& sample) {
    return !sample.rows.empty() && std::ranges::any_of(sample.rows.front().cells, [](const tables::Cell& cell) {
        return cell.text == "nik_malformed";
    });
}

bool recognises(const Sample& sample) { return firstReference(sample).has_value() && !isExport(sample); }

ListName listOf(const Sample& sample) {
    const auto reference = firstReference(sample);
    const std::string regime = reference ? reference->regime : "other";
    std::string title = regime;
    std::ranges::transform(title, title.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    return {"dppspm-" + regime, "DPPSPM " + title};
}

void removeIssues(Record& record, std::string_view field) {
    std::erase_if(record.issues, [&](const Issue& issue) { return issue.field == field; });
}

/// What no column of the police's list holds is told in words: "Gelar: Jenderal".
void addRemarks(Record& record, const layout::RawRecord& raw) {
    for (const auto& [header, text] : raw.original) {
        const bool isRemark = layout::columnOf(header) == Column::unknown && !text::isAbsent(text);
        if (isRemark) {
            record.description += record.description.empty() ? "" : "\n";
            record.description += text::oneLine(header) + ": " + text::oneLine(text);
        }
    }
}

Record recordOfRow(layout::RawRecord&& raw) {
    const auto reference = referenceOf(raw.textOf(Column::code));
    // Numbers here are of any country: the cell is a document, not an Indonesian NIK.
    std::vector<std::string> numbers;
    for (layout::Part& part : raw.parts) {
        if (part.column == Column::nik && !text::isAbsent(part.text)) {
            numbers.push_back(text::oneLine(part.text));
            part.column = Column::unknown;
        }
    }
    const layout::RawRecord cells = raw;
    Record record = recordOf(std::move(raw));
    for (const std::string& number : numbers) {
        record.documents.push_back({"Nomor Identitas", number, ""});
    }
    if (reference) {
        record.kodeDensus = reference->text;
        record.type = reference->type;
        removeIssues(record, "kode_densus");
        removeIssues(record, "type");
    }
    addRemarks(record, cells);
    return record;
}

std::unique_ptr<TableList> read(const Sample&, Listener& listener) { return listByLayout(listener, &recordOfRow); }

} // namespace

const ListFormat& dppspm() {
    static constexpr ListFormat format{
        .id = 2,
        .name = "dppspm",
        .version = "1.0",
        .title = "DPPSPM workbook of one regime, with the sheets Orang and Entitas",
        .formats = "xlsx xls csv pdf",
        .isPublishedWhole = true,
        .recognises = &recognises,
        .listOf = &listOf,
        .readTable = &read,
        .readDocument = nullptr,
    };
    return format;
}

} // namespace dttot::lists
