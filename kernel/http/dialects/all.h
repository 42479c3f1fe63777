#pragma once

#include <kernel/http/dialects/dialect.h>

namespace tenon::http {

[[nodiscard]] const Dialect& danasaham();
[[nodiscard]] const Dialect& gaara();
[[nodiscard]] const Dialect& bitblast();
[[nodiscard]] const Dialect& ktl();
[[nodiscard]] const Dialect& visa();

} // namespace tenon::http
