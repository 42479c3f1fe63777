#pragma once

#include <tenon/decimal.h>
#include <tenon/time.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace accounting {

/// What happens to a payment that is not exactly what is due.
enum class PaymentMode {
    exact,     ///< Less is a partial payment; more throws PAYMENT_EXCEEDS_DUE
    writeOff,  ///< The difference is written off, up to the company's limit
    keepCredit ///< What is paid too much is an advance
};

[[nodiscard]] inline std::string_view nameOf(PaymentMode mode) {
    return mode == PaymentMode::writeOff ? "write_off" : mode == PaymentMode::keepCredit ? "keep_credit" : "exact";
}

[[nodiscard]] inline PaymentMode paymentModeOf(std::string_view name) {
    return name == "write_off"     ? PaymentMode::writeOff
           : name == "keep_credit" ? PaymentMode::keepCredit
                                   : PaymentMode::exact;
}

/// What of a payment is meant for an invoice.
struct PaymentShare {
    std::int64_t invoice = 0;
    tenon::Decimal amount;
};

struct Payment {
    std::int64_t id = 0;
    std::string uuid;
    std::int64_t version = 1;
    std::int64_t company = 0;
    bool isIncoming = true;
    std::string state = "draft";
    std::int64_t party = 0;
    std::int64_t journal = 0;
    std::string journalCode;
    std::optional<std::int64_t> journalAccount;
    std::optional<std::int64_t> invoice;
    std::vector<PaymentShare> shares; ///< Where several invoices are meant
    tenon::Date date;
    std::string currency;
    int digits = 2;
    tenon::Decimal amount;
    PaymentMode mode = PaymentMode::exact;
    std::string reference;
    std::string externalReference;
    std::string number;
    std::optional<std::int64_t> entry;
    std::int64_t createdBy = 0;
    std::string createdAt;
    std::string updatedAt;
};

} // namespace accounting
