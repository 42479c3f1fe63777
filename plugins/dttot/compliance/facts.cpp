#include "compliance/facts.h"

namespace dttot::compliance {

namespace {

constexpr std::string_view organisation = "organisation";
constexpr std::string_view person = "person";

std::string_view nameOf(screening::Kind kind) {
    switch (kind) {
    case screening::Kind::person:
        return person;
    case screening::Kind::organisation:
        return organisation;
    case screening::Kind::unknown:
        break;
    }
    return {};
}

screening::Kind kindNamed(std::string_view name) {
    return name == person         ? screening::Kind::person
           : name == organisation ? screening::Kind::organisation
                                  : screening::Kind::unknown;
}

std::vector<std::string> listOf(std::string_view text) {
    return text.empty() ? std::vector<std::string>() : std::vector{std::string(text)};
}

} // namespace

std::string textOf(const Facts& facts) {
    return boost::json::serialize(tenon::JsonObject{
        {"name", facts.name},
        {"birth_date", facts.birthDate},
        {"birth_place", facts.birthPlace},
        {"nik", facts.nik},
        {"passport", facts.passport},
        {"nationality", facts.nationality},
        {"kind", nameOf(facts.kind)},
    });
}

tenon::JsonObject jsonIn(std::string_view stored) {
    return boost::json::parse(boost::json::string_view(stored.data(), stored.size())).as_object();
}

screening::Subject subjectIn(std::string_view stored) {
    const tenon::JsonObject facts = jsonIn(stored);
    screening::Subject subject;
    subject.names = listOf(tenon::textAt(facts, "name"));
    subject.kind = kindNamed(tenon::textAt(facts, "kind"));
    subject.birthDate = tenon::textAt(facts, "birth_date");
    subject.birthPlace = tenon::textAt(facts, "birth_place");
    subject.nationalities = listOf(tenon::textAt(facts, "nationality"));
    subject.niks = listOf(tenon::textAt(facts, "nik"));
    subject.passports = listOf(tenon::textAt(facts, "passport"));
    return subject;
}

} // namespace dttot::compliance
