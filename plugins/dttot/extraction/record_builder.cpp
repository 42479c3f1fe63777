#include "extraction/record_builder.h"

#include "extraction/exported_lists.h"
#include "extraction/fields/addresses.h"
#include "extraction/fields/birth_dates.h"
#include "extraction/fields/birth_places.h"
#include "extraction/fields/described_dates.h"
#include "extraction/fields/identities.h"
#include "extraction/fields/kode_densus.h"
#include "extraction/fields/names.h"
#include "extraction/fields/nationalities.h"
#include "extraction/fields/statements.h"
#include "extraction/fields/subject_type.h"
#include "extraction/text.h"

#include <algorithm>
#include <utility>

namespace dttot {

namespace {

using layout::Column;
using layout::RawRecord;

void addAll(std::vector<std::string>& list, std::vector<std::string>&& values) {
    for (std::string& value : values) {
        text::addUnique(list, std::move(value));
    }
}

void readNames(Record& record, const RawRecord& raw) {
    fields::Names names = fields::namesOf(raw.textOf(Column::name));
    record.name = std::move(names.name);
    record.aliases = std::move(names.aliases);
    for (const layout::Part& part : raw.parts) {
        if (part.column == Column::alias) {
            addAll(record.aliases, fields::aliasesOf(part.text));
        }
    }
}

void requireName(Record& record) {
    if (record.name.empty() && !record.aliases.empty()) {
        record.name = std::move(record.aliases.front());
        record.aliases.erase(record.aliases.begin());
    }
    noteMissingName(record);
}

void readCode(Record& record, const RawRecord& raw) {
    const std::string code = raw.textOf(Column::code);
    record.kodeDensus = fields::kodeDensusOf(code);
    if (!record.kodeDensus.empty() && !fields::isKodeDensus(code)) {
        record.issues.push_back(
            {"kode_densus", "kode_densus.format", "The code is not of the form AAA-NNN.", text::oneLine(code)}
        );
    }
}

/// The column decides; then the code's first letter; then the section or sheet.
void readType(Record& record, const RawRecord& raw) {
    const std::string cell = raw.textOf(Column::type);
    const auto stated = fields::subjectTypeOf(cell);
    const auto ofCode = fields::subjectTypeOfCode(record.kodeDensus);
    record.type = stated ? *stated : ofCode ? *ofCode : raw.sectionType.value_or(SubjectType::person);
    if (stated && ofCode && *stated != *ofCode) {
        record.issues.push_back(
            {"type", "type.contradicts_code", "Terduga and Kode Densus name different kinds.", text::oneLine(cell)}
        );
    } else if (!stated && !text::isAbsent(cell)) {
        record.issues.push_back({"type", "type.unknown", "Terduga is neither Orang nor Korporasi.", text::oneLine(cell)}
        );
    } else if (!stated && !ofCode && !raw.sectionType) {
        record.issues.push_back(
            {"type", "type.missing", "Nothing tells whether this is a person or an organisation.", ""}
        );
    }
}

/// "Sidoarjo, 14 Juli 1981" in one cell: the date starts at the first digit or at the word that opens it.
void readPlaceAndDate(Record& record, const layout::Part& part, const RawRecord& raw) {
    const std::string folded = text::lower(part.text);
    std::size_t begin = std::min(folded.find_first_of("0123456789"), folded.size());
    for (const std::string_view opener : {"sekitar", "perkiraan", "antara", "sekira"}) {
        begin = std::min(begin, folded.find(opener));
    }
    addAll(
        record.birthPlaces, fields::birthPlacesOf(std::string_view(part.text).substr(0, begin), raw.sheet.lineBreaks)
    );
    addAll(
        record.birthDates,
        fields::birthDatesOf(
            std::string_view(part.text).substr(begin), raw.sheet.daysAfter1900, "birth_dates", record.issues
        )
    );
}

void readBirth(Record& record, const RawRecord& raw) {
    for (const layout::Part& part : raw.parts) {
        if (part.column == Column::birthDate) {
            addAll(
                record.birthDates,
                fields::birthDatesOf(part.text, raw.sheet.daysAfter1900, "birth_dates", record.issues)
            );
        } else if (part.column == Column::birthPlace && !raw.isOfExport) {
            addAll(record.birthPlaces, fields::birthPlacesOf(part.text, raw.sheet.lineBreaks));
        } else if (part.column == Column::birthPlaceAndDate) {
            readPlaceAndDate(record, part, raw);
        }
    }
}

void readOrigin(Record& record, const RawRecord& raw) {
    for (const layout::Part& part : raw.parts) {
        if (part.column == Column::nationality) {
            addAll(record.nationalities, fields::nationalitiesOf(part.text, record.issues));
        } else if (part.column == Column::address && !raw.isOfExport) {
            addAll(record.addresses, fields::addressesOf(part.text, raw.sheet.lineBreaks));
        }
    }
}

/// A column of its own for a number reads like a description that names the label.
std::string_view labelOf(Column column) {
    switch (column) {
    case Column::nik:
    case Column::nikMalformed:
        return "NIK ";
    case Column::relatedNik:
        return "NIK saudara ";
    case Column::kk:
        return "Kartu Keluarga ";
    case Column::passport:
        return "Paspor ";
    case Column::npwp:
        return "NPWP ";
    case Column::phone:
        return "Telp ";
    default:
        return {};
    }
}

void readDescription(Record& record, const RawRecord& raw, const std::vector<std::string>& statements) {
    record.description = text::trim(raw.textOf(Column::description));
    record.birthDatesFromDescription = fields::describedBirthDatesOf(statements, record.issues);
}

void readNumbers(Record& record, const RawRecord& raw, const std::vector<std::string>& statements) {
    fields::addIdentities(record, statements);
    for (const layout::Part& part : raw.parts) {
        const std::string_view label = labelOf(part.column);
        if (!label.empty()) {
            fields::addIdentities(record, {std::string(label) + text::oneLine(part.text)});
        }
    }
}

} // namespace

Record recordOf(RawRecord&& raw) {
    Record record;
    record.sourceRow = raw.firstRow;
    record.page = raw.page;
    if (raw.isOfExport) {
        readExportedLists(record, raw);
    } else {
        readNames(record, raw);
    }
    requireName(record);
    readCode(record, raw);
    readType(record, raw);
    readBirth(record, raw);
    readOrigin(record, raw);
    // Where an export's descriptions come from is not known; a wrapped line is the reading that invents nothing.
    const auto lineBreaks = raw.isOfExport ? tables::LineBreaks::wrapped : raw.sheet.lineBreaks;
    const auto statements = fields::statementsOf(raw.textOf(Column::description), lineBreaks);
    if (raw.isOfExport) {
        addIssuesOfNumbers(record, statements);
    } else {
        readNumbers(record, raw, statements);
    }
    readDescription(record, raw, statements);
    record.original = std::move(raw.original);
    return record;
}

} // namespace dttot
