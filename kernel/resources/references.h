#pragma once

#include <kernel/resources/definition.h>

#include <tenon/database.h>

namespace tenon::resources {

/// Puts the id in place of each UUID by which `record` refers to another record. Throws Invalid with every reference
/// that leads nowhere: after the database found one, the transaction is spoilt, and SQLite does not even say which it
/// was.
void resolveReferences(const Definition& definition, Database& database, JsonObject& record);

/// Throws 400, with a code such as COMPANY_MISMATCH, when a reference leads to a record that does not agree with
/// `record` where its field says so. References that are as they were `before` (empty for a new record) are passed
/// over.
void requireAgreement(
    const Definition& definition, Database& database, const JsonObject& before, const JsonObject& record
);

} // namespace tenon::resources
