#include "index.h"

#include "index_parts.h"
#include "search.h"

#include <utility>

namespace dttot::screening {

namespace {

template <typename Values>
std::size_t bytesOf(const Values& values) {
    return values.capacity() * sizeof(typename Values::value_type);
}

} // namespace

Index::Index(std::unique_ptr<IndexParts> parts) : _parts(std::move(parts)) {}

Index::~Index() = default;
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;

Answer Index::search(const Subject& subject, const Question& question) const {
    const Asked asked(subject, question, _parts->weights);
    return {Search(*_parts, asked).hits(), asked.legibility()};
}

std::size_t Index::entries() const { return _parts->entryCount(); }

std::size_t Index::names() const { return _parts->nameCount(); }

const Weights& Index::weights() const { return _parts->weights; }

std::size_t Index::bytes() const {
    const IndexParts& parts = *_parts;
    return sizeof parts + parts.vocabulary.bytes() + parts.joints.bytes() + bytesOf(parts.entries)
           + bytesOf(parts.facts) + bytesOf(parts.nameEntries) + bytesOf(parts.nameBornYears)
           + bytesOf(parts.otherWords) + bytesOf(parts.wordsBegin) + bytesOf(parts.words) + bytesOf(parts.textBegin)
           + bytesOf(parts.texts) + bytesOf(parts.nameTraits) + bytesOf(parts.postingsBegin) + bytesOf(parts.postings)
           + bytesOf(parts.numbers);
}

} // namespace dttot::screening
