#include "support.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace things::test {

const User admin{"admin", {}, true};
const User clerk{
    "clerk",
    {"things.things.view",
     "things.things.add",
     "things.things.change",
     "things.things.delete",
     "things.boxes.add",
     "things.boxes.change",
     "things.boxes.delete"},
};
const User other{
    "other",
    {"things.things.view", "things.things.add", "things.things.change", "things.things.delete"},
};
const User reader{"reader", {"things.things.view", "things.all", "things.colours.view"}};

Answer KernelFixture::call(
    const User& who,
    std::string_view method,
    std::string_view path,
    std::string_view body,
    const std::map<std::string, std::string>& headers
) {
    const Json json = body.empty() ? Json(nullptr) : boost::json::parse(std::string(body));
    return kernel().call(who, method, path, json, headers);
}

std::int64_t KernelFixture::added(const User& who, std::string_view path, std::string_view body) {
    const Answer answer = call(who, "POST", path, body);
    assertStatus(201, answer);
    return answer.json.at("id").as_int64();
}

std::int64_t KernelFixture::notes(std::string_view text) {
    return kernel()
        .database()
        .value<std::int64_t>("SELECT COUNT(*) FROM things_note WHERE text = :text", {{"text", text}})
        .value_or(0);
}

void KernelFixture::pause() {
    std::mutex mutex;
    std::condition_variable never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, std::chrono::milliseconds(10));
}

void assertJson(std::string_view expected, const Json& json) {
    const Json wanted = boost::json::parse(std::string(expected));
    CPPUNIT_ASSERT_EQUAL(boost::json::serialize(wanted), boost::json::serialize(json));
}

void assertStatus(int status, const Answer& answer) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, status, answer.status);
}

} // namespace things::test
