/// decimal.

#include "kinds.h"
#include "limits.h"

#include <kernel/schema/text_inspection.h>

#include <tenon/decimal.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

namespace tenon::schema {

namespace {

/// The plain decimal text of a JSON number; empty when the number cannot be trusted to be the one that was written.
///
/// JSON numbers with a point arrive as binary doubles. Up to 15 significant digits a decimal survives that way there
/// and back, so the shortest text of the double is what the client wrote; beyond that it may be another number.
std::string exactText(const Json& number) {
    if (!number.is_double()) {
        return boost::json::serialize(number);
    }
    if (!std::isfinite(number.get_double()) || std::abs(number.get_double()) >= 1e15) {
        return {};
    }
    std::array<char, 400> buffer;
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), number.get_double(), std::chars_format::fixed);
    const std::string_view text(
        buffer.data(), error == std::errc() ? static_cast<std::size_t>(end - buffer.data()) : 0
    );
    const std::size_t first = text.find_first_not_of("-0.");
    if (first == std::string_view::npos) {
        return std::string(text);
    }
    const auto isDigit = [](char c) { return c != '.'; };
    return std::ranges::count_if(text.substr(first), isDigit) <= 15 ? std::string(text) : std::string();
}

bool isPlainDecimal(std::string_view text) {
    text.remove_prefix(text.starts_with('-') ? 1 : 0);
    const std::size_t point = std::min(text.find('.'), text.size());
    const auto areDigits = [](std::string_view part) {
        return !part.empty() && std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
    };
    return areDigits(text.substr(0, point)) && (point == text.size() || areDigits(text.substr(point + 1)));
}

std::size_t decimalsOf(std::string_view text) {
    const std::size_t point = text.find('.');
    return point == std::string_view::npos ? 0 : text.size() - point - 1;
}

class DecimalKind final : public Kind {
public:
    explicit DecimalKind(const JsonObject& description) : _scale(scaleOf(description)) {
        const auto read = [this](const Json& value) {
            return Decimal::parse(
                value.is_string() ? std::string(textOf(value.get_string())) : exactText(value), _scale
            );
        };
        _min = limitAt<Decimal>(description, "min", read);
        _max = limitAt<Decimal>(description, "max", read);
    }

    std::optional<Json> read(const Json& sent, const Place& place, Reading& reading) const override {
        if (sent.is_string()) {
            return readText(trimmed(textOf(sent.get_string())), place, reading);
        }
        if (!sent.is_number()) {
            return reading.refuse(place, "Must be a decimal number.");
        }
        const std::string text = exactText(sent);
        if (text.empty()) {
            return reading.refuse(place, "Must be sent as a text, because the number has too many digits to be exact.");
        }
        return readText(text, place, reading);
    }

    JsonObject jsonSchema(Direction direction) const override {
        const std::string digits = "^-?[0-9]{1," + std::to_string(18 - _scale) + "}";
        JsonObject schema{{"type", "string"}, {"format", "decimal"}};
        schema["pattern"] = _scale == 0 ? digits + "$" : digits + "(\\.[0-9]{1," + std::to_string(_scale) + "})?$";
        if (direction == Direction::In) {
            schema["type"] = JsonArray{"string", "number"};
            describeNumber(schema);
        }
        return schema;
    }

private:
    static int scaleOf(const JsonObject& description) {
        const auto scale =
            limitAt<std::int64_t>(description, "scale", [](const Json& value) { return wholeNumber(value); });
        if (!scale || *scale < 0 || *scale > 12) {
            refuseLimit("scale", scale ? Json(*scale) : Json());
        }
        return static_cast<int>(*scale);
    }

    std::optional<Json> readText(std::string_view text, const Place& place, Reading& reading) const {
        const std::optional<Decimal> number = Decimal::parse(text, _scale);
        if (!number) {
            return reading.refuse(place, faultOf(text));
        }
        if (_min && number->unscaled() < _min->unscaled()) {
            return reading.refuse(place, {"Must be at least {min}.", {{"min", _min->text()}}});
        }
        if (_max && number->unscaled() > _max->unscaled()) {
            return reading.refuse(place, {"Must be at most {max}.", {{"max", _max->text()}}});
        }
        return Json(number->text());
    }

    Message faultOf(std::string_view text) const {
        if (!isPlainDecimal(text)) {
            return "Must be a decimal number.";
        }
        if (decimalsOf(text) > static_cast<std::size_t>(_scale)) {
            return {"Must have at most {scale} decimals.", {{"scale", _scale}}};
        }
        return {"Must have at most {digits} digits before the decimal point.", {{"digits", 18 - _scale}}};
    }

    void describeNumber(JsonObject& schema) const {
        if (_min) {
            schema["minimum"] = std::stod(_min->text());
        }
        if (_max) {
            schema["maximum"] = std::stod(_max->text());
        }
    }

    int _scale;
    std::optional<Decimal> _min;
    std::optional<Decimal> _max;
};

} // namespace

KindPtr decimalKind(const JsonObject& description) { return std::make_unique<DecimalKind>(description); }

} // namespace tenon::schema
