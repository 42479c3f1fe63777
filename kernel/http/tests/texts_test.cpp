#include <kernel/http/texts.h>

#include <cppunit/extensions/HelperMacros.h>

#include <stdexcept>

namespace {

class TextsTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(TextsTest);
    CPPUNIT_TEST(aSentenceIsTranslatedWithItsArguments);
    CPPUNIT_TEST(aSentenceWithoutTranslationStaysEnglish);
    CPPUNIT_TEST(theLastTranslationCounts);
    CPPUNIT_TEST(sentencesMayBeWrittenWithEscapes);
    CPPUNIT_TEST(theBestServedLanguageIsChosen);
    CPPUNIT_TEST(textsThatAreNoObjectOfTextsAreRefused);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        _texts.add("ar", R"({"At most {max} rows.": "{max} صفوف على الأكثر."})");
        _texts.add("id", R"({"Not found.": "Tidak ditemukan."})");
    }

    void aSentenceIsTranslatedWithItsArguments() {
        const tenon::Message message("At most {max} rows.", {{"max", 7}});
        CPPUNIT_ASSERT_EQUAL(std::string("7 صفوف على الأكثر."), _texts.say(message, "ar"));
    }

    void aSentenceWithoutTranslationStaysEnglish() {
        const tenon::Message message("At most {max} rows.", {{"max", 7}});
        CPPUNIT_ASSERT_EQUAL(std::string("At most 7 rows."), _texts.say(message, "id"));
        CPPUNIT_ASSERT_EQUAL(std::string("At most 7 rows."), _texts.say(message, "xx"));
    }

    void theLastTranslationCounts() {
        _texts.add("id", R"({"A.": "a", "Not found.": "Tidak ada.", "Z.": "z"})");
        CPPUNIT_ASSERT_EQUAL(std::string("Tidak ada."), _texts.say("Not found.", "id"));
        CPPUNIT_ASSERT_EQUAL(std::string("a"), _texts.say("A.", "id"));
        CPPUNIT_ASSERT_EQUAL(std::string("z"), _texts.say("Z.", "id"));
    }

    void sentencesMayBeWrittenWithEscapes() {
        _texts.add("ar", R"({"Say \"no\".": "\u0642\u0644 \"لا\".", "Yes.": "نعم.", "": "…"})");
        CPPUNIT_ASSERT_EQUAL(std::string("قل \"لا\"."), _texts.say("Say \"no\".", "ar"));
        CPPUNIT_ASSERT_EQUAL(std::string("نعم."), _texts.say("Yes.", "ar"));
        CPPUNIT_ASSERT_EQUAL(std::string("…"), _texts.say("", "ar"));
    }

    void theBestServedLanguageIsChosen() {
        const std::pair<const char*, std::string_view> cases[] = {
            {"", "en"},
            {"ar", "ar"},
            {"AR-SA, en;q=0.5", "ar"},
            {"fr, id;q=0.7, en;q=0.8", "en"},
            {"de;q=1, id;q=0.4", "id"},
            {"ar;q=0", "en"},
            {"ar;q=x", "en"},
            {";;,,", "en"},
        };
        for (const auto& [field, language] : cases) {
            CPPUNIT_ASSERT_EQUAL_MESSAGE(field, std::string(language), std::string(_texts.choose(field)));
        }
    }

    void textsThatAreNoObjectOfTextsAreRefused() {
        for (const char* json : {"", "[]", R"({"a": 1})", "{"}) {
            CPPUNIT_ASSERT_THROW(_texts.add("ar", json), std::invalid_argument);
        }
    }

private:
    tenon::http::Texts _texts;
};

} // namespace

CPPUNIT_TEST_SUITE_REGISTRATION(TextsTest);
