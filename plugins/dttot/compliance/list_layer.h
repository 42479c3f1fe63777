#pragma once

#include "screening/index.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dttot::compliance {

/// Some rows, ready to be searched, and what is told of each beside a hit. It never changes: safe for any number of
/// threads.
class ListLayer {
public:
    /// What a row says, as the database has it. Borrowed.
    struct Row {
        std::int64_t id = 0;
        std::int64_t document = 0;
        std::int64_t version = 0; ///< of the row
        std::int64_t content = 0; ///< equal for rows of a list that say the same of their subject
        std::string_view kodeDensus;
        std::string_view record;
    };

    /// What is told of a listed subject beside the hit.
    struct Listed {
        std::int64_t version = 0;
        std::int64_t content = 0;
        std::string_view kodeDensus;
        std::string_view name;
    };

    /// Makes a layer, row by row. Belongs to one thread.
    class Builder {
    public:
        explicit Builder(const screening::Weights& weights);
        ~Builder();

        /// `list` is the number by which searches choose the list.
        void add(const Row& row, std::uint32_t list);

        [[nodiscard]] bool isEmpty() const;

        /// The layer of what was added; the builder is of no use afterwards.
        [[nodiscard]] std::shared_ptr<const ListLayer> build();

    private:
        std::shared_ptr<ListLayer> _layer;
        screening::IndexBuilder _index;
    };

    [[nodiscard]] const std::shared_ptr<const screening::Index>& index() const { return _index; }

    [[nodiscard]] std::size_t size() const { return _places.size(); }

    [[nodiscard]] bool has(std::int64_t row) const { return find(row) != nullptr; }

    /// Throws std::out_of_range for a row that it does not have.
    [[nodiscard]] Listed listed(std::int64_t row) const;

    /// Its rows that came from one of these documents, sorted.
    [[nodiscard]] std::vector<std::int64_t> rowsOf(std::span<const std::int64_t> documents) const;

private:
    /// Where the texts of a row lie; a million rows take little room.
    struct Place {
        std::int64_t row = 0;
        std::int64_t version = 0;
        std::int64_t content = 0;
        std::uint32_t text = 0;
        std::uint32_t codeLength = 0;
        std::uint32_t nameLength = 0;
        std::uint32_t document = 0; ///< its place in _documents
    };

    ListLayer() = default;

    [[nodiscard]] const Place* find(std::int64_t row) const;
    [[nodiscard]] std::uint32_t placeOf(std::int64_t document);

    std::vector<Place> _places; ///< by row
    std::vector<std::int64_t> _documents;
    std::string _texts;
    std::shared_ptr<const screening::Index> _index;
};

} // namespace dttot::compliance
