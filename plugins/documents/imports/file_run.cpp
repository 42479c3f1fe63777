#include "imports/file_run.h"

#include <algorithm>

namespace documents {

namespace {

using tenon::Error;
using tenon::JsonObject;
using tenon::RowBatch;
using tenon::Storing;

/// Ends a transaction that was only to be tried.
struct Tried {};

bool hasNoFault(const PreparedRow& row) { return row.faults.empty() && row.isComplete; }

} // namespace

void FileRun::run(const JsonObject& audit) {
    const bool isSound = _file.faults().empty() && std::ranges::all_of(_file.rows(), hasNoFault);
    if (isSound && runAtOnce(audit)) {
        return;
    }
    // With a header that cannot be trusted nothing is stored; the rows are tried all the same.
    RowBatch batch(_rows, _file.faults().empty() ? _wish.storing : Storing::Nothing);
    batch.run([&] { storeAll(batch, audit); });
    _isStored = batch.isStored();
}

/// A savepoint for each row, by which all faults of a file are told, makes half of what an import costs, and on SQLite
/// others who write wait for it. A file without a fault needs none; with the first fault it begins anew.
bool FileRun::runAtOnce(const JsonObject& audit) {
    try {
        _rows.attempt([&] {
            _tally = {};
            const ImportWork work = _import.begin(_request, _wish.existing);
            for (const PreparedRow& row : _file.rows()) {
                count(work.row(row.values));
            }
            if (work.finish) {
                work.finish();
            }
            record(audit);
            if (_wish.storing == Storing::Nothing) {
                throw Tried();
            }
        });
    } catch (const Tried&) {
        return true;
    } catch (const Error&) {
        return false;
    }
    _isStored = true;
    return true;
}

void FileRun::storeAll(RowBatch& batch, const JsonObject& audit) {
    _faults = _file.faults();
    _tally = {};
    const ImportWork work = _import.begin(_request, _wish.existing);
    for (const PreparedRow& row : _file.rows()) {
        store(batch, work, row);
    }
    _tally.failed = batch.failed();
    if (work.finish && batch.failed() == 0) {
        batch.row(work.finish, [&](const Error& error) {
            report({}, error);
            batch.giveUp();
        });
    } else if (work.finish) {
        batch.giveUp(); // The rows make one thing, which is not there without all of them.
    }
    record(audit);
}

void FileRun::record(const JsonObject& audit) {
    JsonObject after = audit;
    after["added"] = _tally.added;
    after["updated"] = _tally.updated;
    after["unchanged"] = _tally.unchanged;
    after["failed"] = _tally.failed;
    _app.audit().record(
        _request.caller(),
        {.action = _import.audit,
         .model = _import.model,
         .record = std::string(tenon::textAt(audit, "sha256")),
         .before = nullptr,
         .after = std::move(after),
         .reason = {}}
    );
}

void FileRun::store(RowBatch& batch, const ImportWork& work, const PreparedRow& row) {
    if (!row.faults.empty() || !row.isComplete) {
        batch.countFailed();
        _faults.insert(_faults.end(), row.faults.begin(), row.faults.end());
        if (row.isComplete) {
            tryRest(work, row);
        }
        return;
    }
    RowOutcome outcome{};
    bool isRight = true;
    batch.row(
        [&] { outcome = work.row(row.values); },
        [&](const Error& error) {
            isRight = false;
            report(row, error);
        }
    );
    if (isRight) {
        count(outcome);
    }
}

/// Of a row with faults, what is right is tried and undone, so that all faults are told at once.
void FileRun::tryRest(const ImportWork& work, const PreparedRow& row) {
    const auto isTold = [&](std::string_view field) {
        return std::ranges::find(row.faults, field, &Fault::field) != row.faults.end();
    };
    RowBatch attempt(_rows, Storing::Nothing);
    attempt.run([&] {
        attempt.row(
            [&] { work.row(row.values); },
            [&](const Error& error) {
                if (const auto* invalid = dynamic_cast<const tenon::Invalid*>(&error)) {
                    for (const tenon::FieldError& fault : invalid->fields()) {
                        if (!isTold(fault.field)) {
                            _faults.push_back({row.number, fault.field, error.code(), fault.message});
                        }
                    }
                }
            }
        );
    });
}

void FileRun::report(const PreparedRow& row, const Error& error) {
    if (const auto* invalid = dynamic_cast<const tenon::Invalid*>(&error);
        invalid != nullptr && !invalid->fields().empty()) {
        for (const tenon::FieldError& fault : invalid->fields()) {
            _faults.push_back({row.number, fault.field, error.code(), fault.message});
        }
        return;
    }
    // A conflict names the fields that it is about among its details.
    bool isPlaced = false;
    for (const auto& detail : error.details()) {
        if (_file.placeOf(detail.key())) {
            _faults.push_back({row.number, detail.key(), error.code(), error.message()});
            isPlaced = true;
        }
    }
    if (!isPlaced) {
        _faults.push_back({row.number, {}, error.code(), error.message()});
    }
}

void FileRun::count(RowOutcome outcome) {
    switch (outcome) {
    case RowOutcome::Added:
        ++_tally.added;
        break;
    case RowOutcome::Updated:
        ++_tally.updated;
        break;
    case RowOutcome::Unchanged:
        ++_tally.unchanged;
        break;
    }
}

} // namespace documents
