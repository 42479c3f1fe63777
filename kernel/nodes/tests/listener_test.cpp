#include "heard.h"

#include <kernel/http/transport/file_descriptor.h>
#include <kernel/nodes/listener.h>

#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

#include <array>
#include <poll.h>
#include <stdexcept>
#include <sys/eventfd.h>

namespace {

using tenon::nodes::test::EventLog;
using tenon::nodes::test::Heard;
using Texts = std::vector<std::string>;

/// A line in memory that can be cut.
class CuttableLine final : public tenon::nodes::Line {
public:
    void say(const std::string& text) override {
        const std::lock_guard lock(_mutex);
        _said.push_back(text);
        ::eventfd_write(_news.get(), 1);
    }

    void cut(bool isCut) {
        const std::lock_guard lock(_mutex);
        _isCut = isCut;
        ::eventfd_write(_news.get(), 1);
    }

    void open() override {
        const std::lock_guard lock(_mutex);
        if (_isCut) {
            throw std::runtime_error("cut");
        }
        _said.clear();
    }

    [[nodiscard]] Texts hear(int wake) override {
        std::array<pollfd, 2> watched{
            {{.fd = _news.get(), .events = POLLIN, .revents = 0}, {.fd = wake, .events = POLLIN, .revents = 0}}};
        ::poll(watched.data(), watched.size(), -1);
        const std::lock_guard lock(_mutex);
        if (_isCut) {
            throw std::runtime_error("cut");
        }
        if (watched[0].revents != 0) {
            eventfd_t count = 0;
            ::eventfd_read(_news.get(), &count);
        }
        return std::exchange(_said, {});
    }

private:
    tenon::http::FileDescriptor _news{::eventfd(0, EFD_CLOEXEC)};
    std::mutex _mutex;
    Texts _said;         // guarded by _mutex
    bool _isCut = false; // guarded by _mutex
};

class ListenerTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(ListenerTest);
    CPPUNIT_TEST(hearsWhatIsSaidInItsOrderAfterTheLineOpened);
    CPPUNIT_TEST(aLineThatWasCutOpensAgainAndIsSaidToBeDownUntilThen);
    CPPUNIT_TEST(endsWhileItWaitsAndWhileTheLineIsDown);
    CPPUNIT_TEST(mayBeStoppedTwiceAndWithoutAStart);
    CPPUNIT_TEST_SUITE_END();

public:
    void hearsWhatIsSaidInItsOrderAfterTheLineOpened() {
        _listener.start();
        CPPUNIT_ASSERT(_heard.upTo(1) == Texts({"opened"}));
        for (const char* text : {"1", "2", "3"}) {
            _line.say(text);
        }
        CPPUNIT_ASSERT(_heard.upTo(4) == Texts({"opened", "1", "2", "3"}));
        CPPUNIT_ASSERT(!_listener.isDown());
    }

    void aLineThatWasCutOpensAgainAndIsSaidToBeDownUntilThen() {
        _listener.start();
        CPPUNIT_ASSERT(_heard.upTo(1) == Texts({"opened"}));
        _line.cut(true);
        CPPUNIT_ASSERT(_log.events.upTo(1) == Texts({"nodes.line.down"}));
        CPPUNIT_ASSERT(_listener.isDown());
        _line.cut(false);
        CPPUNIT_ASSERT(_log.events.upTo(2) == Texts({"nodes.line.down", "nodes.line.up"}));
        CPPUNIT_ASSERT(!_listener.isDown());
        _line.say("after");
        CPPUNIT_ASSERT(_heard.upTo(3) == Texts({"opened", "opened", "after"}));
    }

    void endsWhileItWaitsAndWhileTheLineIsDown() {
        _line.cut(true);
        _listener.start();
        CPPUNIT_ASSERT(_log.events.upTo(1) == Texts({"nodes.line.down"}));
        _listener.stop();
        CPPUNIT_ASSERT(_heard.upTo(0).empty());

        CuttableLine quiet;
        tenon::nodes::Listener waiting(quiet, calls(), _log);
        waiting.start();
        CPPUNIT_ASSERT(_heard.upTo(1) == Texts({"opened"}));
        waiting.stop();
        quiet.say("too late");
        CPPUNIT_ASSERT(_heard.upTo(1) == Texts({"opened"}));
    }

    void mayBeStoppedTwiceAndWithoutAStart() {
        _listener.stop();
        _listener.stop();
        CPPUNIT_ASSERT(_heard.upTo(0).empty());
    }

private:
    tenon::nodes::Listener::Calls calls() {
        return {
            .opened = [this] { _heard.add("opened"); }, .heard = [this](const std::string& text) { _heard.add(text); }};
    }

    Heard _heard;
    EventLog _log;
    CuttableLine _line;
    tenon::nodes::Listener _listener{_line, calls(), _log};
};

CPPUNIT_TEST_SUITE_REGISTRATION(ListenerTest);

} // namespace
