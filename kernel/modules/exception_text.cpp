#include <kernel/modules/exception_text.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <memory>
#include <typeinfo>

#include <cxxabi.h>

namespace tenon::modules {

std::string currentExceptionText() {
    const std::type_info* type = abi::__cxa_current_exception_type();
    const std::string name = type == nullptr ? "an unknown type" : demangled(type->name());
    try {
        throw;
    } catch (const std::exception& error) {
        return oneLine(name + ": " + error.what());
    } catch (...) {
        return "exception of type " + name;
    }
}

std::string demangled(std::string_view symbol) {
    int status = 0;
    const std::string terminated(symbol);
    const std::unique_ptr<char, decltype(&std::free)> name(
        abi::__cxa_demangle(terminated.c_str(), nullptr, nullptr, &status), &std::free
    );
    return status == 0 ? std::string(name.get()) : terminated;
}

std::string oneLine(std::string_view text) {
    std::string line(text);
    std::ranges::replace_if(
        line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' '
    );
    return line;
}

} // namespace tenon::modules
