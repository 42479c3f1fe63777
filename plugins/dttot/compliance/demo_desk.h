#pragma once

#include "compliance/affiliations.h"
#include "compliance/cases.h"
#include "compliance/screening_files.h"
#include "compliance/watched_parties.h"
#include "compliance/watched_users.h"

#include <tenon/app.h>

#include <cstdint>
#include <string_view>

namespace dttot::compliance {

/// Invented people at work: a front office that enters customers, and officers who decide about those that the demo
/// lists know, by the rules that hold for everybody.
class DemoDesk {
public:
    struct Parts {
        tenon::App& app;
        WatchedUsers& users;
        WatchedParties& parties;
        Cases& cases;
        Affiliations& affiliations;
        ScreeningFiles& files;
    };

    explicit DemoDesk(const Parts& parts) : _parts(parts) {}

    static constexpr std::string_view jobKind = "dttot.demo_desk";
    static constexpr int attempts = 10;

    /// What a job of this kind does: adds what is not there yet. Throws Unavailable as long as searches do not know the
    /// demo lists.
    tenon::JsonObject load();

private:
    /// The id of the account, which is made when it is not there.
    [[nodiscard]] std::int64_t account(std::string_view username, std::string_view name, std::string_view role = {});
    void addRole();
    void addCustomers(std::int64_t clerk);
    void addStaff(std::int64_t clerk);
    void decide(std::string_view kind, std::int64_t record, std::string_view decision, std::string_view reason);
    void screenFile();

    Parts _parts;
};

} // namespace dttot::compliance
