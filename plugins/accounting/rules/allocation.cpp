#include "allocation.h"

#include <tenon/arithmetic.h>

#include <algorithm>
#include <tuple>

namespace accounting {

namespace {

std::vector<OpenLine> sideOf(const std::vector<OpenLine>& lines, bool isCredit) {
    std::vector<OpenLine> side;
    for (OpenLine line : lines) {
        if (!tenon::isZero(line.open) && tenon::isNegative(line.open) == isCredit) {
            line.open = tenon::absolute(line.open);
            side.push_back(line);
        }
    }
    std::ranges::sort(side, [](const OpenLine& a, const OpenLine& b) {
        return std::tuple(a.maturity, a.line) < std::tuple(b.maturity, b.line);
    });
    return side;
}

} // namespace

std::vector<Allocation> allocations(std::vector<OpenLine> lines) {
    std::vector<OpenLine> debits = sideOf(lines, false);
    std::vector<OpenLine> credits = sideOf(lines, true);
    std::vector<Allocation> settled;
    auto debit = debits.begin();
    auto credit = credits.begin();
    while (debit != debits.end() && credit != credits.end()) {
        const bool isDebitSmaller = tenon::compare(debit->open, credit->open) <= 0;
        const tenon::Decimal amount = isDebitSmaller ? debit->open : credit->open;
        settled.push_back({debit->line, credit->line, amount});
        debit->open -= amount;
        credit->open -= amount;
        debit += tenon::isZero(debit->open) ? 1 : 0;
        credit += tenon::isZero(credit->open) ? 1 : 0;
    }
    return settled;
}

} // namespace accounting
