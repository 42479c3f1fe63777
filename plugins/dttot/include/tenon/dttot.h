#pragma once

#include <tenon/export.h>
#include <tenon/message.h>

#include <cstdint>
#include <string>
#include <string_view>

/// Whether one may deal with somebody, for modules that are about to. The module `parties` asks by itself; who posts
/// for a party asks `parties::Parties::blocked`.
namespace dttot {

/// Who is asked about. The numbers are looked up at once, the name's matches are those that screening has found.
struct Counterparty {
    std::string_view kind = "party"; ///< "party" or "user"
    std::int64_t id = 0;
    std::string_view nik;
    std::string_view passport;
};

struct Standing {
    enum class State {
        clear,    ///< Nothing, or an officer has cleared it
        possible, ///< A listed name is alike, and nobody has decided yet: a warning
        blocked   ///< NIK or passport is a listed one's and not cleared, or an officer has said that it is he
    };

    State state = State::clear;
    std::string code;           ///< "COUNTERPARTY_BLOCKED", "COUNTERPARTY_POSSIBLE_MATCH" or empty
    tenon::Message reason = ""; ///< For a person
    std::int64_t caseId = 0;    ///< GET /dttot/cases/{id}; 0 where there is none yet
};

/// Safe to call from many threads, inside and outside of transactions.
class TENON_API Screening {
public:
    static constexpr std::string_view serviceName = "dttot.Screening";
    static constexpr int serviceVersion = 1;

    virtual ~Screening() = default;

    /// How somebody stands by the lists in force, as the current transaction sees them.
    [[nodiscard]] virtual Standing standingOf(const Counterparty& counterparty) = 0;
};

} // namespace dttot
