#include <kernel/data/postgres/parameters.h>

#include <array>
#include <charconv>
#include <limits>

namespace tenon::data::postgres {

namespace {

constexpr std::size_t borrowed = std::numeric_limits<std::size_t>::max();
constexpr int textFormat = 0;
constexpr int binaryFormat = 1;

} // namespace

/// Appends one value.
struct Parameters::Writer {
    Parameters& to;

    void operator()(std::nullptr_t) const { append(borrowed, nullptr, 0, textFormat); }

    void operator()(bool value) const { text(value ? "t" : "f"); }

    void operator()(std::int64_t value) const { number(value); }

    void operator()(double value) const { number(value); }

    void operator()(const std::string& value) const { text(value); }

    void operator()(std::string_view value) const { text(value); }

    void operator()(Blob value) const {
        // A null pointer would mean NULL in place of no bytes.
        const void* data = value.empty() ? "" : static_cast<const void*>(value.data());
        append(borrowed, static_cast<const char*>(data), static_cast<int>(value.size()), binaryFormat);
    }

private:
    void text(std::string_view value) const {
        append(to._texts.size(), nullptr, static_cast<int>(value.size()), textFormat);
        to._texts.append(value).push_back('\0');
    }

    template <typename Number>
    void number(Number value) const {
        std::array<char, 32> digits{};
        const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
        text({digits.data(), static_cast<std::size_t>(end - digits.data())});
    }

    void append(std::size_t offset, const char* data, int length, int format) const {
        to._offsets.push_back(offset);
        to._values.push_back(data);
        to._lengths.push_back(length);
        to._formats.push_back(format);
    }
};

void Parameters::assign(std::span<const Value* const> values) {
    _texts.clear();
    _offsets.clear();
    _values.clear();
    _lengths.clear();
    _formats.clear();
    for (const Value* value : values) {
        std::visit(Writer{*this}, value->held());
    }
    for (std::size_t i = 0; i < _values.size(); ++i) {
        if (_offsets[i] != borrowed) {
            _values[i] = _texts.data() + _offsets[i]; // Only now, because _texts has moved while it grew.
        }
    }
}

} // namespace tenon::data::postgres
