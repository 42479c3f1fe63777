#pragma once

#include <filesystem>

namespace tenon::data {

/// A folder of its own that is removed, with what is in it, when the object goes.
class TemporaryFolder {
public:
    enum class Where {
        Memory, ///< In /dev/shm where the system has that, else as Disk
        Disk    ///< Among the system's temporary files
    };

    /// Throws DatabaseError when there can be none.
    explicit TemporaryFolder(Where where);
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return _path; }

private:
    std::filesystem::path _path;
};

} // namespace tenon::data
