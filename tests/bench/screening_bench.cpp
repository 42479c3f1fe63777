/// What screening costs on one core: building an index of names, its memory, searches by the second and their slowest
/// hundredth, and a million customers against the changes of a list.
///
///     screening_bench [names ...]      20000 and 1000000 without arguments
///     screening_bench rescreen         the million customers alone
///     screening_bench change           layers of changed entries alone
///     screening_bench loss [names queries]   what searches lose against a comparison with every name

#include "made_up/names.h"
#include "made_up/variations.h"
#include "screening/index.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace dttot::screening;

/// Time that this thread had a processor: other work on the machine does not count.
double threadSeconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::size_t numberIn(std::string_view argument) { return std::strtoull(argument.data(), nullptr, 10); }

std::string day(made_up::Random& random) {
    char text[16];
    std::snprintf(
        text, sizeof text, "%04d-%02d-%02d", random.between(1945, 2003), random.between(1, 12), random.between(1, 28)
    );
    return text;
}

std::string anyName(made_up::Random& random) {
    const int part = random.between(1, 100);
    if (part <= 45) {
        return made_up::indonesianName(random);
    }
    if (part <= 75) {
        return made_up::arabicName(random);
    }
    return part <= 90 ? made_up::latinGivenName(random) + ' ' + made_up::latinFamilyName(random)
                      : made_up::organisationName(random);
}

/// A word of nobody: as many different ones as the lists of the world have.
std::string syllables(made_up::Random& random, int count) {
    constexpr std::string_view heads[] = {"b", "d", "f", "g", "h", "j",  "k",  "l",  "m",  "n",  "p", "r",
                                          "s", "t", "w", "y", "z", "sh", "kh", "br", "st", "tr", ""};
    constexpr std::string_view vowels[] = {"a", "a", "e", "i", "o", "u"};
    constexpr std::string_view tails[] = {"", "", "", "", "n", "r", "s", "l", "m", "k", "t", "d"};
    std::string word;
    for (int i = 0; i < count; ++i) {
        word.append(random.of(heads)).append(random.of(vowels)).append(random.of(tails));
    }
    return word;
}

/// Three of five have a given name of many, three of four a family name of few.
std::string rareName(made_up::Random& random) {
    auto words = made_up::wordsOf(anyName(random));
    if (random.chance(40)) {
        words.front() = syllables(random, random.between(2, 3));
    }
    if (random.chance(75)) {
        words.back() = syllables(random, random.between(2, 4));
    }
    return made_up::joinedWords(words);
}

struct Made {
    std::vector<std::string> names; ///< some of them, to be searched again
    Index index;
    double buildSeconds;
};

/// Entries of four to five names each, as the real list has them.
Made built(std::size_t names) {
    made_up::Random random(names);
    std::vector<Entry> entries;
    std::vector<std::string> some;
    for (std::size_t made = 0; made < names;) {
        Entry& entry = entries.emplace_back();
        entry.id = static_cast<std::int64_t>(entries.size());
        const auto aliases = std::min(names - made, static_cast<std::size_t>(random.between(3, 6)));
        for (std::size_t i = 0; i < aliases; ++i) {
            entry.names.push_back({random.chance(12) ? made_up::calledByChild(random) : rareName(random)});
        }
        made += aliases;
        if (random.chance(75)) {
            entry.birthDates = {random.chance(60) ? day(random) : day(random).substr(0, 4)};
            entry.birthPlaces = {made_up::place(random)};
        }
        if (some.size() < 100000) {
            some.push_back(entry.names.front().text);
        }
    }
    const double begin = threadSeconds();
    IndexBuilder builder;
    for (const Entry& entry : entries) {
        builder.add(entry);
    }
    Index index = builder.build();
    return {std::move(some), std::move(index), threadSeconds() - begin};
}

/// Four of five are strangers, the others listed names with an error or in another order.
Subject customer(made_up::Random& random, const std::vector<std::string>& listed) {
    Subject subject;
    std::string name = random.chance(80) ? rareName(random) : random.of(listed);
    if (random.chance(20)) {
        name = random.chance(50) ? made_up::withTypingError(random, name) : made_up::reordered(random, name);
    }
    subject.names = {std::move(name)};
    if (random.chance(60)) {
        subject.birthDate = day(random);
        subject.birthPlace = made_up::place(random);
    }
    return subject;
}

void measureSearches(std::size_t names) {
    const Made made = built(names);
    made_up::Random random(7);
    std::vector<Subject> subjects;
    for (int i = 0; i < 10000; ++i) {
        subjects.push_back(customer(random, made.names));
    }
    std::vector<double> seconds;
    std::size_t hits = 0;
    for (const Subject& subject : subjects) {
        // The better of two: what else runs on the machine disturbs one of them.
        double least = 1;
        for (int round = 0; round < 2; ++round) {
            const double begin = threadSeconds();
            const std::size_t found = made.index.search(subject).hits.size();
            least = std::min(least, threadSeconds() - begin);
            hits += round == 0 ? found : 0;
        }
        seconds.push_back(least);
    }
    double sum = 0;
    for (const double each : seconds) {
        sum += each;
    }
    std::ranges::sort(seconds);
    const auto quantile = [&](double part) {
        return seconds[static_cast<std::size_t>(part * static_cast<double>(seconds.size() - 1))] * 1e6;
    };
    std::printf(
        "%zu names of %zu entries: built in %.2f s, %.1f MB; %.0f names/s, p50 %.0f us, p90 %.0f us, p99 %.0f us, "
        "p99.9 %.0f us, "
        "longest %.0f us, %.2f hits a name\n",
        made.index.names(),
        made.index.entries(),
        made.buildSeconds,
        static_cast<double>(made.index.bytes()) / 1e6,
        static_cast<double>(seconds.size()) / sum,
        quantile(0.5),
        quantile(0.9),
        quantile(0.99),
        quantile(0.999),
        quantile(1),
        static_cast<double>(hits) / static_cast<double>(seconds.size())
    );
}

/// A million customers against an index of what changed in a list.
void measureRescreening(std::size_t changedNames) {
    constexpr int customers = 1000000;
    const Made made = built(changedNames);
    made_up::Random random(11);
    std::size_t hits = 0;
    double sum = 0;
    for (int i = 0; i < customers; ++i) {
        const Subject subject = customer(random, made.names);
        const double begin = threadSeconds();
        hits += made.index.search(subject).hits.size();
        sum += threadSeconds() - begin;
    }
    std::printf("%d customers against %zu changed names: %.1f s, %zu hits\n", customers, changedNames, sum, hits);
}

/// What a search has to make that comes first after so many entries have changed.
void measureChange(int entries) {
    made_up::Random random(5);
    std::vector<Entry> changed;
    for (int i = 0; i < entries; ++i) {
        Entry& entry = changed.emplace_back();
        entry.id = i + 1;
        for (int name = 0; name < 4; ++name) {
            entry.names.push_back({rareName(random)});
        }
        entry.birthDates = {day(random)};
    }
    constexpr int rounds = 20;
    const double begin = threadSeconds();
    for (int round = 0; round < rounds; ++round) {
        IndexBuilder builder;
        std::ranges::for_each(changed, [&](const Entry& entry) { builder.add(entry); });
        (void)builder.build();
    }
    std::printf("a layer of %d changed entries: %.2f ms\n", entries, 1000 * (threadSeconds() - begin) / rounds);
}

/// What searches lose of the hits that a comparison with every name finds, by the least score asked for.
void measureLoss(std::size_t names, int queries) {
    const Made made = built(names);
    for (const double minScore : {0.75, 0.62, 0.5}) {
        made_up::Random random(13);
        std::size_t all = 0;
        std::size_t lost = 0;
        double searching = 0;
        for (int i = 0; i < queries; ++i) {
            Subject subject = customer(random, made.names);
            if (random.chance(50)) {
                subject.names = {made_up::varied(random, random.of(made.names))};
            }
            Question question{.minScore = minScore, .lists = {}, .most = names};
            const double begin = threadSeconds();
            const auto found = made.index.search(subject, question).hits;
            searching += threadSeconds() - begin;
            question.isExhaustive = true;
            const auto scanned = made.index.search(subject, question).hits;
            all += scanned.size();
            lost += scanned.size() - found.size();
            for (const Hit& hit : scanned) {
                if (hit.nameScore > 0 && std::ranges::find(found, hit.entry, &Hit::entry) == found.end()) {
                    std::printf("  lost: %s | %s, %.3f\n", hit.subjectName.c_str(), hit.matchedName.c_str(), hit.score);
                }
            }
        }
        std::printf(
            "%zu names, at least %.2f: %zu of %zu hits of %d customers lost (%.2f %%), %.1f ms a search\n",
            made.index.names(),
            minScore,
            lost,
            all,
            queries,
            all > 0 ? 100.0 * static_cast<double>(lost) / static_cast<double>(all) : 0.0,
            1000 * searching / queries
        );
        std::fflush(stdout);
    }
}

} // namespace

int main(int argc, char** argv) {
    std::vector<std::string_view> arguments(argv + 1, argv + argc);
    if (arguments.empty()) {
        arguments = {"20000", "1000000", "rescreen", "change"};
    }
    for (const std::string_view argument : arguments) {
        if (argument == "rescreen") {
            measureRescreening(100);
            measureRescreening(2500);
        } else if (argument == "change") {
            std::ranges::for_each(std::vector{1, 100, 500}, measureChange);
        } else if (argument == "loss") {
            const bool isTold = arguments.size() == 3;
            measureLoss(
                isTold ? numberIn(arguments[1]) : 1000000, isTold ? static_cast<int>(numberIn(arguments[2])) : 60
            );
            break;
        } else {
            measureSearches(numberIn(argument));
        }
    }
}
