#include <kernel/assembly/node_name.h>

#include <tenon/random.h>

#include <fstream>

namespace tenon::assembly {

std::string nodeName(const std::filesystem::path& dataFolder) {
    const std::filesystem::path file = dataFolder / "node";
    std::string name;
    if (std::ifstream known(file); known >> name && !name.empty()) {
        return name;
    }
    name = Random::uuid();
    std::ofstream(file) << name << '\n';
    return name;
}

} // namespace tenon::assembly
