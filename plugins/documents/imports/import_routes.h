#pragma once

#include "imports/header.h"

#include <tenon/documents/imports.h>
#include <tenon/documents/tables.h>

namespace documents {

/// Makes two routes of each import: one takes files, one gives the template.
class ImportRoutes : public Imports {
public:
    explicit ImportRoutes(Tables& tables) : _tables(tables) {}

    void declare(tenon::App& app, Import import) override;

private:
    Tables& _tables;
};

/// The header of a file as CSV, in the client's language.
[[nodiscard]] std::string csvTemplate(const std::vector<ImportColumn>& columns, std::string_view language);

} // namespace documents
