#pragma once

#include <tenon/export.h>
#include <tenon/json.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// One named value: a resource's column, a member of a request body, a query parameter or a module's setting.
///
/// The same vocabulary declares all four, and from it come validation (every fault at once), OpenAPI, table constraints
/// and the documentation of settings. A field describes itself as JSON, so that a module built with an older SDK and a
/// newer kernel understand each other.
class TENON_API Field {
public:
    Field(std::string_view type, std::string_view name);

    /// A field from its own description, as `description()` gives it.
    explicit Field(JsonObject description) : _description(std::move(description)) {}

    /// The value must be sent (and, for a text, must not be empty).
    Field& required();
    /// `null` may be sent and is kept.
    Field& nullable();
    /// No two records of a resource have the same value.
    Field& unique();
    /// The value when none is sent; written as JSON text or plain text ("0", "active", "true").
    Field& initial(Json value);
    /// Least value of a number, least length of a text (in code points) or of a list.
    Field& min(Json least);
    /// Greatest value of a number, greatest length of a text (in code points) or of a list.
    Field& max(Json greatest);
    /// Answered, never accepted: sending it is an error.
    Field& readOnly();
    /// Accepted, never answered: passwords and the like.
    Field& writeOnly();
    /// Another spelling under which clients send the field; the first one found in the body counts.
    Field& also(std::string_view spelling);
    /// The name of a resource's column, where it is another than the field's. Since SDK 1.1.
    Field& storedAs(std::string_view column);
    /// Set when a record of a resource is made, and never changed afterwards. Since 1.1.
    Field& fixed();
    /// The record that a reference of a resource leads to has in `column` what this one has there, or nothing: both
    /// belong to the same company, say. Otherwise 400 with a code made of the column's name: COMPANY_MISMATCH for
    /// "company_id". Since 1.1.
    Field& agreeingOn(std::string_view column);
    /// Shown in the API document and beside the setting.
    Field& help(std::string_view sentence);
    /// A sample value for the API document.
    Field& example(Json value);

    [[nodiscard]] std::string_view name() const;
    [[nodiscard]] std::string_view type() const;

    /// {"name", "type", and only what was set of "required", "nullable", "unique", "initial", "min", "max",
    /// "read_only", "write_only", "also", "help", "example", "scale", "choices", "of", "fields", "target", "stored_as",
    /// "fixed", "agrees_on"}.
    [[nodiscard]] const JsonObject& description() const { return _description; }

private:
    Field& set(std::string_view key, Json value);

    JsonObject _description;
};

/// A list of fields, as routes, resources and settings take it.
using Fields = std::vector<Field>;

/// The descriptions of `fields`, in order: what the kernel reads.
[[nodiscard]] TENON_API JsonArray descriptionOf(const Fields& fields);

/// The vocabulary. `using namespace tenon::fields;` at the top of a module.cpp makes declarations read like a table.
namespace fields {

/// Text in UTF-8 of at most `max` code points, trimmed; control characters other than tab and line breaks are refused.
TENON_API Field text(std::string_view name, int max = 255);
/// Whole number of 64 bits.
TENON_API Field integer(std::string_view name);
/// Exact decimal with `scale` decimals (0 to 12): sent as text or number, kept as a scaled integer, answered as text.
TENON_API Field decimal(std::string_view name, int scale);
/// Binary floating point number; for scores and measurements, never for money.
TENON_API Field number(std::string_view name);
TENON_API Field boolean(std::string_view name);
/// Calendar day, "YYYY-MM-DD".
TENON_API Field date(std::string_view name);
/// Instant, RFC 3339; kept in UTC.
TENON_API Field timestamp(std::string_view name);
/// One of `values`, compared without case and surrounding blanks; answered as declared.
TENON_API Field choice(std::string_view name, std::initializer_list<std::string_view> values);
/// E-mail address (RFC 5321 addr-spec without quoted local parts), at most 254 characters.
TENON_API Field email(std::string_view name);
/// UUID (RFC 9562), answered in lower case.
TENON_API Field uuid(std::string_view name);
/// Reference to a record of table `target` by its integer id or uuid.
TENON_API Field ref(std::string_view name, std::string_view target);
/// List of values described by `of` (its name is not used).
TENON_API Field list(std::string_view name, const Field& of);
/// Object with these members; unknown members are refused.
TENON_API Field object(std::string_view name, const Fields& members);
/// Any JSON value, kept as sent.
TENON_API Field json(std::string_view name);
/// An uploaded file of a multipart body.
TENON_API Field file(std::string_view name);
/// Text that is never answered, logged or audited in clear.
TENON_API Field secret(std::string_view name, int max = 255);
/// Length of time as a setting: "250ms", "30s", "15m", "12h", "7d". Read as milliseconds.
TENON_API Field duration(std::string_view name);
/// Amount of bytes as a setting: "64KB", "25MB", "1GB" (powers of 1024). Read as a number of bytes.
TENON_API Field bytes(std::string_view name);

} // namespace fields

} // namespace tenon
