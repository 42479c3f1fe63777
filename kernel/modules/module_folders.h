#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::modules {

/// Where modules are looked for: the module `hello` is the file `hello.so` of the first folder that has one.
class ModuleFolders {
public:
    /// `folders` are searched in this order; one that does not exist is as good as empty.
    explicit ModuleFolders(std::vector<std::filesystem::path> folders) : _folders(std::move(folders)) {}

    /// The absolute path of a module's file, symbolic links resolved. Throws Refusal when there is none, when a link
    /// leads out of its folder, or when somebody may put files into the folder who must not run code here.
    [[nodiscard]] std::filesystem::path fileOf(std::string_view module) const;

    /// The names of all modules that have a file, sorted; whether the files are sound is another matter.
    [[nodiscard]] std::set<std::string> names() const;

private:
    std::vector<std::filesystem::path> _folders;
};

} // namespace tenon::modules
