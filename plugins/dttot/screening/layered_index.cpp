#include "layered_index.h"

#include "index_parts.h"
#include "search.h"

#include <algorithm>
#include <iterator>

namespace dttot::screening {

Answer LayeredIndex::search(const Subject& subject, const Question& question) const {
    const Asked asked(subject, question, _layers.front().index->weights());
    Answer answer{.hits = {}, .legibility = asked.legibility()};
    for (const Layer& layer : _layers) {
        std::ranges::move(Search(*layer.index->_parts, asked, layer.gone).hits(), std::back_inserter(answer.hits));
    }
    if (_layers.size() > 1) {
        std::ranges::sort(answer.hits, isBetter);
        answer.hits.resize(std::min(answer.hits.size(), question.most));
    }
    return answer;
}

} // namespace dttot::screening
