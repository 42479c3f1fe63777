#pragma once

#include <tenon/app.h>
#include <tenon/organisation.h>

namespace organisation {

/// The service that other modules ask, on the tables of this module.
class CompanyStore : public Companies {
public:
    explicit CompanyStore(tenon::Database& database) : _database(database) {}

    [[nodiscard]] Company company(std::int64_t id) override;
    [[nodiscard]] std::vector<std::int64_t>
    companiesOf(const tenon::Caller& caller, std::string_view permission) override;
    [[nodiscard]] std::optional<std::int64_t>
    defaultCompany(const tenon::Caller& caller, std::string_view permission) override;
    void requireAccess(const tenon::Caller& caller, std::string_view permission, std::int64_t company) override;
    [[nodiscard]] Company current(const tenon::Request& request, std::string_view permission) override;
    [[nodiscard]] Company
    current(const tenon::Caller& caller, std::string_view permission, const tenon::Json& named) override;
    void govern(tenon::ResourceRoutes& resource, std::string_view permission) override;
    void fixSettings(std::int64_t company) override;
    [[nodiscard]] tenon::Date today(const Company& company) override;
    [[nodiscard]] Currency currency(std::string_view code, std::string_view field) override;
    [[nodiscard]] std::int64_t
    currentId(const tenon::Caller& caller, std::string_view permission, const tenon::Json& named) override;

    /// From now on the caller acts in the company when he names none.
    void choose(const tenon::Caller& caller, std::int64_t company);

private:
    [[nodiscard]] std::optional<std::int64_t> idOf(const tenon::Json& named);

    tenon::Database& _database;
};

} // namespace organisation
