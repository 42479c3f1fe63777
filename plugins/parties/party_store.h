#pragma once

#include <tenon/app.h>
#include <tenon/organisation.h>
#include <tenon/parties.h>

#include <functional>
#include <memory>

namespace parties {

/// The service that other modules ask, on the tables of this module.
class PartyStore : public Parties {
public:
    /// Who screens parties, if anybody does.
    using ScreeningSource = std::function<std::shared_ptr<Screening>()>;

    PartyStore(tenon::App& app, std::shared_ptr<organisation::Companies> companies, ScreeningSource screening)
        : _app(app), _database(app.database()), _companies(std::move(companies)), _screening(std::move(screening)) {}

    [[nodiscard]] std::optional<Party> find(std::int64_t id) override;
    [[nodiscard]] Party referred(std::int64_t company, const tenon::Json& key, std::string_view field) override;
    void lock(std::int64_t id) override;
    void give(std::int64_t id, PartyRole role) override;
    [[nodiscard]] std::optional<Block> blocked(const Party& party) override;
    void requireUnblocked(const Party& party) override;
    [[nodiscard]] tenon::JsonObject read(const tenon::Caller& caller, std::string_view key) override;
    [[nodiscard]] tenon::Page
    list(const tenon::Caller& caller, const tenon::JsonObject& filter, const tenon::Paging& paging) override;
    tenon::JsonObject add(const tenon::Caller& caller, const tenon::JsonObject& party) override;
    tenon::JsonObject
    change(const tenon::Caller& caller, std::string_view key, const tenon::JsonObject& changes) override;
    void remove(const tenon::Caller& caller, std::string_view key) override;
    [[nodiscard]] std::map<std::int64_t, std::string> names(std::span<const std::int64_t> ids) override;
    [[nodiscard]] std::optional<Party> coded(std::int64_t company, std::string_view code) override;

    /// Puts one party in the place of another: what the one lacks it takes from the other, whose id leads to it from
    /// now on. Throws 400 COMPANY_MISMATCH when they belong to different companies, Conflict INVALID_STATE when the
    /// other was merged already. Returns the party that stays.
    tenon::JsonObject
    merge(const tenon::Caller& caller, std::string_view key, const tenon::Json& into, std::string_view reason);

    /// The party as `permission` reaches it for the caller. Throws NotFound, or Forbidden for one that he may only
    /// read.
    [[nodiscard]] tenon::JsonObject
    reached(const tenon::Caller& caller, std::string_view permission, std::string_view key);

private:
    enum class Merged { Follow, Stay };

    [[nodiscard]] std::optional<tenon::JsonObject>
    stored(std::string_view key, Merged merged, const tenon::Condition& reach = {});
    [[nodiscard]] std::optional<std::int64_t>
    companyNamed(const tenon::Caller& caller, std::string_view permission, const tenon::JsonObject& party);
    void tell(
        const tenon::Caller& caller,
        std::string_view verb,
        const tenon::Json& before,
        const tenon::Json& after,
        std::string_view reason = {}
    );

    tenon::App& _app;
    tenon::Database& _database;
    std::shared_ptr<organisation::Companies> _companies;
    ScreeningSource _screening;
};

} // namespace parties
