#include "vocabulary.h"

#include "spelling.h"
#include "word_distance.h"
#include "word_variants.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace dttot::screening {

namespace {

constexpr Vocabulary::Number none = 0xFFFFFFFF;

/// Of words that lead to others; what is less alike is met on the way.
constexpr double leastLead = 0.68;

/// Sizes from here on are one in what is told of a word beside its number.
constexpr std::uint32_t longestTold = 63;

std::uint32_t sizeCodeOf(std::size_t size) {
    return size < longestTold ? static_cast<std::uint32_t>(size) : longestTold;
}

} // namespace

Vocabulary::Vocabulary() : _records(1), _slots(1024, none) {}

std::string_view Vocabulary::key(Number number) const {
    const auto begin = _records[number].begin;
    return std::string_view(_keys).substr(begin, _records[number + 1].begin - begin);
}

Word Vocabulary::word(Number number) const {
    const std::uint32_t traits = _records[number].traits;
    Word word;
    word.key = key(number);
    word.letters = traits & letterMask;
    word.wordClass = static_cast<WordClass>((traits >> classShift) & 7U);
    word.isKnown = (traits & knownBit) != 0;
    word.hasRelatives = (traits & relativesBit) != 0;
    word.number = number;
    return word;
}

std::size_t Vocabulary::slotOf(std::string_view searched) const {
    const std::size_t mask = _slots.size() - 1;
    std::size_t slot = variants::hashOf(searched, 0) & mask;
    while (_slots[slot] != none && key(_slots[slot]) != searched) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

void Vocabulary::growSlots() {
    _slots.assign(_slots.size() * 2, none);
    for (Number number = 0; number < size(); ++number) {
        _slots[slotOf(key(number))] = number;
    }
}

Vocabulary::Number Vocabulary::add(const WordSense& sense) {
    const std::size_t slot = slotOf(sense.key);
    if (_slots[slot] != none) {
        return _slots[slot];
    }
    const auto number = static_cast<Number>(size());
    _slots[slot] = number;
    _records.back().traits = lettersOf(sense.key) | static_cast<std::uint32_t>(sense.wordClass) << classShift
                             | (sense.isKnown ? knownBit : 0) | (sense.hasRelatives ? relativesBit : 0);
    _keys += sense.key;
    _records.push_back({static_cast<std::uint32_t>(_keys.size()), 0});
    if (size() * 2 > _slots.size()) {
        growSlots();
    }
    return number;
}

std::optional<Vocabulary::Number> Vocabulary::find(std::string_view searched) const {
    const Number number = _slots[slotOf(searched)];
    return number == none ? std::nullopt : std::optional(number);
}

/// The words that a text leads to, and no others that depend on how many there are: the bucket and the mark together
/// are the whole hash.
template <typename Take>
void Vocabulary::forEachIn(std::uint32_t hash, Take&& take) const {
    const std::uint32_t numberMask = (1U << _numberBits) - 1;
    const std::size_t bucket = hash >> (32 - _bucketBits);
    const std::uint32_t mark = hash << _numberBits;
    for (std::uint32_t i = _buckets[bucket]; i < _buckets[bucket + 1]; ++i) {
        const Led& led = _bucketWords[i];
        if ((led.numberAndMark & ~numberMask) == mark) {
            take(led.numberAndMark & numberMask, led.shape);
        }
    }
}

void Vocabulary::seal() {
    std::vector<std::uint64_t> variants;
    for (Number number = 0; number < size(); ++number) {
        if (word(number).wordClass != WordClass::initial) {
            variants::forEach(key(number), [&](std::uint32_t hash) {
                variants.push_back(std::uint64_t{hash} << 32 | number);
            });
        }
    }
    std::ranges::sort(variants);
    const auto repeated = std::ranges::unique(variants);
    variants.erase(repeated.begin(), repeated.end());

    constexpr std::size_t wordsOfABucket = 4;
    _numberBits = static_cast<unsigned>(std::bit_width(size()));
    _bucketBits = std::max(_numberBits, static_cast<unsigned>(std::bit_width(variants.size() / wordsOfABucket)));
    _bucketBits = std::max(_bucketBits, 1U);
    _buckets.assign((std::size_t{1} << _bucketBits) + 1, 0);
    _bucketWords.resize(variants.size());
    for (std::size_t i = 0; i < variants.size(); ++i) {
        ++_buckets[(variants[i] >> (64 - _bucketBits)) + 1];
        const auto number = static_cast<Number>(variants[i]);
        _bucketWords[i] = {
            number | static_cast<std::uint32_t>(variants[i] >> 32) << _numberBits,
            (_records[number].traits & letterMask) | sizeCodeOf(key(number).size()) << letterBits,
        };
    }
    for (std::size_t i = 1; i < _buckets.size(); ++i) {
        _buckets[i] += _buckets[i - 1];
    }
    _keys.shrink_to_fit();
    _records.shrink_to_fit();
    sealOrder();
}

void Vocabulary::sealOrder() {
    for (Number number = 0; number < size(); ++number) {
        const std::string_view text = key(number);
        const bool isOdd = text.size() < 2 || text.size() > longestWord || !std::ranges::any_of(text, isVowel);
        (isOdd ? _odd : _order).push_back(number);
    }
    const auto isBefore = [this](Number a, Number b) {
        const std::string_view one = key(a);
        const std::string_view other = key(b);
        return one.size() != other.size() ? one.size() < other.size() : one < other;
    };
    std::ranges::sort(_order, isBefore);
    _order.shrink_to_fit();
    _odd.shrink_to_fit();
    _shared.resize(_order.size());
    for (std::size_t i = 1; i < _order.size(); ++i) {
        const std::string_view before = key(_order[i - 1]);
        const std::string_view here = key(_order[i]);
        const auto common = std::ranges::mismatch(before, here).in2 - here.begin();
        _shared[i] = before.size() == here.size() ? static_cast<std::uint8_t>(common) : 0;
    }
}

/// The odd words, and of the others those that are meant by how far they are; `allowed` edits at most, by their length.
template <typename Allowed, typename IsMeant>
std::vector<Vocabulary::Number>
Vocabulary::walk(std::string_view searched, Allowed&& allowed, IsMeant&& isMeant) const {
    std::vector<Number> found = _odd;
    PrefixDistance distance(searched);
    std::size_t dead = longestWord + 1; // words that share so many letters with the last one are too far
    std::size_t length = 0;
    int most = 0;
    for (std::size_t i = 0; i < _order.size(); ++i) {
        if (_shared[i] >= dead) {
            continue;
        }
        const std::string_view word = key(_order[i]);
        if (word.size() != length) {
            length = word.size();
            most = allowed(length);
        }
        distance.keep(std::min<std::size_t>(distance.size(), _shared[i]));
        dead = most < 0 ? 0 : longestWord + 1;
        while (distance.size() < length && dead > longestWord) {
            distance.push(word[distance.size()]);
            dead = distance.least() > most ? distance.size() : dead;
        }
        if (dead > longestWord && isMeant(distance, most)) {
            found.push_back(_order[i]);
        }
    }
    return found;
}

std::vector<Vocabulary::Number> Vocabulary::allNear(std::string_view searched, double least) const {
    if (searched.size() < 2 || !std::ranges::any_of(searched, isVowel)) {
        std::vector<Number> all = _odd;
        all.insert(all.end(), _order.begin(), _order.end());
        return all;
    }
    const std::size_t size = std::min(searched.size(), longestWord);
    return walk(
        searched,
        [&](std::size_t length) { return allowedEdits(std::max(size, length), least); },
        [](const PrefixDistance& distance, int most) { return distance.distance() <= most; }
    );
}

std::vector<Vocabulary::Number>
Vocabulary::allBeginning(std::string_view searched, std::size_t longer, double least) const {
    const std::size_t longest = std::min(searched.size(), longestWord) + longer;
    return walk(
        searched,
        [&](std::size_t length) { return length <= longest ? allowedEdits(longest, least) : -1; },
        [](const PrefixDistance& distance, int most) { return distance.toBeginning() <= most; }
    );
}

std::vector<Vocabulary::Similar> Vocabulary::similarTo(const Word& searched, const Weights& weights) const {
    std::vector<Similar> similar;
    std::array<Number, 256> seen; // those looked at last; several texts lead to most words
    seen.fill(none);
    const WordShape shape{searched.letters, searched.key.size()};
    const auto take = [&](Number number, std::uint32_t led) {
        const std::size_t size = led >> letterBits;
        if (size < longestTold && areFarApart(shape, {led & letterMask, size}, leastLead)) {
            return;
        }
        if (std::exchange(seen[number % seen.size()], number) == number) {
            return;
        }
        const double answer = answerOf(searched, word(number), weights, leastLead);
        if (answer >= leastLead && std::ranges::find(similar, number, &Similar::number) == similar.end()) {
            similar.push_back({number, answer});
        }
    };
    if (const auto same = find(searched.key)) {
        similar.push_back({*same, 1});
    }
    const auto relatives = searched.hasRelatives ? relativesOf(searched.key) : std::span<const std::string>();
    for (const std::string& relative : relatives) {
        if (const auto number = find(relative)) {
            similar.push_back({*number, weights.nickname});
        }
    }
    variants::forEach(searched.key, [&](std::uint32_t hash) { forEachIn(hash, take); });
    return similar;
}

std::vector<Vocabulary::Similar> Vocabulary::soundingLike(const Word& searched, double least) const {
    std::vector<Similar> similar;
    if (const auto same = find(searched.key)) {
        similar.push_back({*same, 1});
    }
    const std::string sound = soundOf(searched.key);
    if (sound.size() < 2) {
        return similar;
    }
    const auto take = [&](Number number, std::uint32_t) {
        const double answer = similarityOf(searched.key, key(number), least);
        if (answer >= least && std::ranges::find(similar, number, &Similar::number) == similar.end()) {
            similar.push_back({number, answer});
        }
    };
    variants::forEachSound(sound, searched.key.size(), [&](std::uint32_t hash) { forEachIn(hash, take); });
    return similar;
}

std::size_t Vocabulary::bytes() const {
    return _keys.capacity() + _records.capacity() * sizeof(Record) + _slots.capacity() * sizeof(Number)
           + (_order.capacity() + _odd.capacity()) * sizeof(Number) + _shared.capacity()
           + _buckets.capacity() * sizeof(std::uint32_t) + _bucketWords.capacity() * sizeof(Led);
}

} // namespace dttot::screening
