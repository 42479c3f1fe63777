#define BOOST_DLL_USE_STD_FS

#include <kernel/modules/library.h>
#include <kernel/modules/refusal.h>
#include <kernel/telemetry/exception_text.h>

#include <boost/dll/shared_library.hpp>

#include <cstddef>
#include <dlfcn.h>
#include <string>
#include <string_view>
#include <system_error>

namespace tenon::modules {

namespace {

constexpr const char* descriptorSymbol = "tenon_module_v1";

/// What a descriptor of SDK 1.0 had: later versions only append.
constexpr std::size_t smallestDescriptor = offsetof(ModuleDescriptor, assets) + sizeof(ModuleDescriptor::assets);

/// Boost.DLL knows no name for RTLD_NODELETE, but hands the mode on as it is.
constexpr auto openMode = static_cast<boost::dll::load_mode::type>(RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);

/// The dynamic linker's own words: Boost.DLL wraps them into "… (dlerror system message: WORDS): unrelated errno text".
std::string_view linkerWords(std::string_view text) {
    constexpr std::string_view before = "dlerror system message: ";
    const std::size_t start = text.find(before);
    const std::size_t end = text.rfind("):");
    if (start == std::string_view::npos || end == std::string_view::npos || end < start) {
        return text;
    }
    return text.substr(start + before.size(), end - start - before.size());
}

/// A missing symbol is shown as the C++ name its author wrote.
std::string readable(std::string_view words) {
    constexpr std::string_view before = "undefined symbol: ";
    const std::size_t start = words.find(before);
    if (start == std::string_view::npos) {
        return telemetry::oneLine(words);
    }
    const std::size_t symbol = start + before.size();
    const std::size_t end = words.find_first_of(", \t", symbol);
    const std::string_view name = words.substr(symbol, end == std::string_view::npos ? end : end - symbol);
    return telemetry::oneLine(std::string(words.substr(0, symbol)) + telemetry::demangled(name));
}

void checkDescriptor(const ModuleDescriptor& descriptor, const Manifest& manifest) {
    if (descriptor.magic != moduleMagic || descriptor.size < smallestDescriptor || descriptor.name == nullptr
        || descriptor.version == nullptr || descriptor.declare == nullptr) {
        throw Refusal("damaged descriptor");
    }
    if (descriptor.name != manifest.name || descriptor.version != manifest.version
        || descriptor.sdkMajor != manifest.sdkMajor || descriptor.sdkMinor != manifest.sdkMinor) {
        throw Refusal("descriptor and manifest disagree");
    }
    if (descriptor.layout != boundaryLayout()) {
        throw Refusal(
            "binary interface differs: types of the SDK have other sizes in the module (layout "
            + std::to_string(descriptor.layout) + ", kernel " + std::to_string(boundaryLayout()) + ")"
        );
    }
}

} // namespace

const ModuleDescriptor& openLibrary(const std::filesystem::path& path, const Manifest& manifest) {
    boost::dll::shared_library library;
    try {
        library.load(path, openMode);
    } catch (const std::system_error& error) {
        throw Refusal(readable(linkerWords(error.what())));
    }
    if (!library.has(descriptorSymbol)) {
        throw Refusal(std::string("not a module: it exports no ") + descriptorSymbol);
    }
    const auto& descriptor = library.get<const ModuleDescriptor>(descriptorSymbol);
    checkDescriptor(descriptor, manifest);
    return descriptor;
}

} // namespace tenon::modules
