#pragma once

#include "extraction/failure.h"
#include "extraction/list_reader.h"
#include "extraction/tests/collected.h"
#include "extraction/tests/joined.h"

#include <memory>
#include <string>
#include <vector>

namespace dttot::tests {

/// What was read of a list of whatever kind.
struct Read {
    std::string script;
    std::string list;
    std::unique_ptr<Findings> found = std::make_unique<Findings>();
    Summary summary;

    [[nodiscard]] const Record& record(std::size_t index) const { return found->records.at(index); }
};

inline Read read(const std::string& bytes, const std::string& filename = "list", const std::string& script = "") {
    Read out;
    const auto format = tables::formatOf(bytes);
    Source source{.bytes = bytes, .format = format, .filename = filename, .reader = {}};
    if (tables::holdsTable(format)) {
        source.reader = readerOf(format);
    }
    const auto note = [&](const ListFormat& read, const ListName& list) {
        out.script = read.name;
        out.list = list.name;
    };
    out.summary = readList(source, script, note, *out.found);
    return out;
}

inline std::string failureOf(const std::string& bytes, const std::string& script = "") {
    try {
        static_cast<void>(read(bytes, "list", script));
        return "none";
    } catch (const Failure& failure) {
        return codeOf(failure);
    }
}

inline std::string documentsOf(const Record& record) {
    std::vector<std::string> all;
    for (const IdentityDocument& document : record.documents) {
        all.push_back(document.type + " " + document.number + " " + document.country);
    }
    return joined(all);
}

inline std::string issuesOf(const Record& record) {
    std::vector<std::string> all;
    for (const Issue& issue : record.issues) {
        all.push_back(issue.code + " " + issue.text);
    }
    return joined(all);
}

} // namespace dttot::tests
