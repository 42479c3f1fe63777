#pragma once

#include <tenon/app.h>
#include <tenon/documents/tables.h>

#include <cstddef>
#include <semaphore>
#include <string>
#include <vector>

namespace documents {

/// How many files are read at the same time: a helper program may take half a gigabyte and half a minute.
inline constexpr std::ptrdiff_t mostAtOnce = 4;

using Turns = std::counting_semaphore<mostAtOnce>;

/// Tables as tenon-tables reads them.
class SandboxedTables : public Tables {
public:
    explicit SandboxedTables(tenon::App& app) : _app(app) {}

    TableFile
    read(const tenon::Upload& file, const std::string& sheet, const TableLimits& limits, const OnRow& onRow) override;

    TableFile readEverySheet(int file, const TableLimits& limits, const OnRow& onRow) override;

private:
    TableFile run(int file, const std::vector<std::string>& which, const TableLimits& limits, const OnRow& onRow) const;
    void refuseTransaction() const;

    tenon::App& _app;
    Turns _turns{mostAtOnce};
};

} // namespace documents
