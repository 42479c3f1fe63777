#pragma once

#include "compliance/list_layer.h"
#include "compliance/screening_settings.h"
#include "screening/layered_index.h"

#include <tenon/database.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dttot::compliance {

/// Counts the changes of all lists, on every node alike.
[[nodiscard]] std::int64_t generationOf(tenon::Database& database);

/// The rows in force, ready to be searched: a large layer and, over it, what has changed since, a layer for each time
/// that somebody looked. It never changes: safe for any number of threads.
///
/// A search finds the same as in an index that was made anew of all rows.
class ListIndex {
public:
    using Listed = ListLayer::Listed;

    /// Called now and then by what takes long; may throw to give up.
    using Checkpoint = std::function<void()>;

    /// All rows in force, as they were at one moment.
    [[nodiscard]] static std::shared_ptr<const ListIndex> read(
        tenon::Database& database, const ScreeningSettings::InForce& settings, const Checkpoint& checkpoint = [] {}
    );

    /// What a change costs: a row that is new or reads differently is read and taken to pieces, one that is gone is
    /// left out. A milliseconds' work is about a thousand. The deletion of a document costs nothing to speak of: its
    /// rows are known by it.
    static constexpr std::int64_t costOfRow = 16;
    static constexpr std::int64_t anyCost = std::int64_t{1} << 60;

    /// This one, which has nothing pending, and over it what has changed since, but for changes that cost more than
    /// `most`, which stay pending. The settings are its own when the index does not serve for these.
    [[nodiscard]] std::shared_ptr<const ListIndex> extended(
        tenon::Database& database,
        const ScreeningSettings::InForce& settings,
        std::int64_t most,
        const Checkpoint& checkpoint = [] {}
    ) const;

    struct List {
        std::int64_t id = 0;
        std::string name;
        std::int64_t version = 0; ///< it and all before are in the index
        std::int64_t latest = 0;  ///< it and all before are, but for those pending
    };

    [[nodiscard]] screening::Answer
    search(const screening::Subject& subject, const screening::Question& question) const;

    /// The list by the number that hits and questions have.
    [[nodiscard]] const List& list(std::uint32_t number) const { return _lists.at(number); }

    [[nodiscard]] const std::vector<List>& lists() const { return _lists; }

    [[nodiscard]] std::optional<std::uint32_t> listNamed(std::string_view name) const;

    [[nodiscard]] bool has(std::int64_t row) const { return layerOf(row) != nullptr; }

    /// A row of the index; throws std::out_of_range for another one.
    [[nodiscard]] Listed listed(std::int64_t row) const;

    /// Counts the changes that are in the index with all before them.
    [[nodiscard]] std::int64_t generation() const;

    /// The same as if none were pending.
    [[nodiscard]] std::int64_t latestGeneration() const;

    [[nodiscard]] bool hasPending() const { return generation() != latestGeneration(); }

    [[nodiscard]] const ScreeningSettings::InForce& settings() const { return _settings; }

    /// Whether rows are indexed alike by these settings: the threshold is no part of it.
    [[nodiscard]] bool servesFor(const ScreeningSettings::InForce& settings) const;

    [[nodiscard]] std::size_t entries() const;

    [[nodiscard]] std::size_t layers() const { return _layers.size(); }

    /// Rows that are in a layer over the first, and those of all layers that do not count any more.
    [[nodiscard]] std::size_t changedRows() const;

    /// Whether one that is made anew would be searched much faster: it has more layers, or a third has changed.
    [[nodiscard]] bool isWorn(std::size_t layers) const;

private:
    struct Layer {
        std::shared_ptr<const ListLayer> rows;
        std::vector<std::int64_t> gone; ///< those of its rows that do not count any more, sorted

        [[nodiscard]] bool has(std::int64_t row) const;
        void leaveOut(const std::vector<std::int64_t>& sorted);
    };

    ListIndex() = default;

    [[nodiscard]] const Layer* layerOf(std::int64_t row) const;
    std::uint32_t noteList(std::int64_t id, std::string_view name);
    void leaveOut(std::vector<std::int64_t> rows, std::span<const std::int64_t> documents);
    void cover(std::shared_ptr<const ListLayer> rows);

    ScreeningSettings::InForce _settings;
    std::vector<List> _lists;
    std::vector<Layer> _layers;
};

} // namespace dttot::compliance
