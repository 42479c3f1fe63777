#include "names.h"
#include "pairs.h"
#include "variations.h"

#include <array>
#include <string_view>
#include <utility>

namespace made_up {

namespace {

using dttot::screening::Entry;
using dttot::screening::Kind;

/// First names and what people are called by.
constexpr std::pair<std::string_view, std::string_view> calledBy[] = {
    {"Robert", "Bob"},      {"William", "Bill"},  {"James", "Jim"},       {"Thomas", "Tom"},      {"Edward", "Ned"},
    {"Margaret", "Peggy"},  {"Elizabeth", "Liz"}, {"Katherine", "Kate"},  {"Michael", "Mike"},    {"Stephen", "Steve"},
    {"Theodore", "Ted"},    {"Patrick", "Paddy"}, {"Philip", "Pip"},      {"Anthony", "Tony"},    {"Dmitri", "Dima"},
    {"Giovanni", "Gianni"}, {"Eduardo", "Lalo"},  {"Beatrice", "Trixie"}, {"Prescott", "Scotty"},
};

/// Family names as other languages write them.
constexpr std::pair<std::string_view, std::string_view> otherwise[] = {
    {"ovich", "owicz"},
    {"ski", "sky"},
    {"stein", "shtein"},
    {"enko", "yenko"},
    {"mann", "man"},
    {"sen", "son"},
    {"ez", "es"},
    {"ph", "f"},
    {"quist", "kvist"},
    {"aux", "eau"},
    {"oz", "os"},
    {"ley", "leigh"},
};

std::string otherSpelling(std::string_view name) {
    for (const auto& [from, to] : otherwise) {
        if (name.ends_with(from)) {
            return std::string(name.substr(0, name.size() - from.size())).append(to);
        }
    }
    return std::string(name) + 'e';
}

class Maker {
public:
    explicit Maker(std::uint64_t seed) : _random(seed) {}

    Set made() && {
        for (int i = 0; i < each; ++i) {
            const std::string first = latinGivenName(_random);
            const std::string middle = latinGivenName(_random);
            const std::string family = latinFamilyName(_random);
            addSame(first, middle, family);
            addOther(first, middle, family);
        }
        return std::move(_set);
    }

private:
    static constexpr int each = 40;

    /// Each pair is an entry and a subject of its own: nobody else is listed.
    void add(std::string_view category, std::string listed, std::string name, bool isSame) {
        Entry entry;
        entry.id = static_cast<std::int64_t>(_set.list.size()) + 1;
        entry.kind = Kind::person;
        entry.names = {{std::move(listed)}};
        Pair pair{std::string(category), {}, isSame ? entry.id : 0};
        pair.subject.names = {std::move(name)};
        _set.list.push_back(std::move(entry));
        _set.pairs.push_back(std::move(pair));
    }

    void addSame(const std::string& first, const std::string& middle, const std::string& family) {
        const std::string whole = first + ' ' + middle + ' ' + family;
        const std::string plain = first + ' ' + family;
        add("middle name left out", whole, plain, true);
        add("initial", whole, first + ' ' + middle.substr(0, 1) + ". " + family, true);
        add("initials", whole, first.substr(0, 1) + ". " + middle.substr(0, 1) + ". " + family, true);
        add("order", whole, family + ", " + first + ' ' + middle, true);
        add("typing error", plain, withTypingError(_random, plain), true);
        add("two typing errors", whole, withTypingError(_random, withTypingError(_random, whole)), true);
        add("other spelling", plain, first + ' ' + otherSpelling(family), true);
        add("hyphen", whole, first + '-' + middle + ' ' + family, true);
        add("joined", plain, first + family, true);
        const auto& [name, called] = _random.of(calledBy);
        add("called by", std::string(name) + ' ' + family, std::string(called) + ' ' + family, true);
    }

    void addOther(const std::string& first, const std::string& middle, const std::string& family) {
        const std::string other = latinGivenName(_random);
        const std::string otherFamily = latinFamilyName(_random);
        if (other != first && other != middle) {
            add("brother", first + ' ' + family, other + ' ' + family, false);
            add("brother with a middle name",
                first + ' ' + middle + ' ' + family,
                other + ' ' + middle + ' ' + family,
                false);
            add("other initial", first + " Q. " + family, first + ' ' + other.substr(0, 1) + ". " + family, false);
        }
        if (otherFamily != family) {
            add("other family", first + ' ' + family, first + ' ' + otherFamily, false);
            add("other family with a middle name",
                first + ' ' + middle + ' ' + family,
                first + ' ' + middle + ' ' + otherFamily,
                false);
            add("first name only", first + ' ' + otherFamily, first, false);
        }
        // The same stem with another ending is another family.
        add("related family", first + ' ' + family, first + ' ' + family.substr(0, 4) + "gorne", false);
        add("strangers", first + ' ' + family, latinGivenName(_random) + ' ' + latinFamilyName(_random) + "wick", false
        );
    }

    Random _random;
    Set _set;
};

} // namespace

Set latinSet(std::uint64_t seed) { return Maker(seed).made(); }

} // namespace made_up
