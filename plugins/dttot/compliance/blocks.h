#pragma once

#include <tenon/app.h>
#include <tenon/dttot.h>
#include <tenon/parties.h>

#include <memory>
#include <optional>
#include <utility>

namespace dttot::compliance {

/// Tells other modules with whom one must not deal.
class Blocks : public Screening {
public:
    explicit Blocks(tenon::App& app) : _app(app) {}

    [[nodiscard]] Standing standingOf(const Counterparty& counterparty) override;

private:
    [[nodiscard]] std::optional<Standing> standingByCases(const Counterparty& counterparty);
    [[nodiscard]] bool
    hasListedNumber(const Counterparty& counterparty, std::string_view member, std::string_view number);

    tenon::App& _app;
};

/// The same for the module `parties`, which asks whoever screens.
class PartyScreening : public parties::Screening {
public:
    explicit PartyScreening(std::shared_ptr<Blocks> blocks) : _blocks(std::move(blocks)) {}

    [[nodiscard]] std::optional<parties::Block> blocked(const parties::Party& party) override;

private:
    std::shared_ptr<Blocks> _blocks; // both are services, which nobody owns alone
};

} // namespace dttot::compliance
