/// Lists of every kind, small and invented: what is read of them, and what they are recognised by.

#include "extraction/list_formats.h"
#include "extraction/tests/joined.h"
#include "extraction/tests/list_reading.h"
#include "tables/tests/workbook_builder.h"

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <set>

namespace {

using dttot::Record;
using dttot::tests::documentsOf;
using dttot::tests::failureOf;
using dttot::tests::issuesOf;
using dttot::tests::joined;
using dttot::tests::Read;
using dttot::tests::read;

const std::string unitedNations = R"(<?xml version="1.0" encoding="utf-8"?>
<CONSOLIDATED_LIST xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" dateGenerated="2026-01-01T00:00:00">
 <INDIVIDUALS>
  <INDIVIDUAL>
   <DATAID>990001</DATAID><VERSIONNUM>1</VERSIONNUM>
   <FIRST_NAME>Abdul Ghafar</FIRST_NAME><SECOND_NAME>Mansur</SECOND_NAME><THIRD_NAME>al-Marzani</THIRD_NAME>
   <UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE><REFERENCE_NUMBER>QDi.901</REFERENCE_NUMBER>
   <LISTED_ON>2004-03-02</LISTED_ON>
   <NAME_ORIGINAL_SCRIPT>عبد الغفار منصور المرزاني</NAME_ORIGINAL_SCRIPT>
   <COMMENTS1>Invented &amp; harmless.</COMMENTS1>
   <TITLE><VALUE>Maulavi</VALUE></TITLE>
   <DESIGNATION><VALUE>Deputy Minister</VALUE><VALUE>Governor</VALUE></DESIGNATION>
   <NATIONALITY><VALUE>Afghanistan</VALUE></NATIONALITY>
   <LAST_DAY_UPDATED><VALUE>2010-05-06T00:00:00</VALUE><VALUE>2012-07-08</VALUE></LAST_DAY_UPDATED>
   <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Abdol Ghaffar; Abd al-Ghafar Marzani</ALIAS_NAME></INDIVIDUAL_ALIAS>
   <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Abu Fida</ALIAS_NAME></INDIVIDUAL_ALIAS>
   <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
   <INDIVIDUAL_ADDRESS><STREET>Street 1</STREET><CITY>Ghazni</CITY><COUNTRY>Afghanistan</COUNTRY><NOTE>previous</NOTE></INDIVIDUAL_ADDRESS>
   <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1967</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
   <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1965</FROM_YEAR><TO_YEAR>1969</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
   <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1968-02-03</DATE></INDIVIDUAL_DATE_OF_BIRTH>
   <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Ghazni</CITY><COUNTRY>Afghanistan</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
   <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>ZZ7654321</NUMBER><ISSUING_COUNTRY>Afghanistan</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>
   <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT><NUMBER>9907150000000001</NUMBER><COUNTRY_OF_ISSUE>Indonesia</COUNTRY_OF_ISSUE></INDIVIDUAL_DOCUMENT>
  </INDIVIDUAL>
 </INDIVIDUALS>
 <ENTITIES>
  <ENTITY>
   <DATAID>990002</DATAID><FIRST_NAME>Kalimaya Trading Company</FIRST_NAME>
   <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.902</REFERENCE_NUMBER>
   <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>KTC</ALIAS_NAME></ENTITY_ALIAS>
   <ENTITY_ADDRESS><CITY>Pyongyang</CITY><COUNTRY>Democratic People's Republic of Korea</COUNTRY></ENTITY_ADDRESS>
  </ENTITY>
 </ENTITIES>
</CONSOLIDATED_LIST>)";

const std::string ofac = R"(<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="http://www.un.org/sanctions/1.0">
 <publshInformation><Publish_Date>01/01/2026</Publish_Date><Record_Count>2</Record_Count></publshInformation>
 <sdnEntry>
  <uid>99001</uid><firstName>Hisham</firstName><lastName>AL-SAWWAFI</lastName><title>Financier</title>
  <sdnType>Individual</sdnType><remarks>(Linked To: KALIMAYA TRADING COMPANY)</remarks>
  <programList><program>SDGT</program><program>IRAN</program></programList>
  <idList><id><uid>1</uid><idType>Passport</idType><idNumber>Z1234567</idNumber><idCountry>Iran</idCountry></id></idList>
  <akaList><aka><uid>2</uid><type>a.k.a.</type><category>strong</category><lastName>SAWAFI</lastName><firstName>Hisyam</firstName></aka>
   <aka><uid>3</uid><type>a.k.a.</type><category>weak</category><lastName>ABU WALID</lastName></aka></akaList>
  <addressList><address><uid>4</uid><city>Benghazi</city><country>Libya</country></address></addressList>
  <nationalityList><nationality><uid>5</uid><country>Libya</country><mainEntry>true</mainEntry></nationality></nationalityList>
  <dateOfBirthList><dateOfBirthItem><uid>6</uid><dateOfBirth>17 Aug 1943</dateOfBirth></dateOfBirthItem>
   <dateOfBirthItem><uid>7</uid><dateOfBirth>circa 1944</dateOfBirth></dateOfBirthItem>
   <dateOfBirthItem><uid>9</uid><dateOfBirth>01 Jan 1942 to 31 Dec 1944</dateOfBirth></dateOfBirthItem></dateOfBirthList>
  <placeOfBirthList><placeOfBirthItem><uid>8</uid><placeOfBirth>Benghazi, Libya</placeOfBirth></placeOfBirthItem></placeOfBirthList>
 </sdnEntry>
 <sdnEntry><uid>99002</uid><lastName>KALIMAYA STAR</lastName><sdnType>Vessel</sdnType>
  <programList><program>DPRK</program></programList></sdnEntry>
</sdnList>)";

const std::string sdn =
    "99001,\"AL-SAWWAFI, Hisham\",\"individual\",\"SDGT] [IRAN\",\"Financier\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"
    "\"DOB 17 Aug 1943; alt. DOB circa 1944; POB Benghazi, Libya; nationality Libya; Passport Z1234567 (Iran) issued 2 "
    "Mar 2004; National ID No. 123-45 (Iran); a.k.a. 'ABU WALID'; Linked To\"\r\n"
    "99002,\"KALIMAYA STAR\",\"vessel\",\"DPRK\",-0- ,\"XYZ9\",\"Cargo\",-0- ,-0- ,\"Panama\",-0- ,-0- \r\n"
    "99003,\"KALIMAYA TRADING COMPANY\",-0- ,\"DPRK\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n\x1a";

std::string dppspm() {
    using dttot::tables::tests::rowXml;
    const auto sheet = [](std::initializer_list<std::string> rows) {
        std::string xml = "<sheetData>";
        for (const std::string& row : rows) {
            xml += row;
        }
        return xml + "</sheetData>";
    };
    return dttot::tables::tests::workbookOf(
        {.sheets =
             {{"Orang",
               sheet(
                   {rowXml(
                        1,
                        {"Referensi",
                         "Nama",
                         "Gelar",
                         "Pekerjaan",
                         "Tanggal Lahir",
                         "Tempat Lahir",
                         "Alias 1",
                         "Alias 2",
                         "Kewarganegaraan",
                         "Nomor Paspor",
                         "Nomor Identitas",
                         "Alamat",
                         "Informasi Lain"}
                    ),
                    rowXml(2, {"ORANG ATAU INDIVIDUAL"}),
                    rowXml(
                        3,
                        {"DPRKi.901",
                         "Kim Kalimasan",
                         "Jenderal",
                         "Direktur",
                         "12 Maret 1950",
                         "Pyongyang",
                         "Kim Kali",
                         "NA",
                         "Republik Demokratik Rakyat Korea",
                         "Z563410081",
                         "12345",
                         "NA",
                         "Tercatat di PBB"}
                    )}
               )},
              {"Entitas",
               sheet(
                   {rowXml(1, {"Referensi", "Nama", "Alias 1", "Alamat", "Informasi Lain"}),
                    rowXml(2, {"KORPORASI ATAU ENTITAS"}),
                    rowXml(3, {"DPRKe.902", "Kalimaya Bank", "KB", "Pyongyang", "NA"})}
               )}}}
    );
}

class ListsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ListsTest);
    CPPUNIT_TEST(everyFormatHasAnIdAndANameOfItsOwn);
    CPPUNIT_TEST(aPersonOfTheUnitedNations);
    CPPUNIT_TEST(anEntityOfTheUnitedNations);
    CPPUNIT_TEST(aPersonOfOfacInXml);
    CPPUNIT_TEST(aVesselOfOfacIsAnEntity);
    CPPUNIT_TEST(ofacInOneDelimitedFile);
    CPPUNIT_TEST(ofacInAnArchiveOfFourFiles);
    CPPUNIT_TEST(theOtherListOfOfacIsKnownByItsFiles);
    CPPUNIT_TEST(aWorkbookOfARegime);
    CPPUNIT_TEST(anOwnListHasPlainColumns);
    CPPUNIT_TEST(whateverElseIsATableIsThePolicesList);
    CPPUNIT_TEST(aNamedScriptIsUsedWhateverTheContent);
    CPPUNIT_TEST(unknownXmlIsRefused);
    CPPUNIT_TEST(hostileXmlIsRefused);
    CPPUNIT_TEST(aBrokenListIsRefusedAsAWhole);
    CPPUNIT_TEST_SUITE_END();

public:
    void everyFormatHasAnIdAndANameOfItsOwn() {
        std::set<std::uint32_t> ids;
        std::set<std::string_view> names;
        for (const dttot::ListFormat* format : dttot::listFormats()) {
            CPPUNIT_ASSERT_MESSAGE(std::string(format->name), ids.insert(format->id).second);
            CPPUNIT_ASSERT_MESSAGE(std::string(format->name), names.insert(format->name).second);
            CPPUNIT_ASSERT(format->readTable != nullptr || format->readDocument != nullptr);
        }
        CPPUNIT_ASSERT(names.contains(dttot::defaultFormat));
    }

    void aPersonOfTheUnitedNations() {
        const Read un = read(unitedNations);
        const Record& person = un.record(0);
        CPPUNIT_ASSERT_EQUAL(std::string("un-consolidated un"), un.script + " " + un.list);
        CPPUNIT_ASSERT_EQUAL(std::string("Abdul Ghafar Mansur al-Marzani"), person.name);
        CPPUNIT_ASSERT_EQUAL(std::string("QDi.901"), person.kodeDensus);
        CPPUNIT_ASSERT_EQUAL(std::string("INDIVIDUAL 990001"), person.element);
        CPPUNIT_ASSERT_EQUAL(std::string("Abdol Ghaffar|Abd al-Ghafar Marzani"), joined(person.aliases));
        CPPUNIT_ASSERT_EQUAL(std::string("Abu Fida"), joined(person.weakAliases));
        CPPUNIT_ASSERT_EQUAL(std::string("عبد الغفار منصور المرزاني"), joined(person.originalNames));
        CPPUNIT_ASSERT_EQUAL(std::string("1967~|1965/1969|1968-02-03"), joined(person.birthDates));
        CPPUNIT_ASSERT_EQUAL(std::string("Ghazni, Afghanistan"), joined(person.birthPlaces));
        CPPUNIT_ASSERT_EQUAL(std::string("AF"), joined(person.nationalities));
        CPPUNIT_ASSERT_EQUAL(std::string("ZZ7654321"), joined(person.passports));
        CPPUNIT_ASSERT_EQUAL(std::string("9907150000000001"), joined(person.nik));
        CPPUNIT_ASSERT_EQUAL(
            std::string("Passport ZZ7654321 AF|National Identification Number 9907150000000001 ID"), documentsOf(person)
        );
        CPPUNIT_ASSERT_EQUAL(std::string("Street 1, Ghazni, Afghanistan, previous"), joined(person.addresses));
        CPPUNIT_ASSERT_EQUAL(std::string("2004-03-02|2010-05-06|2012-07-08"), joined(person.listedOn));
        CPPUNIT_ASSERT_EQUAL(
            std::string("Title: Maulavi\nDesignation: Deputy Minister\nDesignation: Governor\nInvented & harmless."),
            person.description
        );
        CPPUNIT_ASSERT_EQUAL(std::string(), issuesOf(person));
    }

    void anEntityOfTheUnitedNations() {
        const Read un = read(unitedNations);
        const Record& entity = un.record(1);
        CPPUNIT_ASSERT(entity.type == dttot::SubjectType::entity);
        CPPUNIT_ASSERT_EQUAL(std::string("Kalimaya Trading Company"), entity.name);
        CPPUNIT_ASSERT_EQUAL(std::string("KTC"), joined(entity.aliases));
        CPPUNIT_ASSERT_EQUAL(std::string("DPRK"), joined(entity.programs));
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, un.summary.rows);
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, un.summary.records);
    }

    void aPersonOfOfacInXml() {
        const Read list = read(dttot::tables::tests::zipOf({{"sdn.xml", ofac}}));
        const Record& person = list.record(0);
        CPPUNIT_ASSERT_EQUAL(std::string("ofac-xml ofac-sdn"), list.script + " " + list.list);
        CPPUNIT_ASSERT_EQUAL(std::string("Hisham AL-SAWWAFI"), person.name);
        CPPUNIT_ASSERT_EQUAL(std::string("Hisyam SAWAFI"), joined(person.aliases));
        CPPUNIT_ASSERT_EQUAL(std::string("ABU WALID"), joined(person.weakAliases));
        CPPUNIT_ASSERT_EQUAL(std::string("1943-08-17|1944~|1942/1944"), joined(person.birthDates));
        CPPUNIT_ASSERT_EQUAL(std::string("Benghazi, Libya"), joined(person.birthPlaces));
        CPPUNIT_ASSERT_EQUAL(std::string("LY"), joined(person.nationalities));
        CPPUNIT_ASSERT_EQUAL(std::string("Passport Z1234567 IR"), documentsOf(person));
        CPPUNIT_ASSERT_EQUAL(std::string("SDGT|IRAN"), joined(person.programs));
        CPPUNIT_ASSERT_EQUAL(std::string(), issuesOf(person));
    }

    void aVesselOfOfacIsAnEntity() {
        const Read list = read(ofac);
        CPPUNIT_ASSERT(list.record(1).type == dttot::SubjectType::entity);
        CPPUNIT_ASSERT_EQUAL(std::string("Kind: Vessel"), list.record(1).description);
    }

    void ofacInOneDelimitedFile() {
        const Read list = read(sdn, "sdn.csv");
        const Record& person = list.record(0);
        CPPUNIT_ASSERT_EQUAL(std::string("ofac-csv ofac-sdn"), list.script + " " + list.list);
        CPPUNIT_ASSERT_EQUAL(std::string("Hisham AL-SAWWAFI"), person.name);
        CPPUNIT_ASSERT_EQUAL(std::string("99001"), person.kodeDensus);
        CPPUNIT_ASSERT_EQUAL(std::string("ABU WALID"), joined(person.weakAliases));
        CPPUNIT_ASSERT_EQUAL(std::string("1943-08-17|1944~"), joined(person.birthDates));
        CPPUNIT_ASSERT_EQUAL(std::string("Benghazi, Libya"), joined(person.birthPlaces));
        CPPUNIT_ASSERT_EQUAL(std::string("LY"), joined(person.nationalities));
        CPPUNIT_ASSERT_EQUAL(std::string("Passport Z1234567 IR|National ID No. 123-45 IR"), documentsOf(person));
        CPPUNIT_ASSERT_EQUAL(std::string("SDGT|IRAN"), joined(person.programs));
        CPPUNIT_ASSERT_EQUAL(
            std::string("Kind: vessel\nCall sign: XYZ9\nVessel type: Cargo\nFlag: Panama"), list.record(1).description
        );
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, list.found->records.size());
        CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, list.summary.skipped);
    }

    void ofacInAnArchiveOfFourFiles() {
        const Read list = read(dttot::tables::tests::zipOf(
            {{"SDN.CSV", sdn},
             {"alt.csv", "99001,12,\"aka\",\"SAWAFI, Hisyam\",-0- \r\n"},
             {"add.csv", "99001,7,\"Street 1\",\"Benghazi\",\"Libya\",-0- \r\n"},
             {"sdn_comments.csv", "99001,\" KALIMAYA; Tax ID No. 77 (Libya).\"\r\n"}}
        ));
        const Record& person = list.record(0);
        CPPUNIT_ASSERT_EQUAL(std::string("Hisyam SAWAFI"), joined(person.aliases));
        CPPUNIT_ASSERT_EQUAL(std::string("Street 1, Benghazi, Libya"), joined(person.addresses));
        CPPUNIT_ASSERT(documentsOf(person).ends_with("|Tax ID No. 77 LY"));
        CPPUNIT_ASSERT(person.description.ends_with("Linked To KALIMAYA; Tax ID No. 77 (Libya)."));
    }

    void theOtherListOfOfacIsKnownByItsFiles() {
        CPPUNIT_ASSERT_EQUAL(std::string("ofac-consolidated"), read(sdn, "cons_prim.csv").list);
        CPPUNIT_ASSERT_EQUAL(
            std::string("ofac-consolidated"), read(dttot::tables::tests::zipOf({{"CONS_PRIM.CSV", sdn}})).list
        );
        CPPUNIT_ASSERT_EQUAL(std::string("ofac-consolidated"), read(ofac, "consolidated.xml").list);
    }

    void aWorkbookOfARegime() {
        const Read list = read(dppspm());
        CPPUNIT_ASSERT_EQUAL(std::string("dppspm dppspm-dprk"), list.script + " " + list.list);
        CPPUNIT_ASSERT_EQUAL(std::size_t{2}, list.found->records.size());
        const Record& person = list.record(0);
        CPPUNIT_ASSERT_EQUAL(std::string("DPRKi.901"), person.kodeDensus);
        CPPUNIT_ASSERT_EQUAL(std::string("Kim Kali"), joined(person.aliases));
        CPPUNIT_ASSERT_EQUAL(std::string("1950-03-12"), joined(person.birthDates));
        CPPUNIT_ASSERT_EQUAL(std::string("KP"), joined(person.nationalities));
        CPPUNIT_ASSERT_EQUAL(std::string("Z563410081"), joined(person.passports));
        CPPUNIT_ASSERT_EQUAL(std::string("Nomor Identitas 12345 "), documentsOf(person));
        CPPUNIT_ASSERT_EQUAL(std::string(), joined(person.addresses));
        CPPUNIT_ASSERT_EQUAL(std::string("Tercatat di PBB\nGelar: Jenderal\nPekerjaan: Direktur"), person.description);
        CPPUNIT_ASSERT_EQUAL(std::string(), issuesOf(person));
        CPPUNIT_ASSERT(list.record(1).type == dttot::SubjectType::entity);
        CPPUNIT_ASSERT_EQUAL(std::string("2 section"), list.found->kinds.at(1));
    }

    void anOwnListHasPlainColumns() {
        const Read list = read("Reference;Name;Type;Aliases;Weak_aliases;Birth_dates;Nationalities;Passports\n"
                               "S-1;Deden Murtopati;person;Kang Deden; D. M.;12/03/1980;Indonesia;Y1234567\n"
                               "S-2;\"Kalimaya; Sons\";entity;;;;;\n\nS-3;Siti Lembarjati;robot;;;1981~;;\n");
        CPPUNIT_ASSERT_EQUAL(std::string("own-list own:general"), list.script + " " + list.list);
        CPPUNIT_ASSERT_EQUAL(std::string("Deden Murtopati|Kalimaya; Sons|Siti Lembarjati"), list.found->names());
        CPPUNIT_ASSERT_EQUAL(std::string("S-1"), list.record(0).kodeDensus);
        CPPUNIT_ASSERT_EQUAL(std::string("D. M."), joined(list.record(0).weakAliases));
        CPPUNIT_ASSERT_EQUAL(std::string("1980-03-12"), joined(list.record(0).birthDates));
        CPPUNIT_ASSERT_EQUAL(std::string("ID"), joined(list.record(0).nationalities));
        CPPUNIT_ASSERT_EQUAL(std::string("type.unknown robot"), issuesOf(list.record(2)));
        CPPUNIT_ASSERT_EQUAL(list.summary.rows, list.summary.recordRows + list.summary.skipped);
    }

    void whateverElseIsATableIsThePolicesList() {
        const Read list = read("Nama;Kode;WN\nBima;IDD-001;Mesir\n");
        CPPUNIT_ASSERT_EQUAL(std::string("dttot-list dttot"), list.script + " " + list.list);
        CPPUNIT_ASSERT_EQUAL(std::string("dttot"), read("reference,name\nIDD-001,Bima alias Jaka\n").list);
    }

    void aNamedScriptIsUsedWhateverTheContent() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("own-list"), read("Reference;Name;Reason\nS-1;Deden;-\n", "list", "own-list").script
        );
        CPPUNIT_ASSERT_EQUAL(std::string("dttot.list.other_format"), failureOf(ofac, "dttot-list"));
        CPPUNIT_ASSERT_EQUAL(std::string("dttot.list.other_format"), failureOf(ofac, "none"));
    }

    void unknownXmlIsRefused() {
        CPPUNIT_ASSERT_EQUAL(std::string("dttot.list.unknown"), failureOf("<?xml version=\"1.0\"?><catalogue/>"));
        CPPUNIT_ASSERT_EQUAL(
            std::string("dttot.list.unknown"),
            failureOf(dttot::tables::tests::zipOf({{"a.xml", ofac}, {"b.xml", ofac}}))
        );
    }

    void hostileXmlIsRefused() {
        const auto list = [](const std::string& inside, const std::string& before = "") {
            return "<?xml version=\"1.0\"?>" + before + "<sdnList><sdnEntry>" + inside + "</sdnEntry></sdnList>";
        };
        const std::string laughs = "<!-- --> <!DOCTYPE sdnList [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>";
        CPPUNIT_ASSERT_EQUAL(std::string("dttot.file.unsupported"), failureOf(list("<uid>&b;</uid>", laughs)));
        const std::string late = std::string(8000, ' ') + laughs;
        CPPUNIT_ASSERT_EQUAL(std::string("dttot.file.xml_doctype"), failureOf(list("<uid>&b;</uid>", late)));
        std::string deep;
        std::string many;
        for (int i = 0; i < 30'000; ++i) {
            deep += "<a>";
            many += "<a/>";
        }
        CPPUNIT_ASSERT_EQUAL(std::string("dttot.file.xml_depth"), failureOf(list(deep)));
        CPPUNIT_ASSERT_EQUAL(std::string("dttot.file.too_large"), failureOf(list(many)));
        CPPUNIT_ASSERT_EQUAL(
            std::string("dttot.file.too_large"), failureOf(list("<uid>" + std::string(2U << 20U, 'x') + "</uid>"))
        );
    }

    void aBrokenListIsRefusedAsAWhole() {
        CPPUNIT_ASSERT_EQUAL(
            std::string("dttot.file.damaged"), failureOf(unitedNations.substr(0, unitedNations.size() / 2))
        );
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(ListsTest);

} // namespace
