#pragma once

#include <tenon/database.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tenon::data {

/// One SQL statement with `:name` parameters, parsed once and bound many times. Used by one thread at a time.
class NamedStatement {
public:
    /// Reads `sql` for a backend: SQLite keeps the names, PostgreSQL gets $1, $2, … in the order of first appearance.
    ///
    /// Throws DatabaseError when the text holds more than one statement or one that changes the connection's state
    /// (BEGIN, SET, PRAGMA, …), which would leak to the connection's next user.
    NamedStatement(std::string_view sql, Backend backend);

    /// A text without parameters that is taken as it is: the layer's own BEGIN, SAVEPOINT, COMMIT.
    static NamedStatement control(std::string_view sql);

    [[nodiscard]] const std::string& text() const { return _text; }

    [[nodiscard]] std::size_t parameterCount() const { return _names.size(); }

    /// Whether the statement inserts, updates or deletes rows, so that a number of changed rows exists.
    [[nodiscard]] bool changesRows() const { return _changesRows; }

    /// The values in the order of the parameters, valid until the next call.
    ///
    /// Throws DatabaseError for a parameter that is missing, unknown or given twice, and Invalid for a text that is not
    /// UTF-8 or holds NUL and for a number that is not finite: one database would store what the other refuses.
    std::span<const Value* const> bind(Params params);

private:
    NamedStatement() = default;
    std::size_t slotOf(std::string_view name);
    void readFirstWord(std::string_view sql);

    std::string _text;
    std::vector<std::string> _names;
    std::vector<const Value*> _values; // kept between calls, so that binding allocates nothing
    bool _changesRows = false;
};

} // namespace tenon::data
