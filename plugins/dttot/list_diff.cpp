#include "list_diff.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace dttot {

namespace {

using Traces = std::vector<std::optional<Trace>>;

/// Whether a row with this key may be paired although the key is shared.
enum class Shared { pair, leave };

/// Pairs what is left of both by a key; rows without one stay.
template <typename KeyOf>
void pairBy(KeyOf keyOf, Shared shared, Traces& gone, Traces& come, const std::function<void(Trace&&, Trace&&)>& take) {
    using Key = typename std::invoke_result_t<KeyOf, const Trace&>::value_type;
    std::map<Key, std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> places;
    for (std::size_t i = 0; i < gone.size(); ++i) {
        if (const auto key = gone[i] ? keyOf(*gone[i]) : std::nullopt) {
            places[*key].first.push_back(i);
        }
    }
    for (std::size_t i = 0; i < come.size(); ++i) {
        if (const auto key = come[i] ? keyOf(*come[i]) : std::nullopt) {
            if (const auto found = places.find(*key); found != places.end()) {
                found->second.second.push_back(i);
            }
        }
    }
    for (const auto& [key, both] : places) {
        const auto& [before, after] = both;
        if (shared == Shared::leave && (before.size() != 1 || after.size() != 1)) {
            continue;
        }
        for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i) {
            take(std::move(*gone[before[i]]), std::move(*come[after[i]]));
            gone[before[i]].reset();
            come[after[i]].reset();
        }
    }
}

Traces ordered(std::vector<Trace>&& traces) {
    std::ranges::sort(traces, {}, [](const Trace& trace) { return std::pair(trace.row, trace.since); });
    return {std::make_move_iterator(traces.begin()), std::make_move_iterator(traces.end())};
}

std::optional<std::int64_t> rowOf(const Trace& trace) { return trace.row; }

std::optional<std::int64_t> contentOf(const Trace& trace) { return trace.content; }

std::optional<std::tuple<std::string, std::string, std::string>> subjectOf(const Trace& trace) {
    return std::tuple(trace.code, trace.type, trace.name);
}

std::optional<std::string> codeOf(const Trace& trace) {
    return trace.code.empty() ? std::nullopt : std::optional(trace.code);
}

} // namespace

std::vector<Difference> differences(std::vector<Trace> gone, std::vector<Trace> come) {
    Traces before = ordered(std::move(gone));
    Traces after = ordered(std::move(come));
    std::vector<Difference> changed;
    const auto note = [&](Trace&& was, Trace&& is) {
        changed.push_back({Difference::Kind::changed, std::move(was), std::move(is)});
    };
    pairBy(contentOf, Shared::pair, before, after, [](Trace&&, Trace&&) {});
    pairBy(rowOf, Shared::pair, before, after, note);
    pairBy(subjectOf, Shared::pair, before, after, note);
    pairBy(codeOf, Shared::leave, before, after, note);
    std::ranges::sort(changed, {}, [](const Difference& each) { return each.after.row; });

    std::vector<Difference> all;
    for (std::optional<Trace>& trace : after) {
        if (trace) {
            all.push_back({Difference::Kind::added, {}, std::move(*trace)});
        }
    }
    std::ranges::move(changed, std::back_inserter(all));
    for (std::optional<Trace>& trace : before) {
        if (trace) {
            all.push_back({Difference::Kind::removed, std::move(*trace), {}});
        }
    }
    return all;
}

} // namespace dttot
