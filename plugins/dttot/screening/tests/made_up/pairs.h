#pragma once

#include "random.h"
#include "screening/entry.h"
#include "screening/subject.h"

#include <cstdint>
#include <string>
#include <vector>

/// Lists of nobody and subjects of whom it is known whether they are listed.
namespace made_up {

struct Pair {
    std::string category;
    dttot::screening::Subject subject;
    std::int64_t expected = 0; ///< the entry that the subject is; 0 for none
};

struct Set {
    std::vector<dttot::screening::Entry> list;
    std::vector<Pair> pairs;
};

/// A list like the Indonesian one, and customers of an Indonesian bank.
[[nodiscard]] Set indonesianSet(std::uint64_t seed);

/// Europeans and Americans: nothing but names, as harsh as name matchers are compared by.
[[nodiscard]] Set latinSet(std::uint64_t seed);

} // namespace made_up
