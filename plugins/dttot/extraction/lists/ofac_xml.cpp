/// The lists of the US Office of Foreign Assets Control in XML: sdn.xml and, in the same form, consolidated.xml with
/// everybody who is on another of its lists.

#include "extraction/fields/listed_values.h"
#include "extraction/fields/ofac_list.h"
#include "extraction/text.h"
#include "extraction/xml/xml_records.h"
#include "extraction/xml/xml_source.h"

#include <utility>

namespace dttot::lists {

namespace {

using xml::Tree;

bool recognises(const Sample& sample) { return xml::rootOf(sample.head) == "sdnList"; }

std::string nameOf(const Tree& entry) { return fields::joinedBy(" ", {entry.at("firstName"), entry.at("lastName")}); }

void addNames(Record& record, const Tree& entry) {
    record.name = nameOf(entry);
    entry.each("akaList/aka", [&](const Tree& aka) {
        const bool isWeak = text::lower(aka.at("category")) == "weak";
        text::addUnique(isWeak ? record.weakAliases : record.aliases, nameOf(aka));
    });
}

void addBirth(Record& record, const Tree& entry) {
    for (const std::string& date : entry.texts("dateOfBirthList/dateOfBirthItem/dateOfBirth")) {
        fields::addBirthDates(record, date);
    }
    for (const std::string& place : entry.texts("placeOfBirthList/placeOfBirthItem/placeOfBirth")) {
        text::addUnique(record.birthPlaces, place);
    }
    for (const std::string_view path : {"nationalityList/nationality/country", "citizenshipList/citizenship/country"}) {
        for (const std::string& country : entry.texts(path)) {
            fields::addNationality(record, country);
        }
    }
}

void addAddresses(Record& record, const Tree& entry) {
    entry.each("addressList/address", [&](const Tree& address) {
        text::addUnique(
            record.addresses,
            fields::joinedBy(
                ", ",
                {address.at("address1"),
                 address.at("address2"),
                 address.at("address3"),
                 address.at("city"),
                 address.at("stateOrProvince"),
                 address.at("postalCode"),
                 address.at("country")}
            )
        );
    });
}

std::optional<Record> recordOf(const Tree& entry) {
    const std::string_view type = entry.at("sdnType");
    Record record;
    record.kodeDensus = entry.at("uid");
    record.type = type == "Individual" ? SubjectType::person : SubjectType::entity;
    record.element = fields::joinedBy(" ", {"sdnEntry", entry.at("uid")});
    addNames(record, entry);
    addBirth(record, entry);
    addAddresses(record, entry);
    entry.each("idList/id", [&](const Tree& id) {
        fields::addDocument(record, id.at("idType"), id.at("idNumber"), id.at("idCountry"));
    });
    record.programs = entry.texts("programList/program");
    if (type != "Individual" && type != "Entity") {
        fields::addRemark(record, "Kind", type);
        constexpr std::pair<std::string_view, std::string_view> remarks[] = {
            {"Call sign", "vesselInfo/callSign"},
            {"Vessel type", "vesselInfo/vesselType"},
            {"Tonnage", "vesselInfo/tonnage"},
            {"Gross tonnage", "vesselInfo/grossRegisteredTonnage"},
            {"Flag", "vesselInfo/vesselFlag"},
            {"Owner", "vesselInfo/vesselOwner"}};
        for (const auto& [label, path] : remarks) {
            fields::addRemark(record, label, entry.at(path));
        }
    }
    fields::addRemark(record, "Title", entry.at("title"));
    fields::addRemark(record, "", entry.at("remarks"));
    noteMissingName(record);
    return record;
}

Summary read(const Source& source, Listener& listener) {
    return xml::readRecords(source, {"sdnEntry"}, &recordOf, listener);
}

} // namespace

const ListFormat& ofac_xml() {
    static constexpr ListFormat format{
        .id = 4,
        .name = "ofac-xml",
        .version = "1.1",
        .title = "OFAC's lists in XML: sdn.xml, consolidated.xml",
        .formats = "xml zip",
        .isPublishedWhole = true,
        .recognises = &recognises,
        .listOf = &fields::ofacListOf,
        .readTable = nullptr,
        .readDocument = &read,
    };
    return format;
}

} // namespace dttot::lists
