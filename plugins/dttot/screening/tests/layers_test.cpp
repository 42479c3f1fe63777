/// An index with layers of changes over it finds what an index made anew finds, in the same order, with the same
/// reasons.

#include "made_up/names.h"
#include "made_up/pairs.h"
#include "made_up/variations.h"
#include "screening/layered_index.h"

#include <cppunit/extensions/HelperMacros.h>

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace dttot::screening;

std::shared_ptr<const Index> indexOf(const std::map<std::int64_t, Entry>& entries) {
    IndexBuilder builder;
    for (const auto& [id, entry] : entries) {
        builder.add(entry);
    }
    return std::make_shared<const Index>(builder.build());
}

/// A list that changes, and the layers that follow its changes.
class Changing {
public:
    Changing(made_up::Random& random, std::vector<Entry> first) : _random(random) {
        for (Entry& entry : first) {
            _entries.emplace(entry.id, std::move(entry));
        }
        cover(_entries);
    }

    /// So many entries are added, changed or removed, and lie as a layer over the others.
    void change(int count) {
        std::map<std::int64_t, Entry> come;
        std::set<std::int64_t> gone;
        for (int i = 0; i < count; ++i) {
            const int what = _random.between(1, 3);
            const std::int64_t id = what == 1 ? 1'000'000 + _next++ : any();
            gone.insert(id);
            come.erase(id);
            _entries.erase(id);
            if (what < 3) {
                come.insert_or_assign(id, made(id));
                _entries.insert_or_assign(id, come.at(id));
            }
        }
        for (Layer& layer : _layers) {
            std::vector<std::int64_t> all;
            std::ranges::set_union(layer.gone, gone, std::back_inserter(all));
            layer.gone = std::move(all);
        }
        cover(come);
    }

    [[nodiscard]] LayeredIndex layered() const {
        std::vector<LayeredIndex::Layer> layers;
        for (const Layer& layer : _layers) {
            layers.push_back({layer.index, layer.gone});
        }
        return LayeredIndex(std::move(layers));
    }

    [[nodiscard]] std::shared_ptr<const Index> anew() const { return indexOf(_entries); }

    /// Somebody like an entry, or one that was there before.
    Subject subject() {
        Subject subject;
        const Entry& meant = _seen[_random.below(_seen.size())];
        subject.names = {made_up::varied(_random, _random.of(meant.names).text)};
        if (_random.chance(40) && !meant.birthDates.empty()) {
            subject.birthDate = meant.birthDates.front();
            subject.birthPlace = meant.birthPlaces.empty() ? "" : meant.birthPlaces.front();
        }
        if (_random.chance(20) && !meant.niks.empty()) {
            subject.niks = {meant.niks.front()};
        }
        return subject;
    }

private:
    struct Layer {
        std::shared_ptr<const Index> index;
        std::vector<std::int64_t> gone;
    };

    void cover(const std::map<std::int64_t, Entry>& entries) {
        _layers.push_back({indexOf(entries), {}});
        for (const auto& [id, entry] : entries) {
            _seen.push_back(entry);
        }
    }

    std::int64_t any() {
        return std::next(_entries.begin(), static_cast<std::ptrdiff_t>(_random.below(_entries.size())))->first;
    }

    /// Somebody with words that others have as well, so that every word has many names by and by.
    Entry made(std::int64_t id) {
        Entry entry = _seen[_random.below(_seen.size())];
        entry.id = id;
        for (ListedName& name : entry.names) {
            name.text = _random.chance(50) ? made_up::varied(_random, name.text) : made_up::indonesianName(_random);
        }
        return entry;
    }

    made_up::Random& _random;
    std::map<std::int64_t, Entry> _entries;
    std::deque<Layer> _layers;
    std::vector<Entry> _seen;
    std::int64_t _next = 0;
};

} // namespace

class LayersTest : public CppUnit::TestFixture {
    CPPUNIT_TEST_SUITE(LayersTest);
    CPPUNIT_TEST(layersFindWhatOneIndexFinds);
    CPPUNIT_TEST(whatIsGoneTakesNobodysPlaceAmongTheBest);
    CPPUNIT_TEST_SUITE_END();

public:
    void layersFindWhatOneIndexFinds() {
        std::size_t found = 0;
        for (std::uint64_t seed = 1; seed <= 4; ++seed) {
            made_up::Random random(seed);
            Changing list(random, made_up::indonesianSet(seed).list);
            for (int step = 0; step < 8; ++step) {
                list.change(random.between(1, step % 4 == 3 ? 200 : 20));
                const auto anew = list.anew();
                const LayeredIndex layered = list.layered();
                for (int i = 0; i < 40; ++i) {
                    const Subject subject = list.subject();
                    const double minScore = std::vector{0.75, 0.75, 0.9, 0.6}[random.below(4)];
                    const Question question{.minScore = minScore, .lists = {}, .most = random.chance(30) ? 2U : 500U};
                    const auto hits = anew->search(subject, question).hits;
                    CPPUNIT_ASSERT_MESSAGE(subject.names.front(), hits == layered.search(subject, question).hits);
                    found += hits.size();
                }
            }
        }
        CPPUNIT_ASSERT(found > 1000);
    }

    void whatIsGoneTakesNobodysPlaceAmongTheBest() {
        std::map<std::int64_t, Entry> entries;
        std::vector<std::int64_t> gone;
        for (std::int64_t id = 1; id <= 20; ++id) {
            Entry entry;
            entry.id = id;
            entry.names = {{id > 15 ? "Rustam Kalibrato" : "Rustam Kalibrata"}};
            entries.emplace(id, entry);
            if (id <= 15) {
                gone.push_back(id);
            }
        }
        Subject subject;
        subject.names = {"Rustam Kalibrata"};
        const auto hits =
            LayeredIndex({{indexOf(entries), gone}}).search(subject, {.minScore = {}, .lists = {}, .most = 3}).hits;
        CPPUNIT_ASSERT_EQUAL(std::size_t{3}, hits.size());
        CPPUNIT_ASSERT_EQUAL(std::int64_t{16}, hits.front().entry);
    }
};

CPPUNIT_TEST_SUITE_REGISTRATION(LayersTest);
