#pragma once

#include "extraction/extraction.h"

#include <cstdint>
#include <optional>
#include <string>

namespace dttot {

/// What an extraction finds as lines of JSON; README.md lists them.
class JsonLines : public Listener {
public:
    void record(const Record& record, std::uint64_t rows, const std::string& sheet) override;
    void skipped(const layout::SkippedRows& rows, const std::string& sheet) override;
    void progress(std::uint64_t rows, std::optional<std::uint64_t> of) override;
};

} // namespace dttot
