#include <kernel/cli/output.h>

#include <iostream>

namespace tenon::cli {

void print(const Json& value) { std::cout << boost::json::serialize(value) << '\n'; }

} // namespace tenon::cli
