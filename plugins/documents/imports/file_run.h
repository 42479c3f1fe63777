#pragma once

#include "imports/prepared_file.h"

#include <tenon/batch.h>

namespace documents {

/// How many rows did what.
struct Tally {
    std::size_t added = 0;
    std::size_t updated = 0;
    std::size_t unchanged = 0;
    std::size_t failed = 0;

    [[nodiscard]] std::size_t right() const { return added + updated + unchanged; }
};

/// What a request wants of a file.
struct Wish {
    Existing existing = Existing::Refuse;
    tenon::Storing storing = tenon::Storing::AllOrNothing;
};

/// Stores the rows of a prepared file, or tries to, in one transaction. For one thread.
class FileRun {
public:
    FileRun(tenon::App& app, const Import& import, const PreparedFile& file, const tenon::Request& request, Wish wish)
        : _app(app), _rows(*app.find<tenon::Rows>()), _import(import), _file(file), _request(request), _wish(wish) {}

    /// `audit` is what the trail keeps of the file itself.
    void run(const tenon::JsonObject& audit);

    /// Of all rows, in their order.
    [[nodiscard]] const Faults& faults() const { return _faults; }

    [[nodiscard]] const Tally& tally() const { return _tally; }

    [[nodiscard]] bool isStored() const { return _isStored; }

private:
    /// Whether all rows were right; nothing is stored otherwise.
    [[nodiscard]] bool runAtOnce(const tenon::JsonObject& audit);
    /// Leaves the file's own row in the audit trail.
    void record(const tenon::JsonObject& audit);
    void storeAll(tenon::RowBatch& batch, const tenon::JsonObject& audit);
    void store(tenon::RowBatch& batch, const ImportWork& work, const PreparedRow& row);
    void tryRest(const ImportWork& work, const PreparedRow& row);
    void report(const PreparedRow& row, const tenon::Error& error);
    void count(RowOutcome outcome);

    tenon::App& _app;
    tenon::Rows& _rows;
    const Import& _import;
    const PreparedFile& _file;
    const tenon::Request& _request;
    const Wish _wish;
    Faults _faults;
    Tally _tally;
    bool _isStored = false;
};

} // namespace documents
