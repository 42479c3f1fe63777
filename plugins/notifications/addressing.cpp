#include "addressing.h"

#include "channels.h"

namespace notifications {

namespace {

std::string_view lackOf(Channel channel) {
    return channel == Channel::email ? "The account has no address." : "The account has no webhook.";
}

} // namespace

void Addressing::address(const StoredNotice& stored, std::int64_t account) {
    const auto person = _parts.people.with(account);
    if (!person) {
        return;
    }
    const Notice& notice = stored.notice;
    const Wishes wishes = _parts.preferences.of(person->id);
    const auto quiet = notice.isUrgent ? std::nullopt : wishes.quietHours(person->timeZone);
    const auto worded = [&](const tenon::Message& message) {
        return stored.wording == Wording::asWritten ? message.text() : _parts.app.say(message, person->language);
    };
    const tenon::Timestamp now = tenon::Clock::now();
    NewDelivery delivery{.address = {}, .title = worded(notice.title), .body = worded(notice.body), .dueAt = now};
    for (const Channel channel : channelsFor(stored)) {
        if (!wishes.wants(channel, notice.kind)) {
            continue;
        }
        delivery.channel = channel;
        // A list disturbs nobody.
        delivery.dueAt = quiet && channel != Channel::inApp ? quiet->earliest(now) : now;
        const auto addresses = addressesOf(*person, channel);
        for (const std::string& address : addresses) {
            delivery.address = address;
            _parts.deliveries.add(stored, *person, delivery);
        }
        if (addresses.empty() && !notice.channels.empty()) {
            NewDelivery lacking = delivery;
            lacking.address.clear();
            lacking.fault = lackOf(channel);
            _parts.deliveries.add(stored, *person, lacking);
        }
    }
}

std::vector<Channel> Addressing::channelsFor(const StoredNotice& stored) const {
    if (!stored.notice.channels.empty()) {
        return stored.notice.channels;
    }
    std::vector<Channel> channels{Channel::inApp, Channel::webhook};
    if (_email == Email::configured) {
        channels.push_back(Channel::email);
    }
    return channels;
}

std::vector<std::string> Addressing::addressesOf(const Person& person, Channel channel) {
    switch (channel) {
    case Channel::inApp:
        return {""};
    case Channel::email:
        return person.email.empty() ? std::vector<std::string>() : std::vector{person.email};
    case Channel::webhook:
        return _parts.webhooks.urlsOf(person.id);
    }
    return {};
}

} // namespace notifications
