#pragma once

#include <tenon/json.h>

#include <functional>
#include <string>

namespace dttot {

/// Reads documents with the helper program `dttot-extract`, because a list that a stranger made is hostile input. Safe
/// to call from many threads; each call waits for a program of its own, so it must not be made inside a transaction.
class Extractor {
public:
    explicit Extractor(std::string program) : _program(std::move(program)) {}

    /// Receives the program's findings: {"list"}, then {"record"}, {"skipped"}, {"progress"}, {"summary"}; see
    /// extraction/README.md.
    using OnFinding = std::function<void(const tenon::JsonObject& finding)>;

    /// What is known of a document before it is read.
    struct Request {
        std::string script;   ///< by which it is to be read; empty: the one that recognises it
        std::string filename; ///< tells what the content does not
    };

    /// Reads all records of the open document. Throws Error 422 with the program's code when the document cannot be
    /// read, and what `onFinding` throws.
    void records(int document, const Request& request, const OnFinding& onFinding) const;

    /// Tells the scripts by which the program reads: {"id", "name", "version", "title", "formats"}. Throws Unavailable.
    void scripts(const OnFinding& onScript) const;

private:
    std::string _program;
};

} // namespace dttot
