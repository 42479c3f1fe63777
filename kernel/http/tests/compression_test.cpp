#include <kernel/http/compression.h>

#include <cppunit/extensions/HelperMacros.h>
#include <zlib.h>

namespace tenon::http::test {

namespace {

std::string unpacked(std::string packed) {
    std::string plain(100'000, '\0');
    z_stream state{};
    ::inflateInit2(&state, 16 + MAX_WBITS);
    state.next_in = reinterpret_cast<Bytef*>(packed.data());
    state.avail_in = static_cast<uInt>(packed.size());
    state.next_out = reinterpret_cast<Bytef*>(plain.data());
    state.avail_out = static_cast<uInt>(plain.size());
    const int result = ::inflate(&state, Z_FINISH);
    plain.resize(state.total_out);
    ::inflateEnd(&state);
    return result == Z_STREAM_END ? plain : "not gzip";
}

Answer answerWith(const std::string& contentType, std::size_t size) {
    Answer answer;
    answer.add("Content-Type", contentType);
    answer.body = std::string(size, 'a');
    return answer;
}

void compressFor(std::string_view accepted, Answer& answer) {
    const Header headers[] = {{"accept-encoding", accepted}};
    compress({.headers = headers}, answer);
}

} // namespace

class CompressionTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(CompressionTest);
    CPPUNIT_TEST(theWeightsOfAcceptEncodingDecide);
    CPPUNIT_TEST(aLongTextIsCompressedAndSaysSo);
    CPPUNIT_TEST(theEtagOfACompressedTextIsWeak);
    CPPUNIT_TEST(aTextThatDependsOnTheClientSaysSoToOthersToo);
    CPPUNIT_TEST(shortEncodedAndDenseBodiesStayAsTheyAre);
    CPPUNIT_TEST_SUITE_END();

public:
    void theWeightsOfAcceptEncodingDecide() {
        for (const auto* accepted :
             {"gzip",
              "GZIP",
              "br, gzip",
              "gzip;q=0.001",
              "deflate;q=1, gzip; q=0.5",
              "*",
              "x-gzip",
              "identity;q=0.5, *;q=0.5",
              "gzip;q=1.000"}) {
            CPPUNIT_ASSERT_MESSAGE(accepted, prefersGzip(accepted));
        }
        for (const auto* accepted :
             {"",
              "br",
              "gzip;q=0",
              "gzip;q=0.0",
              "gzip;q=0, *",
              "*;q=0",
              "identity, gzip;q=0.5",
              "gzip;q=abc",
              "gzipped",
              "gzip;q=-1",
              "gzip;q="}) {
            CPPUNIT_ASSERT_MESSAGE(accepted, !prefersGzip(accepted));
        }
    }

    void aLongTextIsCompressedAndSaysSo() {
        for (int i = 0; i < 2; ++i) { // the second time with the state of the first
            Answer answer = answerWith("application/json; charset=utf-8", 5000);
            compressFor("gzip", answer);
            CPPUNIT_ASSERT(answer.field("content-encoding") == "gzip");
            CPPUNIT_ASSERT(answer.field("vary") == "Accept-Encoding");
            CPPUNIT_ASSERT(std::get<std::string>(answer.body).size() < 100);
            CPPUNIT_ASSERT_EQUAL(std::string(5000, 'a'), unpacked(std::get<std::string>(answer.body)));
        }
    }

    void theEtagOfACompressedTextIsWeak() {
        Answer answer = answerWith("text/csv", 5000);
        answer.add("ETag", "\"7\"");
        compressFor("gzip", answer);
        CPPUNIT_ASSERT(answer.field("etag") == "W/\"7\"");
    }

    void aTextThatDependsOnTheClientSaysSoToOthersToo() {
        Answer answer = answerWith("text/html", 5000);
        compressFor("br", answer);
        CPPUNIT_ASSERT(answer.field("vary") == "Accept-Encoding");
        CPPUNIT_ASSERT(!answer.field("content-encoding"));
        CPPUNIT_ASSERT_EQUAL(std::size_t{5000}, std::get<std::string>(answer.body).size());
    }

    void shortEncodedAndDenseBodiesStayAsTheyAre() {
        Answer shortText = answerWith("text/html", 1023);
        Answer picture = answerWith("image/png", 5000);
        Answer encoded = answerWith("text/html", 5000);
        encoded.add("Content-Encoding", "br");
        for (Answer* answer : {&shortText, &picture, &encoded}) {
            const std::size_t before = std::get<std::string>(answer->body).size();
            compressFor("gzip", *answer);
            CPPUNIT_ASSERT(!answer->field("vary"));
            CPPUNIT_ASSERT_EQUAL(before, std::get<std::string>(answer->body).size());
        }
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(CompressionTest);

} // namespace tenon::http::test
