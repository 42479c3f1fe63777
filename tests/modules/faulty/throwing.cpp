#include "faults.h"

#include <tenon/database.h>
#include <tenon/error.h>

#include <exception>
#include <new>
#include <stdexcept>
#include <string>

namespace faulty {

namespace {

/// Of a type that nobody else knows.
struct Private {
    std::string text = "canary";
};

class PrivateError : public std::exception {
public:
    [[nodiscard]] const char* what() const noexcept override { return "canary of a private type"; }
};

class Wordless : public std::exception {
public:
    [[nodiscard]] const char* what() const noexcept override { return nullptr; }
};

[[noreturn]] void throwNested() {
    try {
        try {
            throw PrivateError();
        } catch (...) {
            std::throw_with_nested(std::runtime_error("canary in the middle"));
        }
    } catch (...) {
        std::throw_with_nested(std::logic_error("canary outside"));
    }
}

struct Way {
    std::string_view name;
    void (*go)();
};

constexpr Way ways[] = {
    {"exception", [] { throw std::runtime_error("canary"); }},
    {"int", [] { throw 42; }},
    {"text", [] { throw "canary"; }},
    {"private", [] { throw Private(); }},
    {"private-error", [] { throw PrivateError(); }},
    {"wordless", [] { throw Wordless(); }},
    {"pointer", [] { throw static_cast<std::exception*>(nullptr); }},
    {"memory", [] { throw std::bad_alloc(); }},
    {"nested", throwNested},
    {"nested-in-error",
     [] {
         try {
             throw std::runtime_error("canary");
         } catch (...) {
             std::throw_with_nested(tenon::Error(500, "FAULTY", "It is faulty."));
         }
     }},
    {"error", [] { throw tenon::Error(500, "FAULTY", "It is faulty."); }},
    {"no-status", [] { throw tenon::Error(204, "FAULTY", "canary"); }},
    {"wild-status", [] { throw tenon::Error(-7, "FAULTY", "canary"); }},
    {"database", [] { throw tenon::DatabaseError(tenon::DatabaseError::Kind::Other, "canary", "canary"); }},
};

} // namespace

void throwAs(std::string_view way) {
    for (const Way& known : ways) {
        if (known.name == way) {
            known.go();
        }
    }
}

} // namespace faulty
