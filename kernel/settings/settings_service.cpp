#include "settings_service.h"

#include "change.h"

#include <kernel/http/conditional.h>

#include <tenon/error.h>

#include <algorithm>
#include <stdexcept>

namespace tenon::settings {

namespace {

constexpr std::string_view model = "tenon_setting";
constexpr auto lookInterval = std::chrono::seconds(1);
/// The lock on the newest version keeps changes apart: they wait for each other rather than fail.
constexpr Isolation byLock = Isolation::ReadCommitted;

std::string tagOf(std::int64_t version) { return "\"" + std::to_string(version) + "\""; }

} // namespace

SettingsService::SettingsService(Parts parts)
    : _parts(parts), _store(parts.database, parts.secrets, parts.log),
      _ticker("settings", parts.log, [this] { return look(); }) {}

Section& SettingsService::declare(std::string module, std::string name, const Fields& fields) {
    if (const Section* other = find(name); other != nullptr) {
        throw std::invalid_argument(
            "the section " + name + " of settings is declared by module " + other->module() + " already"
        );
    }
    auto section = std::make_unique<Section>(std::move(module), std::move(name), fields, _store);
    const auto at =
        std::ranges::upper_bound(_sections, section->name(), {}, [](const auto& other) { return other->name(); });
    return **_sections.insert(at, std::move(section));
}

void SettingsService::withdraw(std::string_view module) {
    for (auto& section : _sections) {
        if (section->module() == module) {
            _withdrawn.push_back(std::move(section));
        }
    }
    std::erase(_sections, nullptr);
}

Section* SettingsService::find(std::string_view name) {
    const auto found = std::ranges::find_if(_sections, [&](const auto& section) { return section->name() == name; });
    return found == _sections.end() ? nullptr : found->get();
}

void SettingsService::start() {
    _store.declareSecrets();
    _parts.database.transaction([this] { recordInitialValues(); }, byLock);
    reload();
    for (const auto& section : _sections) {
        section->tell(_parts.log);
    }
    _ticker.start();
}

void SettingsService::stop() noexcept { _ticker.stop(); }

/// Never before the last change, whatever the clock says: what was changed at once is in force at once.
Timestamp SettingsService::now() { return std::max(Clock::now(), _store.lastChange()); }

/// As a version of its own, so that an old result can be explained when a later release has other initial values.
void SettingsService::recordInitialValues() {
    const std::int64_t newest = _store.lock();
    const Timestamp now = this->now();
    const Version version{
        .number = newest + 1,
        .effectiveFrom = now,
        .changedAt = now,
        .changedBy = 0,
        .changedByName = "system",
        .reason = "Initial values",
    };
    const auto stored = _store.from(now, newest);
    std::vector<Assignment> added;
    for (const auto& section : _sections) {
        for (Assignment& initial : section->newInitialValues(stored)) {
            initial.version = version.number;
            initial.from = now;
            added.push_back(std::move(initial));
        }
    }
    if (!added.empty()) {
        _store.add(version, added);
    }
}

void SettingsService::reload() {
    const std::int64_t newest = _store.newest();
    const Timestamp now = this->now();
    publish(newest, _store.from(now, newest), now);
}

void SettingsService::publish(std::int64_t version, const std::vector<Assignment>& assignments, Timestamp now) {
    const std::lock_guard lock(_publishing);
    if (version <= _known) {
        return; // Another thread knows more.
    }
    _known = version;
    for (const auto& section : _sections) {
        section->take(section->steps(assignments, now));
    }
}

jobs::Ticker::Pause SettingsService::look() {
    const std::int64_t known = [this] {
        const std::lock_guard lock(_publishing);
        return _known;
    }();
    if (_store.newest() != known) {
        reload();
    }
    jobs::Ticker::Pause pause = lookInterval;
    for (const auto& section : _sections) {
        section->tell(_parts.log);
        if (const auto next = section->nextStep()) {
            pause = std::clamp<jobs::Ticker::Pause>(*next - Clock::now(), std::chrono::milliseconds(1), pause);
        }
    }
    return pause;
}

SettingsService::Shown SettingsService::read(const Caller& caller, std::optional<Timestamp> at) {
    caller.require(viewPermission);
    const std::int64_t newest = _store.newest();
    const Timestamp instant = at.value_or(now());
    return {shown(_store.from(instant, newest), instant), newest};
}

JsonObject SettingsService::shown(const std::vector<Assignment>& assignments, Timestamp at) const {
    JsonObject all;
    for (const auto& section : _sections) {
        all.emplace(section->name(), section->masked(section->steps(assignments, at).front().snapshot->values));
    }
    return all;
}

SettingsService::Shown SettingsService::change(const Caller& caller, const JsonObject& changes, const Terms& terms) {
    caller.require(changePermission);
    return _parts.database.transaction([&] { return changed(caller, changes, terms); }, byLock);
}

SettingsService::Shown SettingsService::changed(const Caller& caller, const JsonObject& changes, const Terms& terms) {
    const std::int64_t newest = _store.lock();
    if (terms.seen && !http::holdsTag(*terms.seen, tagOf(newest))) {
        throw Error(412, "VERSION_CONFLICT", "Somebody changed the settings meanwhile.");
    }
    const Timestamp now = this->now();
    const Version version{
        .number = newest + 1,
        .effectiveFrom = terms.effectiveFrom.value_or(now),
        .changedAt = now,
        .changedBy = caller.id(),
        .changedByName = std::string(caller.name()),
        .reason = terms.reason,
    };
    if (version.effectiveFrom < now) {
        throw Invalid("effective_from", "Must not lie in the past.");
    }
    const auto stored = _store.from(now, newest);
    const Change change(changes, version, stored, [this](std::string_view name) { return find(name); });
    if (change.isEmpty()) {
        return {shown(stored, version.effectiveFrom), newest};
    }
    _store.add(version, change.added());
    audit(caller, version, change);
    _parts.database.afterCommit([this, number = version.number, all = change.all(), now] {
        publish(number, all, now);
        _ticker.wake();
    });
    return {shown(change.all(), version.effectiveFrom), version.number};
}

void SettingsService::audit(const Caller& caller, const Version& version, const Change& change) {
    JsonObject after = change.after();
    if (version.effectiveFrom > version.changedAt) {
        after.emplace("effective_from", version.effectiveFrom.text());
    }
    _parts.audit.record(
        caller,
        {.action = "settings.changed",
         .model = model,
         .record = std::to_string(version.number),
         .before = change.before(),
         .after = std::move(after),
         .reason = version.reason}
    );
}

JsonObject SettingsService::described(const Version& version, const std::vector<Assignment>& assignments) {
    JsonObject changes;
    for (const Assignment& assignment : assignments) {
        if (assignment.version != version.number) {
            continue;
        }
        JsonObject member{{assignment.name, assignment.value}};
        if (const Section* section = find(assignment.section)) {
            member = section->masked(std::move(member));
        } else if (assignment.isSecret) {
            member[assignment.name] = secretMask;
        }
        changes.emplace(assignment.section, JsonObject());
        changes.at(assignment.section).as_object().emplace(assignment.name, member.at(assignment.name));
    }
    return {
        {"version", version.number},
        {"effective_from", version.effectiveFrom.text()},
        {"changed_at", version.changedAt.text()},
        {"changed_by", version.changedBy},
        {"changed_by_name", version.changedByName},
        {"reason", version.reason},
        {"changes", std::move(changes)},
    };
}

Page SettingsService::versions(const Caller& caller, const Paging& paging) {
    caller.require(viewPermission);
    Page page{.total = _store.newest(), .size = paging.size, .offset = paging.offset};
    const std::vector<Version> found = _store.versions(paging);
    if (found.empty()) {
        return page;
    }
    const auto assigned = _store.assignedBy(found.back().number, found.front().number);
    for (const Version& version : found) {
        page.items.emplace_back(described(version, assigned));
    }
    return page;
}

JsonObject SettingsService::version(const Caller& caller, std::int64_t number) {
    caller.require(viewPermission);
    const auto known = _store.version(number);
    if (!known) {
        throw NotFound("There is no such version of the settings.");
    }
    JsonObject answer = described(*known, _store.assignedBy(number, number));
    answer.emplace("settings", shown(_store.until(*known, {}), known->effectiveFrom));
    return answer;
}

Fields SettingsService::fields() const {
    Fields all;
    for (const auto& section : _sections) {
        all.push_back(section->field());
    }
    return all;
}

JsonArray SettingsService::sections(const Caller& caller) {
    caller.require(viewPermission);
    JsonArray all;
    for (const auto& section : _sections) {
        all.emplace_back(section->description());
    }
    return all;
}

} // namespace tenon::settings
