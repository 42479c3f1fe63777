/// Decimals against big integers, as texts and as JSON numbers.

#include <kernel/http/json_reader.h>
#include <kernel/schema/schema.h>
#include <tests/fuzz/fuzz.h>

#include <tenon/decimal.h>
#include <tenon/error.h>
#include <tenon/field.h>

#include <algorithm>
#include <optional>

using namespace tenon;
using tenon::fuzz::claim;

namespace {

__extension__ using Wide = __int128;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// The same rule with 128 bits and no cleverness: digits, perhaps a point with digits behind it, perhaps a minus
/// before.
std::optional<Wide> oracle(std::string_view text, int scale) {
    const bool isNegative = !text.empty() && text[0] == '-';
    std::string digits(text.substr(isNegative ? 1 : 0));
    const std::size_t point = digits.find('.');
    std::size_t decimals = 0;
    if (point != std::string::npos) {
        decimals = digits.size() - point - 1;
        digits.erase(point, 1);
    }
    if (digits.size() == decimals || (point != std::string::npos && decimals == 0)
        || !std::ranges::all_of(digits, isDigit) || decimals > static_cast<std::size_t>(scale)) {
        return std::nullopt;
    }
    digits.append(static_cast<std::size_t>(scale) - decimals, '0');
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    if (digits.size() > 30) {
        return std::nullopt;
    }
    Wide value = 0;
    for (const char digit : digits) {
        value = value * 10 + (digit - '0');
    }
    value = isNegative ? -value : value;
    return value == static_cast<std::int64_t>(value) ? std::optional(value) : std::nullopt;
}

void tryNumber(std::string_view text, int scale) {
    const std::size_t significant = static_cast<std::size_t>(std::ranges::count_if(text, isDigit));
    const bool isJson = text.starts_with("0.") || text == "0" || text.starts_with("-0.") || text == "-0"
                        || (!text.starts_with('0') && !text.starts_with("-0"));
    const auto exact = Decimal::parse(text, scale);
    if (!exact || !isJson || significant > 15) {
        return;
    }
    const schema::Schema declared(descriptionOf({fields::decimal("price", scale)}));
    const Json body = http::readJson("{\"price\":" + std::string(text) + "}");
    const JsonObject read = declared.accept(body.get_object(), schema::Presence::Whole, schema::Unknown::Refuse);
    claim(
        Decimal::parse(textAt(read, "price"), scale)->unscaled() == exact->unscaled(), "a JSON number is read exactly"
    );
}

} // namespace

void tenon::fuzz::run(std::string_view bytes) {
    Pieces pieces(bytes);
    const int scale = pieces.byte() % 19;
    const std::string_view text = pieces.rest();
    const auto read = Decimal::parse(text, scale);
    const auto expected = oracle(text, scale);
    claim(read.has_value() == expected.has_value(), "what is a decimal is read, nothing else");
    if (!read) {
        return;
    }
    claim(read->unscaled() == static_cast<std::int64_t>(*expected), "a decimal has its value");
    claim(Decimal::parse(read->text(), scale) == read, "a decimal survives");
    if (scale <= 12) {
        tryNumber(text, scale);
    }
}
