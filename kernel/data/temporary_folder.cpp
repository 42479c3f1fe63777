#include <kernel/data/temporary_folder.h>

#include <tenon/database.h>

#include <stdlib.h>
#include <string>
#include <system_error>
#include <vector>

namespace tenon::data {

TemporaryFolder::TemporaryFolder(Where where) {
    std::error_code ignored;
    std::vector<std::filesystem::path> parents{std::filesystem::temp_directory_path(ignored)};
    if (where == Where::Memory) {
        parents.insert(parents.begin(), "/dev/shm");
    }
    for (const auto& parent : parents) {
        std::string path = (parent / "tenon-XXXXXX").string();
        if (::mkdtemp(path.data()) != nullptr) {
            _path = path;
            return;
        }
    }
    throw DatabaseError(DatabaseError::Kind::Connection, "", "no temporary folder can be made");
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(_path, ignored);
}

} // namespace tenon::data
