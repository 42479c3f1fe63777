#pragma once

#include "compliance/screening_settings.h"
#include "screening/index.h"

#include <tenon/database.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dttot::compliance {

/// Counts the changes of all lists, on every node alike.
[[nodiscard]] std::int64_t generationOf(tenon::Database& database);

/// All rows in force, ready to be searched, as they were at one moment. It never changes: safe for any number of
/// threads.
class ListIndex {
public:
    /// Reads the lists. `checkpoint` is called now and then and may throw to give up.
    ListIndex(
        tenon::Database& database, const ScreeningSettings::InForce& settings, const std::function<void()>& checkpoint
    );

    struct List {
        std::int64_t id = 0;
        std::string name;
        std::int64_t version = 0;
    };

    /// What is told of a listed subject beside the hit.
    struct Listed {
        std::int64_t version = 0; ///< of the row
        std::int64_t content = 0; ///< equal for rows of a list that say the same of their subject
        std::string_view kodeDensus;
        std::string_view name;
    };

    [[nodiscard]] screening::Answer
    search(const screening::Subject& subject, const screening::Question& question) const {
        return _index.search(subject, question);
    }

    /// The list by the number that hits and questions have.
    [[nodiscard]] const List& list(std::uint32_t number) const { return _lists.at(number); }

    [[nodiscard]] const std::vector<List>& lists() const { return _lists; }

    [[nodiscard]] std::optional<std::uint32_t> listNamed(std::string_view name) const;

    [[nodiscard]] bool has(std::int64_t row) const { return find(row) != nullptr; }

    /// A row of the index.
    [[nodiscard]] Listed listed(std::int64_t row) const;

    [[nodiscard]] std::int64_t generation() const { return _generation; }

    [[nodiscard]] const ScreeningSettings::InForce& settings() const { return _settings; }

    [[nodiscard]] std::size_t entries() const { return _index.entries(); }

private:
    /// Where the texts of a row lie; a million rows take little room.
    struct Place {
        std::int64_t row = 0;
        std::int64_t version = 0;
        std::int64_t content = 0;
        std::size_t text = 0;
        std::uint32_t codeLength = 0;
        std::uint32_t nameLength = 0;
    };

    [[nodiscard]] const Place* find(std::int64_t row) const;
    [[nodiscard]] screening::Index read(tenon::Database& database, const std::function<void()>& checkpoint);
    std::uint32_t noteList(const tenon::Row& row);
    void notePlace(const tenon::Row& row, std::string_view name);

    ScreeningSettings::InForce _settings;
    std::int64_t _generation = 0;
    std::vector<List> _lists;
    std::vector<Place> _places; ///< by row
    std::string _texts;
    screening::Index _index;
};

} // namespace dttot::compliance
