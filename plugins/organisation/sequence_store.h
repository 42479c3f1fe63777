#pragma once

#include <tenon/database.h>
#include <tenon/organisation.h>

namespace organisation {

class SequenceStore : public Sequences {
public:
    explicit SequenceStore(tenon::Database& database) : _database(database) {}

    SeriesNumber next(const Series& series, tenon::Date date) override;
    [[nodiscard]] SeriesNumber propose(const Series& series) override;

private:
    tenon::Database& _database;
};

} // namespace organisation
