#pragma once

#include <tenon/database.h>

#include <string>
#include <vector>

namespace tenon::data::postgres {

/// The values of one execution in the form libpq wants: texts for the server to read as the type it inferred, blobs as
/// they are. Kept between executions, so that binding allocates nothing.
class Parameters {
public:
    /// Takes over `values`; blobs are borrowed until the next call.
    void assign(std::span<const Value* const> values);

    [[nodiscard]] int count() const { return static_cast<int>(_values.size()); }

    [[nodiscard]] const char* const* values() const { return _values.data(); }

    [[nodiscard]] const int* lengths() const { return _lengths.data(); }

    [[nodiscard]] const int* formats() const { return _formats.data(); }

private:
    struct Writer;

    std::string _texts;                // of all values, each ending in NUL
    std::vector<std::size_t> _offsets; // into _texts, or `borrowed`
    std::vector<const char*> _values;
    std::vector<int> _lengths;
    std::vector<int> _formats;
};

} // namespace tenon::data::postgres
