#pragma once

#include <tenon/caller.h>
#include <tenon/export.h>
#include <tenon/json.h>
#include <tenon/message.h>
#include <tenon/reply.h>
#include <tenon/request.h>
#include <tenon/time.h>

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// One table of parties behind customers, suppliers, subscribers and employees: persons and organisations that a
/// company deals with. Other modules keep the party's id and add what is their own.
namespace parties {

enum class Kind { Person, Organisation };

/// What a party is to a company.
enum class PartyRole { Customer, Supplier, Employee, Subscriber };

/// A party, as other modules read it.
struct Party {
    std::int64_t id = 0;
    std::string uuid;
    std::int64_t version = 1;
    std::optional<std::int64_t> companyId; ///< Empty: shared by all companies
    Kind kind = Kind::Organisation;
    std::string name;
    std::string code; ///< Unique within the company; empty when none is given
    bool isCustomer = false;
    bool isSupplier = false;
    bool isEmployee = false;
    bool isSubscriber = false;
    std::string taxId;
    std::string nationalId; ///< NIK, NID, iqama …
    std::string passportNumber;
    std::string nationality; ///< ISO 3166 alpha-2
    std::optional<tenon::Date> birthDate;
    std::string birthPlace;
    std::string email;
    std::string phone;
    std::string language; ///< Of documents for it: "en", "ar", …; empty: the company's
    bool isActive = true;
};

/// Why nothing may be posted for a party.
struct Block {
    std::string code; ///< "COUNTERPARTY_BLOCKED"
    tenon::Message reason;
};

/// Offered by a module that screens parties (against lists of sanctions, say); `Parties::blocked` asks it.
class TENON_API Screening {
public:
    static constexpr std::string_view serviceName = "parties.Screening";
    static constexpr int serviceVersion = 1;

    virtual ~Screening() = default;

    /// Why the party is blocked, or nothing. Called inside the transaction that is about to post.
    [[nodiscard]] virtual std::optional<Block> blocked(const Party& party) = 0;
};

/// Parties. Functions that take a caller check his permission and companies and leave rows in the audit trail; the
/// others are for modules that have done so. All may be called inside and outside of a transaction, from many threads.
///
/// Every new party is published as the event `party.created`, every change as `party.changed`, a removal as
/// `party.deleted`, each with {"id", "version", "company_id", "by"}, and a merge as `party.merged` with {"from",
/// "into", "by"}: who keeps ids of parties moves them. `by` is the account that did it, 0 for the system.
///
/// A `key` names a party by its id or uuid; that of a merged party leads to the one it was merged into.
class TENON_API Parties {
public:
    static constexpr std::string_view serviceName = "parties.Parties";
    static constexpr int serviceVersion = 1;

    virtual ~Parties() = default;

    /// The party with this id, be it active or not; nothing when there is none.
    [[nodiscard]] virtual std::optional<Party> find(std::int64_t id) = 0;

    /// The party that a document of `company` refers to by `key` (an id or a uuid) in its field `field`. Throws Invalid
    /// when there is none or it is not active, and 400 COMPANY_MISMATCH for one of another company.
    [[nodiscard]] virtual Party
    referred(std::int64_t company, const tenon::Json& key, std::string_view field = "party_id") = 0;

    /// Locks the party's row until the end of the transaction: for what must not be decided twice at a time, such as
    /// its credit. Throws NotFound.
    virtual void lock(std::int64_t id) = 0;

    /// Marks the party as a customer, supplier, … when it is not yet.
    virtual void give(std::int64_t id, PartyRole role) = 0;

    /// Why nothing may be posted for the party: what `Screening` says; nothing when no module screens.
    [[nodiscard]] virtual std::optional<Block> blocked(const Party& party) = 0;

    /// Throws Forbidden with the code of the block when there is one.
    virtual void requireUnblocked(const Party& party) = 0;

    /// The party's JSON, as routes answer it. Throws NotFound for one that `parties.view` does not reach.
    [[nodiscard]] virtual tenon::JsonObject read(const tenon::Caller& caller, std::string_view key) = 0;

    /// A page of parties. Members of `filter`: "search" (name, code, email, phone, identifiers), "role" ("customer",
    /// …), "kind", "is_active", "company_id", "ordering" (name, code, created_at, id; a `-` turns it round).
    [[nodiscard]] virtual tenon::Page
    list(const tenon::Caller& caller, const tenon::JsonObject& filter, const tenon::Paging& paging) = 0;

    /// Adds a party. Members as the routes of this module take them; `company_id` null or absent: the caller's default
    /// company, `shared`: true for all of them. Throws Conflict DUPLICATE when another party has the same passport and
    /// nationality, and, unless `allow_duplicate` is true, the same tax id, national id or phone.
    virtual tenon::JsonObject add(const tenon::Caller& caller, const tenon::JsonObject& party) = 0;

    /// Changes the members that are there.
    virtual tenon::JsonObject
    change(const tenon::Caller& caller, std::string_view key, const tenon::JsonObject& changes) = 0;

    /// Removes a party that nothing refers to. Throws Conflict IN_USE otherwise: then it can be made inactive.
    virtual void remove(const tenon::Caller& caller, std::string_view key) = 0;

    /// The names of these parties, for lists of documents; those that do not exist are left out.
    [[nodiscard]] virtual std::map<std::int64_t, std::string> names(std::span<const std::int64_t> ids) {
        std::map<std::int64_t, std::string> names;
        for (const std::int64_t id : ids) {
            if (const auto party = find(id)) {
                names[id] = party->name;
            }
        }
        return names;
    }

    /// The active party with this code that the company deals with, its own before a shared one; nothing when there is
    /// none.
    [[nodiscard]] virtual std::optional<Party> coded(std::int64_t company, std::string_view code) = 0;
};

} // namespace parties
