#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// What distinguishes two versions of a list.
///
/// A version's rows are a set without keys of its own: a code may belong to several subjects, and a subject may have
/// none. The rows that only one of the two versions has are paired, each once, by the first rule that fits:
///
/// 1. the same content: the subject is the same and nothing is said differently; it only stands elsewhere;
/// 2. the same row, which was changed by hand;
/// 3. the same code, kind and name, likewise without a code: the subject is the same and something else has changed;
/// 4. the same code, where each version has one such row left: the same subject under another name.
///
/// Pairs of rule 1 are no difference, the others are changes; what is left was added or removed.
namespace dttot {

/// A row as far as pairing needs it.
struct Trace {
    std::int64_t row = 0;
    std::int64_t since = 0; ///< with `row`, which text of the row is meant
    std::string code;       ///< Kode Densus or the code that another list gives the subject
    std::string type;
    std::string name; ///< folded
    std::int64_t content = 0;
};

struct Difference {
    enum class Kind { added, changed, removed };
    Kind kind = Kind::added;
    Trace before; ///< of what was changed or removed
    Trace after;  ///< of what was added or changed
};

/// The differences between versions that have `gone` and `come` besides what they share: added ones, then changed ones,
/// then removed ones, each in the order of their rows.
[[nodiscard]] std::vector<Difference> differences(std::vector<Trace> gone, std::vector<Trace> come);

} // namespace dttot
