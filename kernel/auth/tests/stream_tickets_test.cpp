/// Tickets that open an event stream in place of a token.

#include "auth_fixture.h"

namespace tenon::auth {

template <Backend backend>
class StreamTicketsTest : public AuthFixture {
    CPPUNIT_TEST_SUITE(StreamTicketsTest);
    CPPUNIT_TEST(aTicketStandsForItsBearerOnce);
    CPPUNIT_TEST(aTicketLastsForSeconds);
    CPPUNIT_TEST(aTicketEndsWithItsSession);
    CPPUNIT_TEST(aTicketIsNoTokenAndATokenNoTicket);
    CPPUNIT_TEST(ticketsAreStoredHashed);
    CPPUNIT_TEST(oldTicketsAreRemoved);
    CPPUNIT_TEST_SUITE_END();

public:
    StreamTicketsTest() : AuthFixture(backend) {}

    void setUp() override {
        AuthFixture::setUp();
        addUser("ann");
        _tokens = signIn("ann");
    }

private:
    [[nodiscard]] std::string ticket() {
        return auth().tickets().issue(auth().authenticator().bearerOf(_tokens.access)->claims());
    }

    [[nodiscard]] std::shared_ptr<const Principal> bearer(const std::string& ticket) {
        return auth().authenticator().bearerOfTicket(ticket);
    }

    void aTicketStandsForItsBearerOnce() {
        const std::string issued = ticket();
        const auto first = bearer(issued);
        CPPUNIT_ASSERT(first != nullptr);
        CPPUNIT_ASSERT_EQUAL(std::string_view("ann"), first->name());
        CPPUNIT_ASSERT_EQUAL(std::string_view("gaara"), first->dialect());
        CPPUNIT_ASSERT(bearer(issued) == nullptr);
    }

    void aTicketLastsForSeconds() {
        const std::string early = ticket();
        const std::string late = ticket();
        now = now + StreamTickets::lifetime - std::chrono::seconds(1);
        CPPUNIT_ASSERT(bearer(early) != nullptr);
        now = now + std::chrono::seconds(1);
        CPPUNIT_ASSERT(bearer(late) == nullptr);
    }

    void aTicketEndsWithItsSession() {
        const std::string issued = ticket();
        const PrincipalCaller ann = callerWith(_tokens);
        auth().sessions().end(ann, ann.id(), ann.principal().session());
        CPPUNIT_ASSERT(bearer(issued) == nullptr);
    }

    void aTicketIsNoTokenAndATokenNoTicket() {
        CPPUNIT_ASSERT(!isValid(ticket()));
        CPPUNIT_ASSERT(bearer(_tokens.access) == nullptr);
        CPPUNIT_ASSERT(bearer("") == nullptr);
    }

    void ticketsAreStoredHashed() {
        const std::string issued = ticket();
        CPPUNIT_ASSERT_EQUAL(
            std::int64_t{0},
            db().value<std::int64_t>(
                    "SELECT COUNT(*) FROM tenon_stream_ticket WHERE ticket_hash = :ticket", {{"ticket", issued}}
            ).value()
        );
    }

    void oldTicketsAreRemoved() {
        static_cast<void>(ticket());
        now = now + StreamTickets::lifetime;
        static_cast<void>(ticket());
        CPPUNIT_ASSERT_EQUAL(
            std::int64_t{1}, db().value<std::int64_t>("SELECT COUNT(*) FROM tenon_stream_ticket").value()
        );
    }

    SessionTokens _tokens;
};

CPPUNIT_TEST_SUITE_REGISTRATION(StreamTicketsTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(StreamTicketsTest<Backend::PostgreSql>);

} // namespace tenon::auth
