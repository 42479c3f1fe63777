#pragma once

#include "list_record.h"

#include <tenon/database.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dttot {

/// What is known of a document's rows before it is read again: tells which of the records that arrive are there
/// already, so that their ids survive and decisions made by hand stand. Belongs to one run.
class KnownRows {
public:
    KnownRows(tenon::Database& database, std::int64_t document);

    /// Whether the record is a known row with the same content, was changed by hand, or was deleted by hand. Each row
    /// is recognised once.
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

    void add(const Known& known, std::string_view sourcePlace, std::int64_t fingerprint);

    std::vector<Known> _rows;
    std::unordered_multimap<std::int64_t, std::size_t> _byFingerprint;
    std::map<std::string, std::size_t, std::less<>> _handledByPlace; ///< manual and removed ones only
};

} // namespace dttot
