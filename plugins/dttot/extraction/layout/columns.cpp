#include "extraction/layout/columns.h"

#include "extraction/text.h"
#include "tables/merged_areas.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

namespace dttot::layout {

namespace {

constexpr std::size_t longestHeader = 80;

std::vector<std::string> textsOf(const tables::Row& row) {
    std::vector<std::string> texts;
    for (const tables::Cell& cell : row.cells) {
        texts.push_back(
            cell.text.size() > longestHeader * 2 ? std::string(longestHeader * 2, 'x') : text::oneLine(cell.text)
        );
    }
    return texts;
}

/// Whether the cells read as a header: a name column and at least another known one, at most a third unknown.
std::optional<Columns> headerOf(std::vector<std::string> texts) {
    std::set<Column> known;
    std::size_t filled = 0;
    std::size_t recognised = 0;
    for (const std::string& text : texts) {
        if (text.empty()) {
            continue;
        }
        const Column column = columnOf(text);
        ++filled;
        recognised += column == Column::unknown ? 0 : 1;
        known.insert(column);
    }
    known.erase(Column::unknown);
    const bool enough =
        known.size() >= 3 ? recognised * 2 >= filled : known.size() == 2 && recognised * 3 >= filled * 2;
    if (!known.contains(Column::name) || !enough) {
        return std::nullopt;
    }
    return Columns(std::move(texts));
}

/// The reading of a two-row header's cell that names a column: both in either order, else the lower, else the upper
/// text.
std::string joined(const std::string& upper, const std::string& lower) {
    if (lower.empty()) {
        return upper;
    }
    for (const std::string& candidate : {upper + ' ' + lower, lower + ' ' + upper, lower}) {
        if (columnOf(candidate) != Column::unknown) {
            return candidate;
        }
    }
    return upper + ' ' + lower;
}

} // namespace

Columns::Columns(std::vector<std::string> headers) {
    std::set<std::string> used;
    for (std::size_t i = 0; i < headers.size(); ++i) {
        _columns.push_back(headers[i].empty() ? Column::unknown : columnOf(headers[i]));
        const std::string base = headers[i].empty() ? tables::columnLetters(i) : headers[i];
        std::string label = base;
        for (int copy = 2; !used.insert(label).second; ++copy) {
            label = base + " (" + std::to_string(copy) + ')';
        }
        _labels.push_back(std::move(label));
    }
    // "id" is a code where it is the only one, as in exports of other systems; beside a code it counts the rows.
    if (std::ranges::count(_columns, Column::code) > 1) {
        for (std::size_t i = 0; i < headers.size(); ++i) {
            _columns[i] = text::compact(headers[i]) == "id" ? Column::number : _columns[i];
        }
    }
}

bool Columns::has(Column column) const { return std::ranges::find(_columns, column) != _columns.end(); }

std::optional<std::size_t> Columns::indexOf(Column column) const {
    const auto found = std::ranges::find(_columns, column);
    return found == _columns.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - _columns.begin()));
}

std::optional<Columns> headerOf(const tables::Row& row) { return headerOf(textsOf(row)); }

std::optional<Columns> headerOf(const tables::Row& upper, const tables::Row& lower) {
    std::vector<std::string> top = textsOf(upper);
    const std::vector<std::string> bottom = textsOf(lower);
    top.resize(std::max(top.size(), bottom.size()));
    std::string spanning;
    std::size_t added = 0;
    for (std::size_t i = 0; i < top.size(); ++i) {
        const std::string below = i < bottom.size() ? bottom[i] : std::string();
        spanning = top[i].empty() ? spanning : top[i];
        if (below.empty()) {
            continue;
        }
        // A heading over several columns stands in the first of them.
        std::string both = joined(top[i].empty() ? spanning : top[i], below);
        if (columnOf(both) == Column::unknown || below.size() > longestHeader) {
            return std::nullopt;
        }
        added += 1;
        top[i] = std::move(both);
    }
    return added == 0 ? std::nullopt : headerOf(std::move(top));
}

bool countsColumns(const tables::Row& row) {
    int expected = 1;
    for (const tables::Cell& cell : row.cells) {
        const std::string_view digits = text::strip(cell.text, "().");
        int value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (digits.empty()) {
            continue;
        }
        if (error != std::errc() || end != digits.data() + digits.size() || value != expected) {
            return false;
        }
        ++expected;
    }
    return expected > 3;
}

} // namespace dttot::layout
