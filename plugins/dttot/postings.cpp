#include "postings.h"

#include "batch_statement.h"
#include "id_list.h"

#include <algorithm>
#include <tuple>

namespace dttot {

namespace {

/// Some tens of milliseconds.
constexpr std::size_t postingsPerTransaction = 8'000;

/// About 15,000 rows of a list.
constexpr std::size_t mostBytes = 8U << 20U;

constexpr std::string_view recordsOf = "SELECT id, record FROM dttot_row WHERE id IN ";

} // namespace

struct Postings::Table {
    std::vector<Posting> Postings::*gathered;
    BatchStatement insert;
    BatchStatement erase;
};

const std::vector<Postings::Table>& Postings::tables() {
    static const std::vector<Table> made{
        {&Postings::_names,
         BatchStatement::insert("dttot_name", {"folded", "row_id", "position"}),
         BatchStatement::erase("dttot_name", {"folded", "row_id", "position"})},
        {&Postings::_identifiers,
         BatchStatement::insert("dttot_identifier", {"value", "row_id"}),
         BatchStatement::erase("dttot_identifier", {"value", "row_id"})},
        {&Postings::_words,
         BatchStatement::insert("dttot_word", {"word", "row_id"}),
         BatchStatement::erase("dttot_word", {"word", "row_id"})},
    };
    return made;
}

void Postings::add(std::int64_t row, const StoredRecord& record) {
    for (std::size_t position = 0; position < record.names.size(); ++position) {
        _names.push_back(posting(record.names[position], row, position));
    }
    for (const std::string& identifier : record.identifiers) {
        _identifiers.push_back(posting(identifier, row));
    }
    for (const std::string& word : record.words) {
        _words.push_back(posting(word, row));
    }
}

void Postings::addStored(tenon::Database& database, std::span<const std::int64_t> rows) {
    forEachChunk(database, recordsOf, rows, {}, [&](const tenon::Row& row) {
        const std::string_view text = row.text(1);
        add(row.integer(0), stored(boost::json::parse(boost::json::string_view(text.data(), text.size())).as_object()));
    });
}

bool Postings::isFull() const {
    return _texts.size() + (_names.size() + _identifiers.size() + _words.size()) * sizeof(Posting) > mostBytes;
}

void Postings::write(tenon::Database& database) {
    for (const Table& table : tables()) {
        pass(database, this->*table.gathered, table.insert);
    }
    clear();
}

void Postings::erase(tenon::Database& database) {
    for (const Table& table : tables()) {
        pass(database, this->*table.gathered, table.erase);
    }
    clear();
}

void Postings::pass(tenon::Database& database, std::vector<Posting>& postings, const BatchStatement& statement) const {
    std::ranges::sort(postings, {}, [this](const Posting& posting) {
        return std::tuple(textOf(posting), posting.row, posting.position);
    });
    for (std::span<const Posting> rest(postings); !rest.empty();) {
        const auto some = rest.first(std::min(rest.size(), postingsPerTransaction));
        const std::vector<tenon::Value> values = valuesOf(some, statement.columns());
        database.transaction([&] { statement.run(database, values); }, tenon::Isolation::ReadCommitted);
        rest = rest.subspan(some.size());
    }
}

Postings::Posting Postings::posting(std::string_view text, std::int64_t row, std::size_t position) {
    const Posting made{
        .begin = _texts.size(),
        .size = static_cast<std::uint32_t>(text.size()),
        .position = static_cast<std::uint32_t>(position),
        .row = row};
    _texts += text;
    return made;
}

std::string_view Postings::textOf(const Posting& posting) const {
    return std::string_view(_texts).substr(posting.begin, posting.size);
}

std::vector<tenon::Value> Postings::valuesOf(std::span<const Posting> postings, std::size_t columns) const {
    std::vector<tenon::Value> values;
    values.reserve(postings.size() * columns);
    for (const Posting& posting : postings) {
        const tenon::Value row[] = {textOf(posting), posting.row, posting.position};
        values.insert(values.end(), row, row + columns);
    }
    return values;
}

void Postings::clear() { *this = Postings(); }

} // namespace dttot
