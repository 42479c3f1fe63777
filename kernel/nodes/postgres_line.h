#pragma once

#include "line.h"

#include <kernel/data/kernel_database.h>
#include <kernel/data/postgres/notifications.h>

#include <optional>

namespace tenon::nodes {

/// LISTEN and NOTIFY: a text belongs to the transaction that says it.
class PostgresLine : public Line {
public:
    PostgresLine(Database& database, const data::DatabaseSettings& settings);

    void say(const std::string& text) override;
    void open() override;
    [[nodiscard]] std::vector<std::string> hear(int wake) override;

private:
    Database& _database;
    const data::DatabaseSettings _settings;
    const data::DatabaseUrl _url;
    std::optional<data::postgres::Notifications> _heard;
};

} // namespace tenon::nodes
