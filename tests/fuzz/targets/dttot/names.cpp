/// Names as the search compares them.

#include <tests/fuzz/fuzz.h>

#include <extraction/text.h>
#include <folding.h>
#include <similarity.h>
#include <spelling.h>
#include <string>
#include <vector>

using namespace dttot;
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
            static_cast<void>(soundsOf(spelled(word)));
        }
    }
    const auto words = spelledWordsOf(first);
    claim(words.empty() || nameScore(words, words) >= nameThreshold, "a name is found by itself");
    tryPair(words, spelledWordsOf(second));
}
