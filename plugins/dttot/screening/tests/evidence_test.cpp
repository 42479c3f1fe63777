#include "screening/birth_date.h"
#include "screening/index.h"

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace {

using namespace dttot::screening;

DateAgreement agreement(std::string_view a, std::string_view b) {
    return agreementOf(birthDateOf(a).value(), birthDateOf(b).value());
}

Entry listed() {
    Entry entry;
    entry.id = 1;
    entry.kind = Kind::person;
    entry.names = {{"Rustam Harun Kalibrata"}, {"Rustam"}};
    entry.birthDates = {"1975-03-09", "1976"};
    entry.birthPlaces = {"Kab. Wajo", "Bone"};
    entry.nationalities = {"ID"};
    entry.niks = {"9912041407810003"};
    return entry;
}

Subject named(std::string name, std::string born = {}, std::string place = {}) {
    Subject subject;
    subject.names = {std::move(name)};
    subject.birthDate = std::move(born);
    subject.birthPlace = std::move(place);
    return subject;
}

bool isHit(const Subject& subject) { return compared(subject, listed()).score >= Weights().threshold; }

bool gives(const Subject& subject, ReasonCode code) {
    const Hit hit = compared(subject, listed());
    return std::ranges::find(hit.reasons, code, &Reason::code) != hit.reasons.end();
}

} // namespace

class EvidenceTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(EvidenceTest);
    CPPUNIT_TEST(datesAreReadInAllTheirForms);
    CPPUNIT_TEST(datesThatAreNoneAreNotRead);
    CPPUNIT_TEST(datesAgreeAsFarAsTheyAreKnown);
    CPPUNIT_TEST(anyOfTheListedDatesMayBeTrue);
    CPPUNIT_TEST(anotherBirthYearMakesANamesake);
    CPPUNIT_TEST(aPlaceDoesNotOutweighAnotherBirthYear);
    CPPUNIT_TEST(aNameOfManyNeedsABirthday);
    CPPUNIT_TEST(placesAreComparedWithoutTheirKind);
    CPPUNIT_TEST(placesAreKnownByTheirOtherNames);
    CPPUNIT_TEST(everyHitHasAReason);
    CPPUNIT_TEST(aNikWithATypingErrorDoesNotSpeakAgainst);
    CPPUNIT_TEST(anotherNikSpeaksAgainst);
    CPPUNIT_TEST(aBirthdayMakesNobodyOfAnotherName);
    CPPUNIT_TEST(theSonOfAListedManIsNotListed);
    CPPUNIT_TEST(aCompanyIsNoPerson);
    CPPUNIT_TEST(whatIsMissingSpeaksNeitherForNorAgainst);
    CPPUNIT_TEST_SUITE_END();

public:
    void datesAreReadInAllTheirForms() {
        CPPUNIT_ASSERT_EQUAL(birthDateOf("1975-03")->from + 30, birthDateOf("1975-03")->to);
        CPPUNIT_ASSERT_EQUAL(birthDateOf("1975")->from + 364, birthDateOf("1975")->to);
        CPPUNIT_ASSERT(!birthDateOf("1975~")->isSharp);
        CPPUNIT_ASSERT_EQUAL(birthDateOf("1977")->to, birthDateOf("1975/1977")->to);
        CPPUNIT_ASSERT(birthDateOf("../1977").has_value());
        CPPUNIT_ASSERT(birthDateOf("1975/..").has_value());
    }

    void datesThatAreNoneAreNotRead() {
        for (const std::string_view text :
             {"", "75", "1975-13", "1975-02-30", "1975-2-3", "09/03/1975", "/", "abcd", "1975-03-09T00"}) {
            CPPUNIT_ASSERT_MESSAGE(std::string(text), !birthDateOf(text));
        }
    }

    void datesAgreeAsFarAsTheyAreKnown() {
        CPPUNIT_ASSERT(agreement("1975-03-09", "1975-03-09") == DateAgreement::equal);
        CPPUNIT_ASSERT(agreement("1975-03-09", "1975-03-10") == DateAgreement::equal);
        CPPUNIT_ASSERT(agreement("1975-03-09", "1975-09-03") == DateAgreement::swapped);
        CPPUNIT_ASSERT(agreement("1975-03-09", "1975") == DateAgreement::compatible);
        CPPUNIT_ASSERT(agreement("1975-03-09", "1976~") == DateAgreement::compatible);
        CPPUNIT_ASSERT(agreement("1975-03-09", "1970/1980") == DateAgreement::compatible);
        CPPUNIT_ASSERT(agreement("1975-03-09", "1977-03-09") == DateAgreement::near);
        CPPUNIT_ASSERT(agreement("1975-03-09", "1983") == DateAgreement::conflicting);
    }

    void anyOfTheListedDatesMayBeTrue() {
        CPPUNIT_ASSERT(gives(named("Rustam Harun Kalibrata", "1975-03-09"), ReasonCode::birthDateEqual));
        CPPUNIT_ASSERT(gives(named("Rustam Harun Kalibrata", "1976-11-11"), ReasonCode::birthDateCompatible));
    }

    void anotherBirthYearMakesANamesake() {
        CPPUNIT_ASSERT(isHit(named("Rustam Harun Kalibrata")));
        CPPUNIT_ASSERT(!isHit(named("Rustam Harun Kalibrata", "1988-01-02")));
    }

    void aPlaceDoesNotOutweighAnotherBirthYear() {
        CPPUNIT_ASSERT(!isHit(named("Rustam Harun Kalibrata", "1988-01-02", "Wajo")));
    }

    void aNameOfManyNeedsABirthday() {
        CPPUNIT_ASSERT(!isHit(named("Rustam")));
        CPPUNIT_ASSERT(!isHit(named("Rustam", "", "Wajo")));
        CPPUNIT_ASSERT(isHit(named("Rustam", "1975-03-09")));
        CPPUNIT_ASSERT(gives(named("Rustam"), ReasonCode::nameCommon));
    }

    void placesAreComparedWithoutTheirKind() {
        CPPUNIT_ASSERT(gives(named("Rustam Harun Kalibrata", "", "WAJO"), ReasonCode::birthPlaceEqual));
        CPPUNIT_ASSERT(
            gives(named("Rustam Harun Kalibrata", "", "Kabupaten Bone, Indonesia"), ReasonCode::birthPlaceEqual)
        );
        CPPUNIT_ASSERT(gives(named("Rustam Harun Kalibrata", "", "Kab. Maros"), ReasonCode::birthPlaceDiffers));
    }

    void placesAreKnownByTheirOtherNames() {
        const auto effect = [](std::string place, std::string listedPlace) {
            Entry entry = listed();
            entry.birthPlaces = {std::move(listedPlace)};
            const Hit hit = compared(named("Rustam Harun Kalibrata", "", std::move(place)), entry);
            const bool isSame =
                std::ranges::find(hit.reasons, ReasonCode::birthPlaceEqual, &Reason::code) != hit.reasons.end();
            const bool isOther =
                std::ranges::find(hit.reasons, ReasonCode::birthPlaceDiffers, &Reason::code) != hit.reasons.end();
            return isSame ? "same" : isOther ? "other" : "nothing";
        };

        struct Places {
            std::string_view one;
            std::string_view other;
            std::string_view are;
        };

        constexpr Places places[] = {
            {"South Jakarta", "Jakarta Selatan", "same"},
            {"Bogor Regency, West Java", "Kab. Bogor", "same"},
            {"Ujung Pandang", "Makassar", "same"},
            {"Ujungpandang", "Makasar", "same"},
            {"UJUNG PANDANG", "Makasar", "same"},
            {"Batavia", "Jakarta Pusat", "same"},
            {"Solo", "Kota Surakarta", "same"},
            {"Jogja", "Yogyakarta", "same"},
            {"Cairo, Egypt", "Kairo, Mesir", "same"},
            {"Kota Pandang", "Makassar", "other"},
            {"Solok", "Surakarta", "other"},
            {"Sulu, Filipina", "Solo", "other"},
            {"East", "Jakarta Timur", "nothing"},
            {"Tanjung Pinang", "Bandar Lampung", "other"},
        };
        for (const Places& each : places) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(
                std::string(each.one).append(" / ").append(each.other),
                std::string(each.are),
                std::string(effect(std::string(each.one), std::string(each.other)))
            );
            CPPUNIT_ASSERT_EQUAL_MESSAGE(
                std::string(each.other).append(" / ").append(each.one),
                std::string(each.are),
                std::string(effect(std::string(each.other), std::string(each.one)))
            );
        }
    }

    void everyHitHasAReason() {
        Entry company;
        company.id = 1;
        company.names = {{"PT Kalimasa Sejahtera Abadi"}};
        const Hit hit = compared(named("Kalimasa Sejahtera Abadi Tbk"), company);
        CPPUNIT_ASSERT(hit.score >= Weights().threshold);
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, hit.reasons.size());
        CPPUNIT_ASSERT(
            (hit.reasons[0] == Reason{ReasonCode::nameEqual, "kalimasa sejahtera abadi", "kalimasa sejahtera abadi"})
        );
        CPPUNIT_ASSERT((hit.reasons[1] == Reason{ReasonCode::wordExtra, "tbk", ""}));
        CPPUNIT_ASSERT((hit.reasons[2] == Reason{ReasonCode::wordMissing, "", "pt"}));
    }

    void aNikWithATypingErrorDoesNotSpeakAgainst() {
        Subject subject = named("Rustam Harun Kalibrata");
        subject.niks = {"9912041407810008"};
        CPPUNIT_ASSERT(gives(subject, ReasonCode::nikNear));
        CPPUNIT_ASSERT_DOUBLES_EQUAL(1.0, compared(subject, listed()).score, 1e-9);
    }

    void anotherNikSpeaksAgainst() {
        Subject subject = named("Rustam Harun Kalibrata");
        subject.niks = {"9931070101660021"};
        CPPUNIT_ASSERT(gives(subject, ReasonCode::nikDiffers));
        CPPUNIT_ASSERT(compared(subject, listed()).score < 0.85);
    }

    void aBirthdayMakesNobodyOfAnotherName() {
        CPPUNIT_ASSERT(!isHit(named("Gunadi Wesiputra", "1975-03-09", "Wajo")));
        CPPUNIT_ASSERT(!isHit(named("Rustam Wesiputra", "1988-03-09", "Wajo")));
    }

    void theSonOfAListedManIsNotListed() {
        const Subject son = named("Gunadi Wesiputra bin Rustam Harun Kalibrata");
        CPPUNIT_ASSERT(!isHit(son));
        CPPUNIT_ASSERT(gives(son, ReasonCode::fatherOnly));
    }

    void aCompanyIsNoPerson() {
        CPPUNIT_ASSERT(!isHit(named("PT Rustam Harun Kalibrata")));
        CPPUNIT_ASSERT(gives(named("PT Rustam Harun Kalibrata"), ReasonCode::kindDiffers));
    }

    void whatIsMissingSpeaksNeitherForNorAgainst() {
        CPPUNIT_ASSERT_DOUBLES_EQUAL(1.0, compared(named("Rustam Harun Kalibrata"), listed()).score, 1e-9);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(EvidenceTest);
