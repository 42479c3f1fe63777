#include "compliance/list_layer.h"

#include "compliance/listed_entry.h"

#include <algorithm>
#include <stdexcept>

namespace dttot::compliance {

ListLayer::Builder::Builder(const screening::Weights& weights) : _layer(new ListLayer()), _index(weights) {}

ListLayer::Builder::~Builder() = default;

void ListLayer::Builder::add(const Row& row, std::uint32_t list) {
    const tenon::JsonObject record =
        boost::json::parse(boost::json::string_view(row.record.data(), row.record.size())).as_object();
    _index.add(entryOf(row.id, list, record));
    const std::string_view name = tenon::textAt(record, "name");
    _layer->_places.push_back(
        {row.id,
         row.version,
         row.content,
         _layer->_texts.size(),
         static_cast<std::uint32_t>(row.kodeDensus.size()),
         static_cast<std::uint32_t>(name.size())}
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

} // namespace dttot::compliance
