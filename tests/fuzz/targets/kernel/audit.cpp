/// Whoever edits a row of the audit trail is found out at that row; whatever stands in the file of checkpoints.

#include <kernel/audit/chain.h>
#include <kernel/audit/migrations.h>
#include <kernel/audit/verification.h>
#include <kernel/data/database_factory.h>
#include <kernel/data/migration/migrator.h>
#include <tests/fuzz/fuzz.h>

#include <tenon/random.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <stdexcept>

using namespace tenon;
using tenon::fuzz::claim;

namespace {

constexpr std::int64_t rows = 3;
constexpr std::array<std::string_view, 8> columns{
    "actor", "address", "request_id", "action", "model", "record_id", "after", "reason"};

struct Undo : std::exception {};

class Trail {
public:
    Trail() {
        data::Migrator(*_database).apply("audit", {audit::migrations().begin(), audit::migrations().end()});
        for (std::int64_t i = 0; i < rows; ++i) {
            _database->execute(
                "INSERT INTO tenon_audit (at, actor_id, actor, address, request_id, action, model, record_id, after, "
                "reason) VALUES ('2026-03-01T08:00:00.000000Z', 7, 'clerk', '', 'r', 'a.b', 'm', '1', '{}', '')"
            );
        }
        audit::Chain(*_database).seal(rows);
    }

    ~Trail() { std::filesystem::remove(_file); }

    Trail(const Trail&) = delete;
    Trail& operator=(const Trail&) = delete;

    void tryEdit(std::int64_t position, std::string_view column, std::string_view text) {
        try {
            _database->transaction([&] {
                const std::string name(column);
                const auto changed = _database->execute(
                    "UPDATE tenon_audit SET " + name + " = :text WHERE position = :position AND " + name + " <> :text",
                    {{"text", text}, {"position", position}}
                );
                const audit::Verification found = verified();
                claim(found.isIntact() == (changed == 0), "an edit is found, and only an edit");
                claim(changed == 0 || found.fault->position == position, "an edit is found where it is");
                throw Undo();
            });
        } catch (const Undo&) {
        } catch (const Invalid&) {
            // No text for a database.
        }
    }

    void tryCheckpoints(std::string_view text) {
        std::ofstream(_file, std::ios::binary | std::ios::trunc) << text;
        for (const audit::CheckpointLog::Line& line : _log.read()) {
            claim(!line.checkpoint, "nobody else signs a checkpoint");
        }
        std::filesystem::remove(_file);
    }

private:
    audit::Verification verified() { return audit::verify(*_database, _log, std::chrono::minutes(5)); }

    std::unique_ptr<data::KernelDatabase> _database = data::open({.url = "sqlite::memory:"});
    const std::filesystem::path _file = std::filesystem::temp_directory_path() / ("tenon-fuzz-" + Random::uuid());
    audit::CheckpointLog _log{_file, crypto::SigningKey::generate()};
};

} // namespace

void tenon::fuzz::run(std::string_view bytes) {
    static Trail trail;
    Pieces pieces(bytes);
    const std::uint8_t way = pieces.byte();
    const std::string_view text = pieces.rest();
    if (way == 'c') {
        trail.tryCheckpoints(text);
    } else {
        trail.tryEdit(way % rows + 1, columns[way % columns.size()], text);
    }
}
