#include "fixture.h"

#include <tenon/error.h>

#include <cppunit/extensions/HelperMacros.h>

#include <string>
#include <vector>

namespace {

using namespace tenon::jobs;
using namespace tenon::jobs::test;
using tenon::Backend;
using tenon::JobRun;
using tenon::JsonObject;
using State = tenon::http::EventSource::State;

struct SentEvent {
    std::int64_t id;
    std::string name;
    JsonObject data;
};

/// Reads "id: …\nevent: …\ndata: …\n\n" blocks.
std::vector<SentEvent> parse(std::string_view text) {
    std::vector<SentEvent> events;
    while (!text.empty()) {
        const auto line = [&](std::string_view field) {
            CPPUNIT_ASSERT_MESSAGE(std::string(text), text.starts_with(field));
            const auto end = text.find('\n');
            const std::string value(text.substr(field.size(), end - field.size()));
            text.remove_prefix(end + 1);
            return value;
        };
        const auto id = std::stoll(line("id: "));
        const auto name = line("event: ");
        const auto data = line("data: ");
        CPPUNIT_ASSERT(line("").empty());
        events.push_back({id, name, boost::json::parse(data).as_object()});
    }
    return events;
}

template <Backend backend>
class JobStreamTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(JobStreamTest<backend>);
    CPPUNIT_TEST(aStreamEndsWithTheJob);
    CPPUNIT_TEST(eventsComeInTheOrderOfTheirIds);
    CPPUNIT_TEST(whatTheLastEventIdCoversIsNotSentAgain);
    CPPUNIT_TEST(aStreamOfAJobThatHasEndedSendsItsEnd);
    CPPUNIT_TEST(aStrangeLastEventIdBeginsAnew);
    CPPUNIT_TEST(aFailedJobEndsItsStreamAsFailed);
    CPPUNIT_TEST(aCancelledJobEndsItsStreamAsCancelled);
    CPPUNIT_TEST(aJobOfAnotherNodeIsSeen);
    CPPUNIT_TEST(thereIsNoStreamWithoutAJob);
    CPPUNIT_TEST(manyStreamsAreServedTogether);
    CPPUNIT_TEST_SUITE_END();

public:
    void setUp() override {
        _clock = std::make_unique<MovedClock>();
        _database = std::make_unique<JobsDatabase>(backend);
        _node = std::make_unique<Node>(_database->get());
    }

    void tearDown() override {
        _node.reset();
        _database.reset();
        _clock.reset();
    }

    void aStreamEndsWithTheJob() {
        queue().declare("test", "work", [](JobRun&) { return JsonObject{{"pages", 3}}; });
        queue().start();
        const auto events = eventsOf(enqueue());
        CPPUNIT_ASSERT_EQUAL(std::string("done"), events.back().name);
        CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, events.back().data.at("result").at("pages").as_int64());
    }

    void eventsComeInTheOrderOfTheirIds() {
        Signal signal;
        std::atomic<int> wanted{0};
        queue().declare("test", "work", [&](JobRun& run) {
            for (int step = 1; step <= 3; ++step) {
                signal.await([&] { return wanted >= step; });
                run.progress(step * 25, {{"step", step}});
            }
            signal.await([&] { return wanted >= 4; });
            return JsonObject();
        });
        queue().start();
        const auto id = enqueue();
        const auto stream = queue().stream(id, "");
        std::string text;
        for (int step = 1; step <= 4; ++step) {
            wanted = step;
            signal.raise();
            _node->await(id, [&](const tenon::JobState& state) {
                stream->next(text);
                return state.progress >= step * 25;
            });
        }
        text += _node->awaitEnd(*stream);
        const auto events = parse(text);
        CPPUNIT_ASSERT(events.size() >= 4);
        for (std::size_t i = 1; i < events.size(); ++i) {
            CPPUNIT_ASSERT(events[i - 1].id < events[i].id);
            CPPUNIT_ASSERT(events[i - 1].data.at("progress").as_int64() <= events[i].data.at("progress").as_int64());
            CPPUNIT_ASSERT_EQUAL(std::string("progress"), events[i - 1].name);
        }
        CPPUNIT_ASSERT_EQUAL(std::string("done"), events.back().name);
    }

    void whatTheLastEventIdCoversIsNotSentAgain() {
        queue().declare("test", "work", nothing);
        const auto id = enqueue();
        std::string text;
        queue().stream(id, "")->next(text);
        const auto first = parse(text).back().id;
        std::string nothingNew;
        CPPUNIT_ASSERT(State::Open == queue().stream(id, std::to_string(first))->next(nothingNew));
        CPPUNIT_ASSERT_EQUAL(std::string(), nothingNew);
        const auto resumed = queue().stream(id, std::to_string(first));
        queue().start();
        CPPUNIT_ASSERT(parse(_node->awaitEnd(*resumed)).front().id > first);
    }

    void aStreamOfAJobThatHasEndedSendsItsEnd() {
        queue().declare("test", "work", nothing);
        queue().start();
        const auto id = enqueue();
        _node->awaitEnd(id);
        std::string text;
        CPPUNIT_ASSERT(State::Finished == queue().stream(id, "1")->next(text));
        CPPUNIT_ASSERT_EQUAL(std::size_t{1}, parse(text).size());
        CPPUNIT_ASSERT_EQUAL(std::string("done"), parse(text).front().name);
    }

    void aStrangeLastEventIdBeginsAnew() {
        queue().declare("test", "work", nothing);
        const auto id = enqueue();
        for (const char* strange : {"x", "1x", "-5", "99999999999999999999"}) {
            std::string text;
            queue().stream(id, strange)->next(text);
            CPPUNIT_ASSERT_EQUAL_MESSAGE(strange, std::size_t{1}, parse(text).size());
        }
    }

    void aFailedJobEndsItsStreamAsFailed() {
        queue().declare("test", "work", [](JobRun&) -> JsonObject { throw tenon::Conflict("STALE", "Too late."); });
        queue().start();
        const auto last = eventsOf(enqueue()).back();
        CPPUNIT_ASSERT_EQUAL(std::string("failed"), last.name);
        CPPUNIT_ASSERT_EQUAL(std::string("STALE"), std::string(last.data.at("error").at("code").as_string()));
    }

    void aCancelledJobEndsItsStreamAsCancelled() {
        queue().declare("test", "work", nothing);
        const auto id = enqueue();
        const auto stream = queue().stream(id, "");
        queue().cancel(id, _owner);
        queue().withdraw("test");
        queue().start();
        CPPUNIT_ASSERT_EQUAL(std::string("cancelled"), parse(_node->awaitEnd(*stream)).back().name);
    }

    void aJobOfAnotherNodeIsSeen() {
        Node other(_database->get(), "node-2");
        other->declare("test", "work", nothing);
        const auto id = other->enqueue("work", {}, _owner).id;
        queue().start(); // knows no kind of job
        const auto stream = queue().stream(id, "");
        other->start();
        CPPUNIT_ASSERT_EQUAL(std::string("done"), parse(_node->awaitEnd(*stream)).back().name);
    }

    void thereIsNoStreamWithoutAJob() {
        CPPUNIT_ASSERT_THROW(static_cast<void>(queue().stream(12345, "")), tenon::NotFound);
    }

    void manyStreamsAreServedTogether() {
        queue().declare("test", "work", nothing).parallel(4);
        std::vector<std::shared_ptr<tenon::http::EventSource>> streams;
        for (int i = 0; i < 70; ++i) { // more than one question to the database holds
            streams.push_back(queue().stream(enqueue(), ""));
        }
        queue().start();
        for (const auto& stream : streams) {
            CPPUNIT_ASSERT_EQUAL(std::string("done"), parse(_node->awaitEnd(*stream)).back().name);
        }
    }

private:
    static JsonObject nothing(JobRun&) { return {}; }

    JobQueue& queue() { return **_node; }

    std::int64_t enqueue() { return queue().enqueue("work", {}, _owner).id; }

    std::vector<SentEvent> eventsOf(std::int64_t id) {
        const auto stream = queue().stream(id, "");
        return parse(_node->awaitEnd(*stream));
    }

    const Account _owner{7};
    std::unique_ptr<MovedClock> _clock;
    std::unique_ptr<JobsDatabase> _database;
    std::unique_ptr<Node> _node;
};

CPPUNIT_TEST_SUITE_REGISTRATION(JobStreamTest<Backend::Sqlite>);
CPPUNIT_TEST_SUITE_REGISTRATION(JobStreamTest<Backend::PostgreSql>);

} // namespace
