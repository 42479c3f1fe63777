#include "verification.h"

#include "audit_row.h"

#include <algorithm>
#include <vector>

namespace tenon::audit {

namespace {

constexpr std::string_view pageSql =
    "SELECT seq, at, actor_id, actor, address, request_id, action, model, record_id, before, after, reason, position, "
    "prev_hash, hash FROM tenon_audit WHERE position > :position ORDER BY position LIMIT 1000";

/// Takes the rows in the order of the chain and remembers the first fault.
class Walk {
public:
    Walk(std::vector<Checkpoint> checkpoints, std::chrono::milliseconds tolerance)
        : _checkpoints(std::move(checkpoints)), _tolerance(tolerance) {}

    [[nodiscard]] const Verification& result() const { return _result; }

    [[nodiscard]] std::int64_t position() const { return _position; }

    [[nodiscard]] bool isBroken() const { return _result.fault.has_value(); }

    void take(const AuditRow& row) {
        const std::int64_t expected = _position + 1;
        if (row.position != expected) {
            fail(FaultKind::Missing, 0, expected);
        } else if (row.hash != hashOf(row, expected, row.previousHash.value_or(""))) {
            fail(FaultKind::Edited, row.seq, expected);
        } else if (row.previousHash != _hash) {
            fail(FaultKind::Unlinked, row.seq, expected);
        } else {
            advance(row);
        }
    }

    void finish(const ChainHead& head) {
        if (isBroken()) {
            return;
        }
        if (_nextCheckpoint < _checkpoints.size() || head.position > _position) {
            fail(FaultKind::Truncated, 0, _position + 1);
        } else if (head.position == _position && head.hash != _hash) {
            fail(FaultKind::Unlinked, _seq, _position);
        }
    }

private:
    void advance(const AuditRow& row) {
        ++_position;
        _seq = row.seq;
        _hash = *row.hash;
        noticeClock(row);
        ++_result.rows;
        for (; isAtCheckpoint() && !isBroken(); ++_nextCheckpoint) {
            if (_checkpoints[_nextCheckpoint].hash != _hash) {
                fail(FaultKind::Rewritten, row.seq, _position);
            }
            ++_result.checkpoints;
        }
    }

    void noticeClock(const AuditRow& row) {
        if (row.at + _tolerance >= _latest) {
            _latest = std::max(_latest, row.at);
            return;
        }
        _latest = row.at;
        _result.firstStep = _result.clockSteps == 0 ? row.seq : _result.firstStep;
        ++_result.clockSteps;
    }

    [[nodiscard]] bool isAtCheckpoint() const {
        return _nextCheckpoint < _checkpoints.size() && _checkpoints[_nextCheckpoint].position == _position;
    }

    void fail(FaultKind kind, std::int64_t seq, std::int64_t position) { _result.fault = Fault{kind, seq, position}; }

    const std::vector<Checkpoint> _checkpoints; ///< By position
    const std::chrono::milliseconds _tolerance;
    std::size_t _nextCheckpoint = 0;
    std::int64_t _position = 0;
    std::int64_t _seq = 0;
    std::string _hash{genesisHash};
    Timestamp _latest;
    Verification _result;
};

} // namespace

std::string_view nameOf(FaultKind kind) {
    switch (kind) {
    case FaultKind::Missing:
        return "missing";
    case FaultKind::Edited:
        return "edited";
    case FaultKind::Unlinked:
        return "unlinked";
    case FaultKind::Rewritten:
        return "rewritten";
    case FaultKind::Truncated:
        return "truncated";
    case FaultKind::Checkpoint:
        return "checkpoint";
    }
    return "unknown";
}

Verification verify(Database& database, const CheckpointLog& checkpoints, std::chrono::milliseconds clockTolerance) {
    std::vector<Checkpoint> known;
    for (CheckpointLog::Line& line : checkpoints.read()) {
        if (!line.checkpoint) {
            return {.fault = Fault{FaultKind::Checkpoint, 0, static_cast<std::int64_t>(line.number)}};
        }
        known.push_back(std::move(*line.checkpoint));
    }
    std::ranges::stable_sort(known, {}, &Checkpoint::position);

    // Read before the rows: the chain may grow while it is walked, and its end as of now must be among them.
    const ChainHead head = Chain(database).head();
    Walk walk(std::move(known), clockTolerance);
    for (bool isMore = true; isMore && !walk.isBroken();) {
        const auto page = database.rows(pageSql, {{"position", walk.position()}}, AuditRow::from);
        isMore = !page.empty();
        for (auto row = page.begin(); row != page.end() && !walk.isBroken(); ++row) {
            walk.take(*row);
        }
    }
    walk.finish(head);
    return walk.result();
}

} // namespace tenon::audit
