#pragma once

#include <tenon/app.h>
#include <tenon/asset.h>
#include <tenon/sandbox.h>
#include <tenon/version.h>

#include <cstddef>
#include <cstdint>

namespace tenon {

/// What the kernel reads of a module after opening its library. Plain C layout, append-only.
struct ModuleDescriptor {
    std::uint32_t magic;
    std::uint32_t size;
    std::uint16_t sdkMajor;
    std::uint16_t sdkMinor;
    std::uint32_t layout; ///< Mix of the sizes of the types that cross the boundary
    const char* name;
    const char* version;
    const char* requirements;
    void (*declare)(App& app);
    AssetTable (*assets)(); ///< Null when the module carries no files
};

inline constexpr std::uint32_t moduleMagic = 0x544e4f4e; // "TNON"

/// Sizes of the types that cross the boundary, folded into one number.
[[nodiscard]] constexpr std::uint32_t boundaryLayout() {
    std::uint32_t mixed = 17;
    for (const std::size_t size :
         {sizeof(std::string),
          sizeof(Handler),
          sizeof(std::shared_ptr<void>),
          sizeof(std::vector<int>),
          sizeof(Json),
          sizeof(JsonObject),
          sizeof(Reply),
          sizeof(Value),
          sizeof(Field),
          sizeof(Message),
          sizeof(JobState),
          sizeof(sandbox::Limits),
          sizeof(sandbox::Outcome)}) {
        mixed = mixed * 31 + static_cast<std::uint32_t>(size);
    }
    return mixed;
}

} // namespace tenon
