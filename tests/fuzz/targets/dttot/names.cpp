/// Names as the search compares them.

#include <tests/fuzz/fuzz.h>

#include <extraction/text.h>
#include <look_up_words.h>
#include <screening/folding.h>
#include <screening/index.h>
#include <screening/word_distance.h>
#include <similarity.h>
#include <string>
#include <vector>

using namespace dttot;
using namespace dttot::screening;
using tenon::fuzz::claim;

namespace {

void tryPair(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    const double score = nameScore(a, b);
    claim(score >= 0 && score <= 1, "a score lies between 0 and 1");
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
        const double similarity = similarityOf(a[i], b[i]);
        claim(similarity >= 0 && similarity <= 1, "a similarity lies between 0 and 1");
        claim(similarityOf(b[i], a[i]) == similarity, "a similarity has no direction");
        claim(similarityOf(a[i], a[i]) == 1, "a word is like itself");
    }
}

/// Whatever is searched is answered, and what is found is found again without the index.
void tryScreening(const std::string& bytes, const std::string& first, const std::string& second) {
    Entry entry;
    entry.id = 1;
    entry.names = {{first}, {second}};
    IndexBuilder builder;
    builder.add(entry);
    const Index index = builder.build();
    for (const std::string& name : {bytes, first, second}) {
        Subject subject;
        subject.names = {name};
        const Answer answer = index.search(subject, {.minScore = 0.3, .lists = {}});
        claim(answer.hits.empty() || answer.hits.front() == compared(subject, entry), "a hit is reproduced");
    }
}

} // namespace

void tenon::fuzz::run(std::string_view bytes) {
    if (!text::isValidUtf8(bytes)) {
        return;
    }
    Pieces pieces(bytes);
    const std::string first = folded(pieces.line());
    const std::string second = folded(pieces.line());
    for (const std::string& name : {first, second}) {
        claim(folded(name) == name, "a folded name stays as it is");
        claim(
            name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789 ") == std::string::npos, "letters and digits"
        );
        claim(
            name.empty() || endOfPrefix(name) > name + "zzz", "the end of a prefix lies behind all that begin with it"
        );
        for (const std::string_view word : wordsOf(name)) {
            static_cast<void>(soundsOf(word));
        }
    }
    const auto words = lookUpWordsOf(first);
    claim(words.empty() || nameScore(words, words) >= nameThreshold, "a name is found by itself");
    tryPair(words, lookUpWordsOf(second));
    tryScreening(std::string(bytes), first, second);
}
