#pragma once

#include <tenon/database.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dttot {

/// Which list a document is of as far as its file tells, and what reads it.
struct FoundList {
    std::string name;  ///< "un"; a document that was given to a list stays there
    std::string title; ///< of a list that is not there yet
    std::string script;
    std::string scriptVersion;
    bool supersedesByNature = false; ///< a list of this kind is always published whole
};

/// How a document comes to stand in its list: beside the others, or in the place of those before it, whose rows it
/// takes over where it says the same. Belongs to one run; works outside of transactions where nothing else is said.
class Succession {
public:
    /// Gives the document to its list; the run owns the list when the document takes the place of others. In a
    /// transaction.
    Succession(tenon::Database& database, std::int64_t document, std::int64_t run, const FoundList& found);

    [[nodiscard]] std::int64_t list() const { return _list; }

    /// The documents in force whose place the document takes.
    [[nodiscard]] const std::vector<std::int64_t>& predecessors() const { return _predecessors; }

    /// Documents of the list that others took the place of: what they left may still lie about.
    [[nodiscard]] std::vector<std::int64_t> superseded() const;

    /// Whether no later run has taken over the list. In a transaction, which keeps out other runs.
    [[nodiscard]] bool isOwned() const;

    /// Takes over the predecessors' rows that do not end with `version`, and what was decided about them by hand. In
    /// the transaction that puts the run in force. Throws Conflict when one of them was deleted meanwhile.
    void takeOver(std::int64_t version) const;

private:
    tenon::Database& _database;
    std::int64_t _document;
    std::int64_t _run;
    std::int64_t _list = 0;
    bool _supersedes = false;
    std::vector<std::int64_t> _predecessors;
};

} // namespace dttot
