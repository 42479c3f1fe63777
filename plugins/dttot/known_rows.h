#pragma once

#include "list_record.h"

#include <tenon/database.h>

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dttot {

/// What is known of a document's rows before it is read again, and of those of the documents whose place it takes:
/// tells which of the records that arrive are there already, so that their ids survive and decisions made by hand
/// stand. Belongs to one run.
class KnownRows {
public:
    KnownRows(tenon::Database& database, std::int64_t document, std::span<const std::int64_t> predecessors);

    /// Whether the record is a known row with the same content, was changed by hand, or was deleted by hand. Each row
    /// is recognised once. Where it stands matters in the document itself only.
    [[nodiscard]] bool recognise(const StoredRecord& record);

    /// The rows that no record was recognised as, by what is to become of them.
    struct Leftovers {
        std::vector<std::int64_t> extracted; ///< no longer in the document: to be deleted
        std::vector<std::int64_t> manual;    ///< changed by hand: to be kept as if added by hand
        std::vector<std::int64_t> removed;   ///< deleted by hand: nothing to remember any more
    };

    [[nodiscard]] Leftovers leftovers() const;

private:
    enum class Kind { extracted, manual, removed };

    struct Known {
        std::int64_t id = 0;
        Kind kind = Kind::extracted;
        bool isRecognised = false;
    };

    using Fingerprints = std::unordered_multimap<std::int64_t, std::size_t>;

    void load(tenon::Database& database, std::int64_t document, std::int64_t reader);
    [[nodiscard]] bool recogniseBy(const Fingerprints& known, std::int64_t fingerprint);

    std::vector<Known> _rows;
    Fingerprints _byFingerprint;
    Fingerprints _byContent;                                         ///< not those that the document itself brought
    std::map<std::string, std::size_t, std::less<>> _handledByPlace; ///< manual and removed ones only
};

} // namespace dttot
