#pragma once

#include "extraction/extraction.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dttot {

/// A document on its way to a list format.
struct Source {
    std::string_view bytes;
    tables::Format format = tables::Format::csv;
    std::string_view filename; ///< as the uploader calls it; a hint where the content cannot tell
    TableReader reader;        ///< of a document that holds tables
};

/// What a list format may look at to know its own.
struct Sample {
    tables::Format format = tables::Format::csv;
    std::string_view filename;
    std::string head;                 ///< how an XML document begins, also one in an archive
    std::vector<std::string> entries; ///< the names in an archive, in lower case
    std::vector<tables::Row> rows;    ///< the first rows of a document that holds tables
};

/// The list that a document is of.
struct ListName {
    std::string name;  ///< "un"
    std::string title; ///< "United Nations Security Council"
};

/// Reads a list out of a document's rows, of which it gets all.
class TableList : public tables::RowSink {
public:
    /// The document is complete.
    virtual Summary finish() = 0;
};

/// A way of reading lists, which clients know as an ETL script. Each is one file in lists/ that defines a function of
/// the file's name in dttot::lists, which returns it; that is all, the build finds it there.
struct ListFormat {
    std::uint32_t id;         ///< never given to another
    std::string_view name;    ///< "un-consolidated"
    std::string_view version; ///< changes when the same document may give other records
    std::string_view title;   ///< what it reads, in a few words
    std::string_view formats; ///< of tables::nameOf(), between blanks
    bool isPublishedWhole;    ///< a new document takes the place of the one before, unless the uploader says otherwise

    /// Whether the document is of this kind. Asked in the order of the ids, from the last: the first yes counts.
    bool (*recognises)(const Sample& sample);
    ListName (*listOf)(const Sample& sample);

    /// Either reads the rows of a table, or the whole document.
    std::unique_ptr<TableList> (*readTable)(const Sample& sample, Listener& listener);
    Summary (*readDocument)(const Source& source, Listener& listener);
};

} // namespace dttot
