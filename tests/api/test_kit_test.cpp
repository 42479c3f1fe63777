/// What the test kit promises to tests: no kernel finds anything of the one before.

#include "support.h"

namespace things::test {

template <On on>
class TestKitTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(TestKitTest);
    CPPUNIT_TEST(aKernelBeginsAsTheOneBeforeBegan);
    CPPUNIT_TEST_SUITE_END();

public:
    void aKernelBeginsAsTheOneBeforeBegan() {
        const Seen first = seenByANewKernel();
        const Seen second = seenByANewKernel();
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, first.boxes);
        CPPUNIT_ASSERT_EQUAL(std::size_t{0}, second.boxes);
        CPPUNIT_ASSERT_EQUAL(first.idOfTheNextBox, second.idOfTheNextBox);
        CPPUNIT_ASSERT_EQUAL(first.colours, second.colours);
        CPPUNIT_ASSERT_EQUAL(first.audited, second.audited);
    }

private:
    struct Seen {
        std::size_t boxes;
        std::string colours; ///< They come with the migrations.
        std::size_t audited;
        std::int64_t idOfTheNextBox;
    };

    static Seen seenByANewKernel() {
        tenon::test::Kernel kernel(tenon_module_v1, on);
        return {
            .boxes = kernel.call(admin, "GET", "/boxes").json.as_array().size(),
            .colours = kernel.call(admin, "GET", "/colours").text,
            .audited = kernel.auditedActions().size(),
            .idOfTheNextBox = kernel.call(admin, "POST", "/boxes", {{"name", "big"}}).json.at("id").as_int64(),
        };
    }
};

static const OnBothDatabases<TestKitTest> registered;

} // namespace things::test
