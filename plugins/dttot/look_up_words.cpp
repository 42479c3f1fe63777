#include "look_up_words.h"

#include "screening/name.h"
#include "screening/spelling.h"

#include <utility>

namespace dttot {

std::vector<std::string> lookUpWordsOf(std::string_view foldedName) {
    std::vector<std::string> words;
    for (screening::NameWord& word : screening::nameOf(foldedName).words) {
        words.push_back(std::move(word.sense.key));
    }
    return words;
}

std::vector<std::string> soundsOf(std::string_view lookUpWord) {
    const std::string whole = screening::soundOf(lookUpWord);
    if (whole.empty()) {
        return {std::string("_") + std::string(lookUpWord.substr(0, 1))};
    }
    std::vector<std::string> sounds{whole};
    for (std::size_t i = 0; whole.size() >= 3 && i < whole.size(); ++i) {
        std::string shorter = whole;
        shorter.erase(i, 1);
        sounds.push_back(std::move(shorter));
    }
    return sounds;
}

} // namespace dttot
