#pragma once

#include <tenon/documents/report.h>

#include <string>
#include <string_view>

namespace documents {

/// A figure as it is printed in a language: "1,234,567.50", in Indonesian "1.234.567,50", in Bengali "12,34,567.50".
[[nodiscard]] std::string figureText(tenon::Decimal figure, std::string_view language);

/// The table without its columns for programs.
[[nodiscard]] Table forPeople(const Table& table);

/// The report as readers see it: every cell a text.
[[nodiscard]] Report printed(const Report& report);

} // namespace documents
