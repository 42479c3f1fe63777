#pragma once

#include <tests/fuzz/fuzz.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <extraction/extraction.h>
#include <extraction/failure.h>
#include <extraction/text.h>

/// What must be true of every extraction, whatever the document.
namespace dttot::fuzz {

/// Whether no database refuses the text and no terminal obeys it.
[[nodiscard]] inline bool isPlain(std::string_view text) {
    return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && !text::isSpace(c); });
}

/// The server reads what the helper program writes; strictly, and so that one line that it cannot read ends it all.
inline void claimTravels(const boost::json::object& finding) {
    boost::system::error_code error;
    const auto read = boost::json::parse(boost::json::serialize(finding), error);
    tenon::fuzz::claim(!error && read == finding, "what was found travels to the server");
}

class Checks : public Listener {
public:
    void record(const Record& record, std::uint64_t rows, const std::string& sheet) override {
        tenon::fuzz::claim(rows > 0, "a record has rows");
        tenon::fuzz::claim(
            isPlain(record.name) && isPlain(record.description) && std::ranges::all_of(record.aliases, isPlain)
                && std::ranges::all_of(record.addresses, isPlain) && isPlain(sheet),
            "a record has no control characters"
        );
        claimTravels(jsonOf(record));
        claimTravels({{"sheet", sheet}});
    }

    void skipped(const layout::SkippedRows& rows, const std::string&) override {
        tenon::fuzz::claim(rows.rows > 0, "what is skipped is something");
        claimTravels({{"text", rows.text}});
    }

    void progress(std::uint64_t, std::optional<std::uint64_t>) override {}
};

/// Extracts the records of a document; a Failure is an answer.
inline void extractAll(std::string_view bytes, const TableReader& reader) {
    try {
        Checks checks;
        const Summary summary = extract(bytes, reader, checks);
        tenon::fuzz::claim(summary.rows == summary.recordRows + summary.skipped, "the counts add up");
        tenon::fuzz::claim(summary.withIssues <= summary.records, "only records have issues");
    } catch (const Failure& failure) {
        tenon::fuzz::claim(!failure.code().empty(), "a failure has its code");
    }
}

} // namespace dttot::fuzz
