#include <kernel/modules/manifest.h>
#include <kernel/modules/module_folders.h>
#include <kernel/modules/ownership.h>
#include <kernel/modules/refusal.h>

#include <algorithm>
#include <sys/stat.h>
#include <system_error>

namespace tenon::modules {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view extension = ".so";

bool isWithin(const fs::path& folder, const fs::path& file) {
    return std::ranges::mismatch(folder, file).in1 == folder.end();
}

fs::path checked(const fs::path& folder, const fs::path& candidate) {
    std::error_code error;
    const fs::path file = fs::canonical(candidate, error);
    if (error) {
        throw Refusal("cannot open file " + candidate.string() + ": " + error.message());
    }
    const fs::path home = fs::canonical(folder);
    if (!isWithin(home, file)) {
        throw Refusal("is a link that leads out of the modules folder, to " + file.string());
    }

    struct stat status {};

    if (::stat(home.c_str(), &status) != 0) {
        throw Refusal("cannot look at the folder " + home.string());
    }
    requireTrusted(home, status);
    return file;
}

} // namespace

fs::path ModuleFolders::fileOf(std::string_view module) const {
    const std::string fileName = std::string(module) + std::string(extension);
    std::string searched;
    for (const fs::path& folder : _folders) {
        std::error_code error;
        // Not exists(): a link that leads nowhere is a fault of this folder, not a reason to look further.
        if (fs::symlink_status(folder / fileName, error).type() != fs::file_type::not_found) {
            return checked(folder, folder / fileName);
        }
        searched += (searched.empty() ? "" : ", ") + folder.string();
    }
    throw Refusal("cannot open file " + fileName + ": it is not in " + searched);
}

std::set<std::string> ModuleFolders::names() const {
    std::set<std::string> names;
    for (const fs::path& folder : _folders) {
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(folder, error)) {
            const std::string stem = entry.path().stem().string();
            if (entry.path().extension() == extension && isModuleName(stem)) {
                names.insert(stem);
            }
        }
    }
    return names;
}

} // namespace tenon::modules
