#include "names.h"
#include "pairs.h"
#include "variations.h"

#include <array>
#include <cstdio>
#include <string_view>
#include <utility>

namespace made_up {

namespace {

using dttot::screening::Entry;
using dttot::screening::Kind;
using dttot::screening::Subject;

std::string date(Random& random, int firstYear, int lastYear) {
    std::array<char, 16> text{};
    std::snprintf(
        text.data(),
        text.size(),
        "%04d-%02d-%02d",
        random.between(firstYear, lastYear),
        random.between(1, 12),
        random.between(1, 28)
    );
    return text.data();
}

std::string number(Random& random) {
    std::string digits = "99";
    while (digits.size() < 16) {
        digits += static_cast<char>('0' + random.below(10));
    }
    return digits;
}

class Maker {
public:
    explicit Maker(std::uint64_t seed) : _random(seed) {}

    Set made() && {
        for (int i = 0; i < entries; ++i) {
            addEntry(i + 1);
        }
        for (int i = 0; i < each; ++i) {
            addTrue();
            addTrueWithBirthday();
            addOrganisations();
            addNamesakes();
            addStrangers();
            addHalves();
        }
        return std::move(_set);
    }

private:
    static constexpr int entries = 700;
    static constexpr int organisations = 100; ///< the last of them
    static constexpr int each = 24;

    void addEntry(std::int64_t id) {
        Entry entry;
        entry.id = id;
        const bool isOrganisation = id > entries - organisations;
        entry.kind = isOrganisation ? Kind::organisation : Kind::person;
        const bool isIndonesian = _random.chance(65);
        const auto name = [&] {
            return isOrganisation ? organisationName(_random)
                   : isIndonesian ? indonesianName(_random)
                                  : arabicName(_random);
        };
        entry.names.push_back({name()});
        for (int more = isOrganisation ? 0 : _random.between(0, 3); more > 0; --more) {
            entry.names.push_back({_random.chance(40) ? calledByChild(_random) : name()});
        }
        if (!isOrganisation) {
            const std::string born = date(_random, 1948, 1995);
            const int form = _random.between(1, 100);
            entry.birthDates = {form < 70 ? born : form < 85 ? born.substr(0, 4) : born.substr(0, 4) + '~'};
            entry.birthPlaces = {place(_random)};
            entry.niks = {number(_random)};
        }
        _set.list.push_back(std::move(entry));
    }

    const Entry& somePerson() { return _set.list[_random.below(entries - organisations)]; }

    const Entry& someOrganisation() { return _set.list[entries - organisations + _random.below(organisations)]; }

    /// The entry's birth date as a customer gives it: a day.
    std::string birthdayOf(const Entry& entry) {
        const std::string& listed = entry.birthDates.front();
        return listed.size() == 10 ? listed : listed.substr(0, 4) + date(_random, 1950, 1990).substr(4);
    }

    void
    add(std::string_view category, std::string name, std::int64_t expected, std::string born = {}, std::string from = {}
    ) {
        Subject subject;
        subject.names = {std::move(name)};
        subject.birthDate = std::move(born);
        subject.birthPlace = std::move(from);
        _set.pairs.push_back({std::string(category), std::move(subject), expected});
    }

    void addSame(std::string_view category, const Entry& entry, std::string name) {
        const bool isKnown = _random.chance(40);
        add(category, std::move(name), entry.id, isKnown && !entry.birthDates.empty() ? birthdayOf(entry) : "", "");
    }

    void addTrue() {
        const auto nameOf = [](const Entry& entry) { return entry.names.front().text; };
        const Entry* entry = &somePerson();
        addSame("exact", *entry, nameOf(*entry));
        addSame("case and punctuation", *entry, inOtherCase(_random, nameOf(*entry)));
        entry = &somePerson();
        addSame("old spelling", *entry, inOldSpelling(nameOf(*entry)));
        addSame("romanisation", *entry, inOtherRomanisation(_random, nameOf(*entry)));
        entry = &somePerson();
        addSame("typing error", *entry, withTypingError(_random, nameOf(*entry)));
        addSame("misread", *entry, misread(nameOf(*entry)));
        entry = &somePerson();
        addSame("order", *entry, reordered(_random, nameOf(*entry)));
        addSame("title", *entry, withTitle(_random, nameOf(*entry)));
        entry = &somePerson();
        addSame("joined or split", *entry, joinedOrSplit(_random, nameOf(*entry)));
        addSame("abbreviation", *entry, abbreviated(_random, nameOf(*entry)));
        entry = &somePerson();
        addSame(
            "combined", *entry, withTitle(_random, reordered(_random, inOtherRomanisation(_random, nameOf(*entry))))
        );
        const Entry& holder = somePerson();
        add("number only", indonesianName(_random), holder.id);
        _set.pairs.back().subject.niks = holder.niks;
        const auto& alias = entry->names.back().text;
        addSame("alias", *entry, alias.starts_with("Abu") || alias.starts_with("Ummu") ? nameOf(*entry) : alias);
    }

    void addTrueWithBirthday() {
        const Entry& entry = somePerson();
        auto words = wordsOf(entry.names.front().text);
        const std::string more = joinedWords(words) + ' ' + indonesianGivenName(_random);
        add("word more", more, entry.id, birthdayOf(entry), entry.birthPlaces.front());
        if (words.size() > 2) {
            words.erase(words.begin() + static_cast<std::ptrdiff_t>(_random.below(words.size() - 1)));
            add("word less", joinedWords(words), entry.id, birthdayOf(entry), entry.birthPlaces.front());
        }
    }

    void addOrganisations() {
        const Entry& entry = someOrganisation();
        const std::string& name = entry.names.front().text;
        addSame(
            "organisation", entry, _random.chance(50) ? name + " Tbk" : reordered(_random, inOtherCase(_random, name))
        );
        auto words = wordsOf(name);
        words.back() = "Nuswantoro";
        add("other organisation", joinedWords(words), 0);
        add("person's company", "PT " + wordsOf(somePerson().names.front().text).back() + " Makmur", 0);
    }

    /// The same name, another person: years apart, with another number.
    void addNamesakes() {
        const Entry& entry = somePerson();
        const int year = std::stoi(entry.birthDates.front().substr(0, 4));
        add("namesake", entry.names.front().text, 0, date(_random, year + 8, year + 20), place(_random));
        _set.pairs.back().subject.niks = {number(_random)};
        const Entry& father = somePerson();
        add("son",
            indonesianGivenName(_random) + " Ngabehirono bin " + father.names.front().text,
            0,
            date(_random, 1998, 2006));
    }

    void addStrangers() {
        add("stranger", indonesianName(_random) + "adhi", 0, date(_random, 1950, 2004), place(_random));
        const Entry& entry = somePerson();
        add("same birthday",
            indonesianGivenName(_random) + " Ngabehirono",
            0,
            birthdayOf(entry),
            entry.birthPlaces.front());
        add("called by a child", calledByChild(_random) + " Ngabehirono", 0, date(_random, 1950, 2004), place(_random));
    }

    /// A part of a listed name.
    void addHalves() {
        const auto words = wordsOf(somePerson().names.front().text);
        add("given name only", words.front(), 0, _random.chance(50) ? date(_random, 1996, 2006) : "");
        add("other family name", words.front() + " Ngabehirono", 0, date(_random, 1950, 2004));
        auto most = words;
        most.back() = "Ngabehirono";
        add("all but the family name", joinedWords(most), 0, date(_random, 1950, 2004));
        auto brother = words;
        brother.front() = "Wicaksono";
        add("brother", joinedWords(brother), 0, date(_random, 1950, 2004));
    }

    Random _random;
    Set _set;
};

} // namespace

Set indonesianSet(std::uint64_t seed) { return Maker(seed).made(); }

} // namespace made_up
