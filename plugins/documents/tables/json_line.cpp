#include "tables/json_line.h"

#include <boost/json/serialize.hpp>

#include <cstdio>
#include <string>

namespace documents::tables {

void print(const boost::json::object& line) {
    const std::string text = boost::json::serialize(line) + '\n';
    std::fwrite(text.data(), 1, text.size(), stdout);
}

} // namespace documents::tables
