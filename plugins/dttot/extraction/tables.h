#pragma once

/// The readers of tables, which the module documents brings (plugins/documents/tables).
namespace documents::tables {}

namespace dttot {

namespace tables = documents::tables;

} // namespace dttot
