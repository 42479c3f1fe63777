#include "compliance/list_layer.h"

#include "compliance/listed_entry.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace dttot::compliance {

ListLayer::Builder::Builder(const screening::Weights& weights) : _layer(new ListLayer()), _index(weights) {}

ListLayer::Builder::~Builder() = default;

void ListLayer::Builder::add(const Row& row, std::uint32_t list) {
    const tenon::JsonObject record =
        boost::json::parse(boost::json::string_view(row.record.data(), row.record.size())).as_object();
    _index.add(entryOf(row.id, list, record));
    const std::string_view name = tenon::textAt(record, "name");
    if (_layer->_texts.size() > std::numeric_limits<std::uint32_t>::max()) {
        throw std::length_error("the names of a layer take more than 4 GiB");
    }
    _layer->_places.push_back(
        {.row = row.id,
         .version = row.version,
         .content = row.content,
         .text = static_cast<std::uint32_t>(_layer->_texts.size()),
         .codeLength = static_cast<std::uint32_t>(row.kodeDensus.size()),
         .nameLength = static_cast<std::uint32_t>(name.size()),
         .document = _layer->placeOf(row.document)}
    );
    _layer->_texts.append(row.kodeDensus).append(name);
}

bool ListLayer::Builder::isEmpty() const { return _layer->_places.empty(); }

std::shared_ptr<const ListLayer> ListLayer::Builder::build() {
    std::ranges::sort(_layer->_places, {}, &Place::row);
    _layer->_index = std::make_shared<const screening::Index>(_index.build());
    return std::move(_layer);
}

const ListLayer::Place* ListLayer::find(std::int64_t row) const {
    const auto found = std::ranges::lower_bound(_places, row, {}, &Place::row);
    return found == _places.end() || found->row != row ? nullptr : &*found;
}

ListLayer::Listed ListLayer::listed(std::int64_t row) const {
    const Place* found = find(row);
    if (found == nullptr) {
        throw std::out_of_range("the index has no such row");
    }
    const std::string_view texts = _texts;
    return {
        .version = found->version,
        .content = found->content,
        .kodeDensus = texts.substr(found->text, found->codeLength),
        .name = texts.substr(found->text + found->codeLength, found->nameLength),
    };
}

std::vector<std::int64_t> ListLayer::rowsOf(std::span<const std::int64_t> documents) const {
    std::vector<bool> isMeant;
    isMeant.reserve(_documents.size());
    for (const std::int64_t document : _documents) {
        isMeant.push_back(std::ranges::find(documents, document) != documents.end());
    }
    std::vector<std::int64_t> rows;
    for (const Place& place : _places) {
        if (isMeant[place.document]) {
            rows.push_back(place.row);
        }
    }
    return rows;
}

/// Rows of a document mostly come one after the other.
std::uint32_t ListLayer::placeOf(std::int64_t document) {
    const auto known = std::find(_documents.rbegin(), _documents.rend(), document);
    if (known == _documents.rend()) {
        _documents.push_back(document);
        return static_cast<std::uint32_t>(_documents.size() - 1);
    }
    return static_cast<std::uint32_t>(_documents.rend() - known - 1);
}

} // namespace dttot::compliance
