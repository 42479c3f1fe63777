#pragma once

#include "extraction/extraction.h"

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace dttot {

/// Writes a line to standard output.
void print(const boost::json::object& line);

/// What an extraction finds as lines of JSON; README.md lists them.
class JsonLines : public Listener {
public:
    void record(const Record& record, std::uint64_t rows, const std::string& sheet) override;
    void skipped(const layout::SkippedRows& rows, const std::string& sheet) override;
    void progress(std::uint64_t rows, std::optional<std::uint64_t> of) override;
};

} // namespace dttot
