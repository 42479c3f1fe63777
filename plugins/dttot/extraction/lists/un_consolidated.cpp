/// The consolidated list of the United Nations Security Council (consolidated.xml): INDIVIDUALS/INDIVIDUAL and
/// ENTITIES/ENTITY.

#include "extraction/fields/listed_values.h"
#include "extraction/text.h"
#include "extraction/xml/xml_records.h"
#include "extraction/xml/xml_source.h"

namespace dttot::lists {

namespace {

using xml::Tree;

bool recognises(const Sample& sample) { return xml::rootOf(sample.head) == "CONSOLIDATED_LIST"; }

ListName listOf(const Sample&) { return {"un", "United Nations Security Council"}; }

/// Both kinds of subjects have the same parts, named after the kind.
struct Parts {
    SubjectType type;
    std::string_view alias;
    std::string_view address;
};

constexpr Parts ofIndividual{SubjectType::person, "INDIVIDUAL_ALIAS", "INDIVIDUAL_ADDRESS"};
constexpr Parts ofEntity{SubjectType::entity, "ENTITY_ALIAS", "ENTITY_ADDRESS"};

void addNames(Record& record, const Tree& subject, std::string_view aliasElement) {
    record.name = fields::joinedBy(
        " ",
        {subject.at("FIRST_NAME"),
         subject.at("SECOND_NAME"),
         subject.at("THIRD_NAME"),
         subject.at("FOURTH_NAME"),
         subject.at("FIFTH_NAME"),
         subject.at("SIXTH_NAME")}
    );
    record.originalNames = subject.texts("NAME_ORIGINAL_SCRIPT");
    subject.each(aliasElement, [&](const Tree& alias) {
        const bool isWeak = text::lower(alias.at("QUALITY")) == "low";
        for (const std::string_view name : text::split(alias.at("ALIAS_NAME"), ';')) {
            text::addUnique(isWeak ? record.weakAliases : record.aliases, text::oneLine(name));
        }
    });
}

/// The day without the time that some versions of the list add.
std::string_view dayOf(std::string_view date) { return date.substr(0, date.find('T')); }

void addBirthDate(Record& record, const Tree& birth) {
    const std::string type = text::lower(birth.at("TYPE_OF_DATE"));
    if (const std::string_view from = birth.at("FROM_YEAR"), to = birth.at("TO_YEAR"); !from.empty() && !to.empty()) {
        fields::addBirthDates(record, std::string(from) + "/" + std::string(to));
        return;
    }
    std::string date(dayOf(birth.at("DATE").empty() ? birth.at("YEAR") : birth.at("DATE")));
    if (!date.empty() && type.starts_with("appr")) {
        date += '~';
    }
    fields::addBirthDates(record, date);
}

void addBirth(Record& record, const Tree& subject) {
    subject.each("INDIVIDUAL_DATE_OF_BIRTH", [&](const Tree& birth) { addBirthDate(record, birth); });
    subject.each("INDIVIDUAL_PLACE_OF_BIRTH", [&](const Tree& place) {
        text::addUnique(
            record.birthPlaces,
            fields::joinedBy(", ", {place.at("CITY"), place.at("STATE_PROVINCE"), place.at("COUNTRY")})
        );
    });
}

void addAddresses(Record& record, const Tree& subject, std::string_view addressElement) {
    subject.each(addressElement, [&](const Tree& address) {
        text::addUnique(
            record.addresses,
            fields::joinedBy(
                ", ",
                {address.at("STREET"),
                 address.at("CITY"),
                 address.at("STATE_PROVINCE"),
                 address.at("ZIP_CODE"),
                 address.at("COUNTRY"),
                 address.at("NOTE")}
            )
        );
    });
}

void addDocuments(Record& record, const Tree& subject) {
    subject.each("INDIVIDUAL_DOCUMENT", [&](const Tree& document) {
        const std::string_view issuing = document.at("ISSUING_COUNTRY");
        fields::addDocument(
            record,
            fields::joinedBy(", ", {document.at("TYPE_OF_DOCUMENT"), document.at("TYPE_OF_DOCUMENT2")}),
            document.at("NUMBER"),
            issuing.empty() ? document.at("COUNTRY_OF_ISSUE") : issuing
        );
    });
}

void addListing(Record& record, const Tree& subject) {
    text::addUnique(record.programs, std::string(subject.at("UN_LIST_TYPE")));
    text::addUnique(record.listedOn, std::string(dayOf(subject.at("LISTED_ON"))));
    for (const std::string& day : subject.texts("LAST_DAY_UPDATED/VALUE")) {
        text::addUnique(record.listedOn, std::string(dayOf(day)));
    }
    for (const std::string& title : subject.texts("TITLE/VALUE")) {
        fields::addRemark(record, "Title", title);
    }
    for (const std::string& designation : subject.texts("DESIGNATION/VALUE")) {
        fields::addRemark(record, "Designation", designation);
    }
    fields::addRemark(record, "", subject.at("COMMENTS1"));
}

std::optional<Record> recordOf(const Tree& subject) {
    const Parts& parts = subject.name == "ENTITY" ? ofEntity : ofIndividual;
    Record record;
    record.kodeDensus = subject.at("REFERENCE_NUMBER");
    record.type = parts.type;
    record.element = fields::joinedBy(" ", {subject.name, subject.at("DATAID")});
    addNames(record, subject, parts.alias);
    addBirth(record, subject);
    for (const std::string& country : subject.texts("NATIONALITY/VALUE")) {
        fields::addNationality(record, country);
    }
    addAddresses(record, subject, parts.address);
    addDocuments(record, subject);
    addListing(record, subject);
    noteMissingName(record);
    return record;
}

Summary read(const Source& source, Listener& listener) {
    return xml::readRecords(source, {"INDIVIDUAL", "ENTITY"}, &recordOf, listener);
}

} // namespace

const ListFormat& un_consolidated() {
    static constexpr ListFormat format{
        .id = 3,
        .name = "un-consolidated",
        .version = "1.0",
        .title = "Consolidated list of the United Nations Security Council in XML",
        .formats = "xml zip",
        .isPublishedWhole = true,
        .recognises = &recognises,
        .listOf = &listOf,
        .readTable = nullptr,
        .readDocument = &read,
    };
    return format;
}

} // namespace dttot::lists
