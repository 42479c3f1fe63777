/// OFAC's lists in their advanced form: what a party is said to be in all places that its numbers lead to, and that it
/// is the same as in the plain form.

#include "extraction/tests/joined.h"
#include "extraction/tests/list_reading.h"
#include "tables/tests/workbook_builder.h"

#include <boost/json/serialize.hpp>
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

namespace {

using dttot::Record;
using dttot::tests::documentsOf;
using dttot::tests::failureOf;
using dttot::tests::issuesOf;
using dttot::tests::joined;
using dttot::tests::read;
using dttot::tests::Read;

const std::string vocabulary = R"(<ReferenceValueSets>
 <AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1403">Name</AliasType></AliasTypeValues>
 <AreaCodeValues><AreaCode ID="11" CountryID="101" Description="" AreaCodeTypeID="1">LY</AreaCode></AreaCodeValues>
 <CountryValues><Country ID="101" ISO2="LY">Libya</Country><Country ID="102" ISO2="IR">Iran</Country><Country ID="103" ISO2="PA">Panama</Country></CountryValues>
 <DetailReferenceValues><DetailReference ID="91526">Male</DetailReference><DetailReference ID="300">Cargo</DetailReference></DetailReferenceValues>
 <FeatureTypeValues><FeatureType ID="8" FeatureTypeGroupID="1">Birthdate</FeatureType><FeatureType ID="9" FeatureTypeGroupID="1">Place of Birth</FeatureType>
  <FeatureType ID="10" FeatureTypeGroupID="1">Nationality Country</FeatureType><FeatureType ID="11" FeatureTypeGroupID="1">Citizenship Country</FeatureType>
  <FeatureType ID="25" FeatureTypeGroupID="1">Location</FeatureType><FeatureType ID="26" FeatureTypeGroupID="1">Title</FeatureType>
  <FeatureType ID="224" FeatureTypeGroupID="1">Gender</FeatureType><FeatureType ID="3" FeatureTypeGroupID="1">VESSEL FLAG</FeatureType>
  <FeatureType ID="1" FeatureTypeGroupID="1">VESSEL CALL SIGN</FeatureType>
  <FeatureType ID="2" FeatureTypeGroupID="1">VESSEL TYPE</FeatureType><FeatureType ID="5" FeatureTypeGroupID="1">VESSEL TONNAGE</FeatureType></FeatureTypeValues>
 <IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType><IDRegDocType ID="1584">National ID No.</IDRegDocType></IDRegDocTypeValues>
 <LocPartTypeValues><LocPartType ID="1">Unknown</LocPartType><LocPartType ID="1451">ADDRESS1</LocPartType><LocPartType ID="1454">CITY</LocPartType>
  <LocPartType ID="1455">STATE/PROVINCE</LocPartType></LocPartTypeValues>
 <NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First Name</NamePartType><NamePartType ID="1522">Middle Name</NamePartType>
  <NamePartType ID="1526">Vessel Name</NamePartType><NamePartType ID="91708">Patronymic</NamePartType></NamePartTypeValues>
 <PartySubTypeValues><PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType><PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType>
  <PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues>
 <PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="2">Entity</PartyType><PartyType ID="4">Transport</PartyType></PartyTypeValues>
 <SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType><SanctionsType ID="1705">Block</SanctionsType></SanctionsTypeValues>
 <ScriptValues><Script ID="160" ScriptCode="Arab">Arabic</Script><Script ID="215" ScriptCode="Latn">Latin</Script></ScriptValues>
</ReferenceValueSets>)";

const std::string places = R"(<Locations>
 <Location ID="501"><LocationCountry CountryID="101" CountryRelevanceID="1413"/>
  <LocationPart LocPartTypeID="1454"><LocationPartValue Primary="false"><Comment/><Value>بنغازي</Value></LocationPartValue>
   <LocationPartValue Primary="true"><Comment/><Value>Benghazi</Value></LocationPartValue></LocationPart>
  <LocationPart LocPartTypeID="1451"><LocationPartValue Primary="true"><Comment/><Value>Street 1</Value></LocationPartValue></LocationPart>
  <FeatureVersionReference FeatureVersionID="71"/></Location>
 <Location ID="502"><LocationPart LocPartTypeID="1"><LocationPartValue Primary="true"><Comment/><Value>Libya</Value></LocationPartValue></LocationPart></Location>
 <Location ID="503"><LocationCountry CountryID="103" CountryRelevanceID="1413"/></Location>
 <Location ID="504"><LocationAreaCode AreaCodeID="11"/><LocationPart LocPartTypeID="1454"><LocationPartValue Primary="true"><Value>Tripoli</Value></LocationPartValue></LocationPart></Location>
</Locations>)";

const std::string papers = R"(<IDRegDocuments>
 <IDRegDocument ID="1" IDRegDocTypeID="1571" IdentityID="401" IssuedBy-CountryID="102" ValidityID="1"><Comment/>
  <IDRegistrationNo>Z1234567</IDRegistrationNo><IssuingAuthority/>
  <DocumentDate IDRegDocDateTypeID="1480"><DatePeriod CalendarTypeID="1"/></DocumentDate></IDRegDocument>
 <IDRegDocument ID="2" IDRegDocTypeID="1584" IdentityID="999"><IDRegistrationNo>77</IDRegistrationNo></IDRegDocument>
</IDRegDocuments>)";

std::string part(int group, const std::string& text, int script = 215) {
    return "<DocumentedNamePart><NamePartValue NamePartGroupID=\"" + std::to_string(group) + "\" ScriptID=\""
           + std::to_string(script) + "\" ScriptStatusID=\"1\" Acronym=\"false\">" + text
           + "</NamePartValue></DocumentedNamePart>";
}

std::string alias(const std::string& attributes, const std::string& names) {
    return "<Alias FixedRef=\"99001\" " + attributes + ">" + names + "</Alias>";
}

std::string named(const std::string& parts) { return "<DocumentedName ID=\"1\">" + parts + "</DocumentedName>"; }

std::string edge(const std::string& name, const std::string& date) {
    const std::string year = date.substr(0, 4);
    const std::string month = std::to_string(std::stoi(date.substr(5, 2)));
    const std::string day = std::to_string(std::stoi(date.substr(8, 2)));
    return "<" + name + "><Year>" + year + "</Year><Month>" + month + "</Month><Day>" + day + "</Day></" + name + ">";
}

std::string period(const std::string& first, const std::string& last, const std::string& about = "false") {
    return "<DatePeriod CalendarTypeID=\"1\"><Start Approximate=\"" + about + "\">" + edge("From", first)
           + edge("To", first) + "</Start><End Approximate=\"" + about + "\">" + edge("From", last) + edge("To", last)
           + "</End></DatePeriod><VersionDetail DetailTypeID=\"1430\"/>";
}

std::string feature(int type, const std::string& inside) {
    return "<Feature ID=\"7\" FeatureTypeID=\"" + std::to_string(type)
           + "\"><FeatureVersion ID=\"71\" ReliabilityID=\"1\"><Comment/>" + inside
           + "</FeatureVersion><IdentityReference IdentityID=\"401\" IdentityFeatureLinkTypeID=\"1\"/></Feature>";
}

std::string text(const std::string& words) {
    return "<VersionDetail DetailTypeID=\"1432\">" + words + "</VersionDetail>";
}

std::string at(int location) { return "<VersionLocation LocationID=\"" + std::to_string(location) + "\"/>"; }

std::string party(int ref, int subType, const std::string& identity, const std::string& features = "") {
    const std::string number = std::to_string(ref);
    return "<DistinctParty FixedRef=\"" + number + "\"><Comment>" + (ref == 99001 ? "(Linked To: KALIMAYA)" : "")
           + "</Comment><Profile ID=\"" + number + "\" PartySubTypeID=\"" + std::to_string(subType)
           + "\"><Identity ID=\"" + (ref == 99001 ? "401" : "402") + "\" FixedRef=\"" + number
           + "\" Primary=\"true\" False=\"false\">" + identity + "</Identity>" + features
           + "</Profile></DistinctParty>";
}

const std::string groups =
    R"(<NamePartGroups><MasterNamePartGroup><NamePartGroup ID="61" NamePartTypeID="1520"/></MasterNamePartGroup>
 <MasterNamePartGroup><NamePartGroup ID="62" NamePartTypeID="1521"/></MasterNamePartGroup>
 <MasterNamePartGroup><NamePartGroup ID="63" NamePartTypeID="91708"/></MasterNamePartGroup></NamePartGroups>)";

std::string person() {
    return party(
        99001,
        4,
        alias(R"(AliasTypeID="1400" Primary="false" LowQuality="true")", named(part(61, "ABU WALID")))
            + alias(
                R"(AliasTypeID="1403" Primary="true" LowQuality="false")",
                named(part(61, "AL-SAWWAFI") + part(62, "Hisham"))
                    + named(part(61, "الصوافي", 160) + part(62, "هشام", 160))
            )
            + alias(
                R"(AliasTypeID="1400" Primary="false" LowQuality="false")",
                named(part(61, "SAWAFI") + part(62, "Hisyam"))
            )
            + groups,
        feature(224, R"(<VersionDetail DetailTypeID="1431" DetailReferenceID="91526"/>)") + feature(25, at(501))
            + feature(10, at(502)) + feature(8, period("1943-08-17", "1943-08-17"))
            + feature(8, period("1944-01-01", "1944-12-31", "true")) + feature(8, period("1942-01-01", "1944-12-31"))
            + feature(9, text("Benghazi, Libya")) + feature(26, text("Financier"))
    );
}

std::string vessel() {
    return party(
        99002,
        1,
        alias(
            R"(AliasTypeID="1403" Primary="true" LowQuality="false")", named(part(64, "KALIMAYA STAR"))
        ) + R"(<NamePartGroups><MasterNamePartGroup><NamePartGroup ID="64" NamePartTypeID="1526"/></MasterNamePartGroup></NamePartGroups>)",
        feature(3, at(503)) + feature(1, text("XYZ9")) + feature(5, text("10,544"))
            + feature(2, R"(<VersionDetail DetailTypeID="1431" DetailReferenceID="300"/>)")
    );
}

const std::string entries = R"(<SanctionsEntries>
 <SanctionsEntry ID="1" ProfileID="99001" ListID="1550"><EntryEvent ID="1" EntryEventTypeID="1" LegalBasisID="1"><Comment/>
   <Date CalendarTypeID="1"><Year>2004</Year><Month>3</Month><Day>2</Day></Date></EntryEvent>
  <SanctionsMeasure ID="1" SanctionsTypeID="1"><Comment>SDGT</Comment><DatePeriod CalendarTypeID="1"/></SanctionsMeasure>
  <SanctionsMeasure ID="2" SanctionsTypeID="1705"><Comment>no programme</Comment></SanctionsMeasure>
  <SanctionsMeasure ID="3" SanctionsTypeID="1"><Comment>IRAN</Comment></SanctionsMeasure></SanctionsEntry>
 <SanctionsEntry ID="2" ProfileID="99002" ListID="1550"><SanctionsMeasure ID="4" SanctionsTypeID="1"><Comment>DPRK</Comment></SanctionsMeasure></SanctionsEntry>
</SanctionsEntries>)";

std::string document(const std::string& parties) {
    return R"(<?xml version="1.0" encoding="utf-8"?><Sanctions xmlns="http://www.un.org/sanctions/1.0" Version="3">
<DateOfIssue CalendarTypeID="1"><Year>2026</Year><Month>1</Month><Day>1</Day></DateOfIssue>)"
           + vocabulary + places + papers + "<DistinctParties>" + parties + "</DistinctParties>" + entries
           + "</Sanctions>";
}

std::string birthDatesOf(const std::string& dates) {
    const std::string name = alias(R"(Primary="true")", named(part(61, "X")));
    return joined(read(document(party(1, 4, name, feature(8, dates)))).record(0).birthDates);
}

/// The same two subjects in the plain form.
const std::string plain = R"(<?xml version="1.0" standalone="yes"?><sdnList xmlns="http://www.un.org/sanctions/1.0">
 <sdnEntry><uid>99001</uid><firstName>Hisham</firstName><lastName>AL-SAWWAFI</lastName><title>Financier</title>
  <sdnType>Individual</sdnType><remarks>(Linked To: KALIMAYA)</remarks>
  <programList><program>SDGT</program><program>IRAN</program></programList>
  <idList><id><idType>Passport</idType><idNumber>Z1234567</idNumber><idCountry>Iran</idCountry></id>
   <id><idType>Gender</idType><idNumber>Male</idNumber></id></idList>
  <akaList><aka><type>a.k.a.</type><category>weak</category><lastName>ABU WALID</lastName></aka>
   <aka><type>a.k.a.</type><category>strong</category><lastName>SAWAFI</lastName><firstName>Hisyam</firstName></aka></akaList>
  <addressList><address><address1>Street 1</address1><city>Benghazi</city><country>Libya</country></address></addressList>
  <nationalityList><nationality><country>Libya</country></nationality></nationalityList>
  <dateOfBirthList><dateOfBirthItem><dateOfBirth>17 Aug 1943</dateOfBirth></dateOfBirthItem>
   <dateOfBirthItem><dateOfBirth>circa 1944</dateOfBirth></dateOfBirthItem>
   <dateOfBirthItem><dateOfBirth>1942 to 1944</dateOfBirth></dateOfBirthItem></dateOfBirthList>
  <placeOfBirthList><placeOfBirthItem><placeOfBirth>Benghazi, Libya</placeOfBirth></placeOfBirthItem></placeOfBirthList></sdnEntry>
 <sdnEntry><uid>99002</uid><lastName>KALIMAYA STAR</lastName><sdnType>Vessel</sdnType><programList><program>DPRK</program></programList>
  <vesselInfo><callSign>XYZ9</callSign><vesselType>Cargo</vesselType><vesselFlag>Panama</vesselFlag><tonnage>10,544</tonnage></vesselInfo></sdnEntry></sdnList>)";

class OfacAdvancedTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(OfacAdvancedTest);
    CPPUNIT_TEST(aPartyIsTheSameAsInThePlainForm);
    CPPUNIT_TEST(aPersonWithAllThatItsNumbersLeadTo);
    CPPUNIT_TEST(whatOnlyThisFormTells);
    CPPUNIT_TEST(theListIsKnownByItsContentAndItsFile);
    CPPUNIT_TEST(partsOfANameAreInTheOrderInWhichTheyAreSpoken);
    CPPUNIT_TEST(datesAreAsExactAsTheirPeriods);
    CPPUNIT_TEST(placesMayBeKnownByTheirArea);
    CPPUNIT_TEST(numbersThatLeadNowhereLeaveOutWhatTheyWouldSay);
    CPPUNIT_TEST(aPartyWithoutANameIsARecordWithAnIssue);
    CPPUNIT_TEST(aBrokenOrHostileListIsRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    void aPartyIsTheSameAsInThePlainForm() {
        const Read advanced = read(document(person() + vessel()));
        const Read simple = read(plain);
        CPPUNIT_ASSERT_EQUAL(simple.list, advanced.list);
        for (std::size_t i = 0; i < 2; ++i) {
            CPPUNIT_ASSERT_EQUAL(contentOf(simple.record(i)), contentOf(advanced.record(i)));
        }
    }

    void aPersonWithAllThatItsNumbersLeadTo() {
        const Read list = read(document(person() + vessel()));
        const Record& found = list.record(0);
        CPPUNIT_ASSERT_EQUAL(std::string("ofac-advanced ofac-sdn"), list.script + " " + list.list);
        CPPUNIT_ASSERT_EQUAL(std::string("99001"), found.kodeDensus);
        CPPUNIT_ASSERT_EQUAL(std::string("DistinctParty 99001"), found.element);
        CPPUNIT_ASSERT(found.type == dttot::SubjectType::person);
        CPPUNIT_ASSERT_EQUAL(std::string("Hisham AL-SAWWAFI"), found.name);
        CPPUNIT_ASSERT_EQUAL(std::string("Hisyam SAWAFI"), joined(found.aliases));
        CPPUNIT_ASSERT_EQUAL(std::string("ABU WALID"), joined(found.weakAliases));
        CPPUNIT_ASSERT_EQUAL(std::string("1943-08-17|1944~|1942/1944"), joined(found.birthDates));
        CPPUNIT_ASSERT_EQUAL(std::string("Street 1, Benghazi, Libya"), joined(found.addresses));
        CPPUNIT_ASSERT_EQUAL(std::string("LY"), joined(found.nationalities));
        CPPUNIT_ASSERT_EQUAL(std::string("Passport Z1234567 IR|Gender Male "), documentsOf(found));
        CPPUNIT_ASSERT_EQUAL(std::string("Z1234567"), joined(found.passports));
        CPPUNIT_ASSERT_EQUAL(std::string("SDGT|IRAN"), joined(found.programs));
        CPPUNIT_ASSERT_EQUAL(std::string("Title: Financier\n(Linked To: KALIMAYA)"), found.description);
        CPPUNIT_ASSERT_EQUAL(std::string(), issuesOf(found));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, list.summary.rows);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, list.summary.recordRows);
    }

    void whatOnlyThisFormTells() {
        const Read list = read(document(person()));
        CPPUNIT_ASSERT_EQUAL(std::string("2004-03-02"), joined(list.record(0).listedOn));
        CPPUNIT_ASSERT_EQUAL(std::string("هشام الصوافي"), joined(list.record(0).originalNames));
    }

    void theListIsKnownByItsContentAndItsFile() {
        const std::string bytes = document(person());
        CPPUNIT_ASSERT_EQUAL(
            std::string("ofac-sdn"), read(dttot::tables::tests::zipOf({{"SDN_ADVANCED.XML", bytes}})).list
        );
        CPPUNIT_ASSERT_EQUAL(std::string("ofac-consolidated"), read(bytes, "cons_advanced.xml").list);
        CPPUNIT_ASSERT_EQUAL(
            std::string("ofac-consolidated"), read(dttot::tables::tests::zipOf({{"CONS_ADVANCED.XML", bytes}})).list
        );
        CPPUNIT_ASSERT_EQUAL(
            std::string("dttot.list.unknown"), failureOf("<?xml version=\"1.0\"?><Sanctions><Other/></Sanctions>")
        );
    }

    void partsOfANameAreInTheOrderInWhichTheyAreSpoken() {
        const std::string identity =
            alias(R"(Primary="true")", named(part(61, "SANDRAWASIN") + part(63, "Petrovich") + part(62, "Igor")))
            + groups;
        CPPUNIT_ASSERT_EQUAL(
            std::string("Igor Petrovich SANDRAWASIN"), read(document(party(1, 4, identity))).record(0).name
        );
        // Without its groups a name is as it stands.
        const std::string bare = alias(R"(Primary="true")", named(part(71, "SANDRAWASIN") + part(72, "Igor")));
        CPPUNIT_ASSERT_EQUAL(std::string("SANDRAWASIN Igor"), read(document(party(1, 4, bare))).record(0).name);
    }

    void datesAreAsExactAsTheirPeriods() {
        CPPUNIT_ASSERT_EQUAL(std::string("1961"), birthDatesOf(period("1961-01-01", "1961-12-31")));
        CPPUNIT_ASSERT_EQUAL(std::string("1961-02"), birthDatesOf(period("1961-02-01", "1961-02-28")));
        CPPUNIT_ASSERT_EQUAL(std::string("1961-02-03/1961-02-09"), birthDatesOf(period("1961-02-03", "1961-02-09")));
        CPPUNIT_ASSERT_EQUAL(std::string("1961/1963"), birthDatesOf(period("1961-01-01", "1963-12-31")));
        CPPUNIT_ASSERT_EQUAL(
            std::string("1962-11-23"),
            birthDatesOf("<DatePeriod><Start>" + edge("From", "1962-11-23") + "</Start></DatePeriod>")
        );
        CPPUNIT_ASSERT_EQUAL(std::string(), birthDatesOf("<DatePeriod CalendarTypeID=\"1\"/>"));
        CPPUNIT_ASSERT_EQUAL(
            std::string("1962"),
            birthDatesOf("<DatePeriod><Start><From><Year>1962</Year><Month>77</Month></From></Start></DatePeriod>")
        );
        CPPUNIT_ASSERT_EQUAL(
            std::string(), birthDatesOf("<DatePeriod><Start><From><Year>19a2</Year></From></Start></DatePeriod>")
        );
        CPPUNIT_ASSERT_EQUAL(
            std::string("1962"),
            birthDatesOf("<DatePeriod><Start><From><Year>1962</Year><Month>111</Month></From></Start></DatePeriod>")
        );
    }

    void placesMayBeKnownByTheirArea() {
        const std::string name = alias(R"(Primary="true")", named(part(61, "X")));
        const Read list =
            read(document(party(1, 4, name, feature(25, at(504)) + feature(9, at(504)) + feature(11, at(504)))));
        CPPUNIT_ASSERT_EQUAL(std::string("Tripoli, Libya"), joined(list.record(0).addresses));
        CPPUNIT_ASSERT_EQUAL(std::string("Tripoli, Libya"), joined(list.record(0).birthPlaces));
        CPPUNIT_ASSERT_EQUAL(std::string("LY"), joined(list.record(0).nationalities));
    }

    void numbersThatLeadNowhereLeaveOutWhatTheyWouldSay() {
        const std::string name = alias(R"(Primary="true")", named(part(61, "X")));
        const Read list = read(document(party(
            3, 77, name, feature(25, at(9999)) + feature(10, at(9999)) + feature(8888, text("?")) + feature(224, "")
        )));
        const Record& found = list.record(0);
        CPPUNIT_ASSERT(found.type == dttot::SubjectType::entity);
        CPPUNIT_ASSERT(found.addresses.empty() && found.nationalities.empty() && found.programs.empty());
        CPPUNIT_ASSERT_EQUAL(std::string(" ? "), documentsOf(found));
        CPPUNIT_ASSERT_EQUAL(std::string(), issuesOf(found));
    }

    void aPartyWithoutANameIsARecordWithAnIssue() {
        CPPUNIT_ASSERT_EQUAL(std::string("name.missing "), issuesOf(read(document(party(1, 4, ""))).record(0)));
    }

    void aBrokenOrHostileListIsRefused() {
        const std::string bytes = document(person());
        CPPUNIT_ASSERT_EQUAL(std::string("dttot.file.damaged"), failureOf(bytes.substr(0, bytes.size() - 40)));
        std::string many;
        for (int i = 0; i < 30'000; ++i) {
            many += "<LocationPart/>";
        }
        CPPUNIT_ASSERT_EQUAL(
            std::string("dttot.file.too_large"),
            failureOf(
                "<?xml version=\"1.0\"?><Sanctions><ReferenceValueSets/><Locations><Location>" + many
                + "</Location></Locations></Sanctions>"
            )
        );
    }

private:
    /// All that is said of the subject, without where it stands and what only one form tells.
    static std::string contentOf(const Record& record) {
        boost::json::object all = dttot::jsonOf(record);
        for (const char* member : {"element", "source_row", "listed_on", "original_names", "related_parties"}) {
            all.erase(member);
        }
        return boost::json::serialize(all);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(OfacAdvancedTest);

} // namespace
