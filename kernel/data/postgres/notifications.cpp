#include <kernel/data/postgres/notifications.h>
#include <kernel/data/postgres/result.h>

#include <tenon/database.h>

#include <array>
#include <poll.h>

namespace tenon::data::postgres {

namespace {

[[noreturn]] void fail(PGconn* connection) {
    throw DatabaseError(DatabaseError::Kind::Connection, "", PQerrorMessage(connection));
}

struct FreeNotification {
    void operator()(PGnotify* notification) const noexcept { PQfreemem(notification); }
};

} // namespace

Notifications::Notifications(const DatabaseUrl& url, const DatabaseSettings& settings, const std::string& channel)
    : _connection(connected(url, settings)) {
    const Result result(PQexec(_connection.get(), ("LISTEN " + channel).c_str()));
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
        fail(_connection.get());
    }
}

std::vector<std::string> Notifications::wait(int wake) {
    std::array<pollfd, 2> watched{
        {{.fd = PQsocket(_connection.get()), .events = POLLIN, .revents = 0},
         {.fd = wake, .events = POLLIN, .revents = 0}}};
    ::poll(watched.data(), watched.size(), -1);
    if (watched[0].revents != 0 && PQconsumeInput(_connection.get()) == 0) {
        fail(_connection.get());
    }
    return arrived();
}

std::vector<std::string> Notifications::arrived() {
    std::vector<std::string> texts;
    while (const std::unique_ptr<PGnotify, FreeNotification> next{PQnotifies(_connection.get())}) {
        texts.emplace_back(next->extra);
    }
    return texts;
}

} // namespace tenon::data::postgres
