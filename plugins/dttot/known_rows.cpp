#include "known_rows.h"

#include <optional>

namespace dttot {

namespace {

// What a row changed by hand said in the file stands among the past rows.
constexpr std::string_view extractedRows =
    "SELECT r.id, r.source_place, r.fingerprint, r.source, CASE WHEN r.source = 'manual' THEN "
    "(SELECT p.content FROM dttot_past_row p WHERE p.id = r.id AND p.source = 'extracted') ELSE r.content END, "
    "r.origin_id "
    "FROM dttot_row r JOIN dttot_document d ON d.id = r.document_id "
    "WHERE r.document_id = :document AND r.run_id > 0 AND r.run_id <= d.run_id "
    "AND r.until_run > d.run_id ORDER BY r.id";

constexpr std::string_view removedRows =
    "SELECT x.id, x.source_place, x.fingerprint, "
    "(SELECT p.content FROM dttot_past_row p WHERE p.id = x.id AND p.source = 'extracted') "
    "FROM dttot_removed x WHERE x.document_id = :document ORDER BY x.id";

} // namespace

KnownRows::KnownRows(tenon::Database& database, std::int64_t document, std::span<const std::int64_t> predecessors) {
    load(database, document, document);
    for (const std::int64_t predecessor : predecessors) {
        load(database, predecessor, document);
    }
}

/// Takes the rows of `document` as the `reader` may meet them again.
void KnownRows::load(tenon::Database& database, std::int64_t document, std::int64_t reader) {
    const auto add = [&](Known known, const tenon::Row& row, std::optional<std::size_t> content) {
        const bool isHandled = known.kind != Kind::extracted;
        if (const std::string_view place = row.text(1); isHandled && document == reader && !place.empty()) {
            _handledByPlace.emplace(place, _rows.size());
        }
        _byFingerprint.emplace(row.integer(2), _rows.size());
        if (content && !row.isNull(*content)) {
            _byContent.emplace(row.integer(*content), _rows.size());
        }
        _rows.push_back(known);
    };
    database.each(extractedRows, {{"document", document}}, [&](const tenon::Row& row) {
        const Kind kind = row.text(3) == "manual" ? Kind::manual : Kind::extracted;
        const bool isOwn = kind == Kind::extracted && row.integer(5) == reader;
        add({row.integer(0), kind}, row, isOwn ? std::nullopt : std::optional<std::size_t>(4));
    });
    database.each(removedRows, {{"document", document}}, [&](const tenon::Row& row) {
        add({row.integer(0), Kind::removed}, row, std::size_t{3});
    });
}

bool KnownRows::recogniseBy(const Fingerprints& known, std::int64_t fingerprint) {
    for (auto [at, end] = known.equal_range(fingerprint); at != end; ++at) {
        if (Known& row = _rows[at->second]; !row.isRecognised) {
            row.isRecognised = true;
            return true;
        }
    }
    return false;
}

bool KnownRows::recognise(const StoredRecord& record) {
    if (recogniseBy(_byFingerprint, record.fingerprint)) {
        return true;
    }
    const auto handled = _handledByPlace.find(record.sourcePlace);
    if (handled != _handledByPlace.end() && !_rows[handled->second].isRecognised) {
        _rows[handled->second].isRecognised = true;
        return true;
    }
    return recogniseBy(_byContent, record.content);
}

KnownRows::Leftovers KnownRows::leftovers() const {
    Leftovers left;
    for (const Known& known : _rows) {
        if (!known.isRecognised) {
            auto& list = known.kind == Kind::extracted ? left.extracted
                         : known.kind == Kind::manual  ? left.manual
                                                       : left.removed;
            list.push_back(known.id);
        }
    }
    return left;
}

} // namespace dttot
