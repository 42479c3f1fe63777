#include "known_rows.h"

namespace dttot {

namespace {

constexpr std::string_view extractedRows = "SELECT r.id, r.source_place, r.fingerprint, r.source FROM dttot_row r "
                                           "JOIN dttot_document d ON d.id = r.document_id "
                                           "WHERE r.document_id = :document AND r.run_id > 0 AND r.run_id <= d.run_id "
                                           "AND r.until_run > d.run_id ORDER BY r.id";

constexpr std::string_view removedRows =
    "SELECT id, source_place, fingerprint FROM dttot_removed WHERE document_id = :document ORDER BY id";

} // namespace

KnownRows::KnownRows(tenon::Database& database, std::int64_t document) {
    database.each(extractedRows, {{"document", document}}, [&](const tenon::Row& row) {
        const Kind kind = row.text(3) == "manual" ? Kind::manual : Kind::extracted;
        add({row.integer(0), kind}, row.text(1), row.integer(2));
    });
    database.each(removedRows, {{"document", document}}, [&](const tenon::Row& row) {
        add({row.integer(0), Kind::removed}, row.text(1), row.integer(2));
    });
}

void KnownRows::add(const Known& known, std::string_view sourcePlace, std::int64_t fingerprint) {
    _byFingerprint.emplace(fingerprint, _rows.size());
    if (known.kind != Kind::extracted && !sourcePlace.empty()) {
        _handledByPlace.emplace(sourcePlace, _rows.size());
    }
    _rows.push_back(known);
}

bool KnownRows::recognise(const StoredRecord& record) {
    for (auto [at, end] = _byFingerprint.equal_range(record.fingerprint); at != end; ++at) {
        if (Known& known = _rows[at->second]; !known.isRecognised) {
            known.isRecognised = true;
            return true;
        }
    }
    const auto handled = _handledByPlace.find(record.sourcePlace);
    if (handled == _handledByPlace.end() || _rows[handled->second].isRecognised) {
        return false;
    }
    _rows[handled->second].isRecognised = true;
    return true;
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
