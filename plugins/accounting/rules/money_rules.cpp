#include "money_rules.h"

#include <tenon/arithmetic.h>

namespace accounting {

using tenon::Decimal;

Decimal inCompanyCurrency(Decimal amount, Decimal rate, int digits) { return tenon::quotient(amount, rate, digits); }

Decimal inForeignCurrency(Decimal amount, Decimal rate, int digits) { return tenon::product(amount, rate, digits); }

Decimal cashRounded(Decimal amount, Decimal step, CashRounding method) {
    const Decimal size = tenon::absolute(amount);
    Decimal multiple = tenon::product(tenon::quotient(size, step, 0), step, amount.scale());
    if (method == CashRounding::up && tenon::compare(multiple, size) < 0) {
        multiple += step;
    } else if (method == CashRounding::down && tenon::compare(multiple, size) > 0) {
        multiple -= step;
    }
    multiple = tenon::rounded(multiple, amount.scale());
    return tenon::isNegative(amount) ? -multiple : multiple;
}

std::size_t ageBucket(tenon::Date maturity, tenon::Date date) {
    const auto overdue = (std::chrono::sys_days(date.day()) - std::chrono::sys_days(maturity.day())).count();
    if (overdue <= 0) {
        return 0;
    }
    return overdue <= 30 ? 1 : overdue <= 60 ? 2 : overdue <= 90 ? 3 : 4;
}

} // namespace accounting
