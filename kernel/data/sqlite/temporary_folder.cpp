#include <kernel/data/sqlite/temporary_folder.h>

#include <tenon/database.h>

#include <array>
#include <filesystem>
#include <stdlib.h>
#include <system_error>

namespace tenon::data::sqlite {

TemporaryFolder::TemporaryFolder() {
    std::error_code ignored;
    const std::array parents = {std::filesystem::path("/dev/shm"), std::filesystem::temp_directory_path(ignored)};
    for (const auto& parent : parents) {
        std::string path = (parent / "tenon-XXXXXX").string();
        if (::mkdtemp(path.data()) != nullptr) {
            _path = std::move(path);
            return;
        }
    }
    throw DatabaseError(DatabaseError::Kind::Connection, "", "no folder for a temporary database can be made");
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(_path, ignored);
}

} // namespace tenon::data::sqlite
