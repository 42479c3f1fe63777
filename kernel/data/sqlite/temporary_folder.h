#pragma once

#include <string>

namespace tenon::data::sqlite {

/// A folder of its own that is removed, with what is in it, when the object goes.
class TemporaryFolder {
public:
    /// In memory (/dev/shm) where the system has that, else among its temporary files.
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::string& path() const { return _path; }

private:
    std::string _path;
};

} // namespace tenon::data::sqlite
