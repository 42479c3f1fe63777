#pragma once

#include <tenon/caller.h>
#include <tenon/export.h>
#include <tenon/json.h>

#include <string>
#include <string_view>

namespace tenon {

/// A change to be remembered: who is taken from the caller, when from the clock.
struct AuditEntry {
    std::string_view action; ///< "dttot.document.uploaded": module, noun, past participle
    std::string_view model;  ///< "dttot_document"
    std::string record;      ///< Id of the record, as text
    Json before = nullptr;   ///< State before the change; secrets left out
    Json after = nullptr;    ///< State after the change; secrets left out
    std::string reason;
};

/// The trail of changes. A row is written in the change's own transaction; rows are chained by SHA-256 within a second.
class TENON_API Audit {
public:
    virtual ~Audit();
    virtual void record(const Caller& caller, const AuditEntry& entry) = 0;
};

} // namespace tenon
