#include "country_codes.h"

#include <tenon/like.h>

namespace locations {

namespace {

using namespace tenon::fields;

constexpr std::string_view countriesSql =
    "SELECT id, uuid, alpha2_code, alpha3_code, numeric_code, name, name_ar, name_id FROM locations_country WHERE "
    ":search "
    "= '' OR lower(name || ' ' || name_ar || ' ' || name_id || ' ' || alpha2_code || ' ' || alpha3_code) LIKE "
    "lower(:pattern) ESCAPE '\\' ORDER BY CASE :language WHEN 'ar' THEN name_ar WHEN 'id' THEN name_id ELSE name END, "
    "id";

enum Column : std::size_t { Id, Uuid, Alpha2, Alpha3, Numeric, Name, NameAr, NameId };

} // namespace

tenon::Fields countryCodeMembers() {
    return {
        integer("id"),
        text("alpha2_code", 2).example("BD"),
        text("alpha3_code", 3).example("BGD"),
        text("numeric_code", 3).example("050"),
        text("country").help("The name in the language of the answer").example("Bangladesh"),
        text("name").help("The name in English"),
        text("name_ar").help("The name in Arabic"),
        text("name_id").help("The name in Indonesian"),
    };
}

tenon::JsonArray countryCodes(tenon::Database& database, std::string_view language, std::string_view search) {
    const std::size_t shown = language == "ar" ? NameAr : language == "id" ? NameId : Name;
    const std::string pattern = tenon::likePattern(search);
    tenon::JsonArray countries;
    database.each(
        countriesSql,
        {{"search", search}, {"pattern", pattern}, {"language", language}},
        [&](const tenon::Row& row) {
            countries.push_back({
                {"id", row.integer(Id)},
                {"uuid", row.text(Uuid)},
                {"alpha2_code", row.text(Alpha2)},
                {"alpha3_code", row.text(Alpha3)},
                {"numeric_code", row.text(Numeric)},
                {"country", row.text(shown)},
                {"name", row.text(Name)},
                {"name_ar", row.text(NameAr)},
                {"name_id", row.text(NameId)},
            });
        }
    );
    return countries;
}

} // namespace locations
