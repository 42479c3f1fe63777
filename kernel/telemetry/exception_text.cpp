#include <kernel/telemetry/exception_text.h>

#include <algorithm>
#include <cstdlib>
#include <cxxabi.h>
#include <exception>
#include <memory>
#include <typeinfo>

namespace tenon::telemetry {

namespace {

/// Deeper nesting is a mistake of its author; the first causes tell enough.
constexpr int deepestCause = 8;

/// A module's what() may return anything.
std::string_view wordsOf(const std::exception& error) {
    const char* words = error.what();
    return words == nullptr ? std::string_view() : std::string_view(words);
}

std::string textAt(int depth) {
    const std::string type = currentExceptionType();
    try {
        throw;
    } catch (const std::exception& error) {
        std::string text = type + ": " + std::string(wordsOf(error));
        try {
            std::rethrow_if_nested(error);
        } catch (...) {
            return depth < deepestCause ? text + "; because " + textAt(depth + 1) : text;
        }
        return text;
    } catch (...) {
        return "exception of type " + type;
    }
}

} // namespace

std::string currentExceptionType() {
    const std::type_info* type = abi::__cxa_current_exception_type();
    return type == nullptr ? "an unknown type" : demangled(type->name());
}

std::string currentExceptionText() { return oneLine(textAt(0)); }

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

} // namespace tenon::telemetry
