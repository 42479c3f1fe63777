#include "reference.h"

namespace locations {

using namespace tenon::fields;

tenon::Resource divisions() {
    return {
        .name = "divisions",
        .path = "/locations/divisions/",
        .table = "locations_division",
        .fields = {text("name", 80).required().unique().example("Dhaka"), text("bn_name", 80).required()},
        .search = {"name", "bn_name"},
        .filter = {"name"},
        .order = {"name", "bn_name", "id"},
        .permission = "locations.divisions",
        .scope = {},
    };
}

tenon::Resource districts() {
    return {
        .name = "districts",
        .path = "/locations/districts/",
        .table = "locations_district",
        .fields =
            {
                text("name", 80).required().unique().example("Cox's Bazar"),
                text("bn_name", 80).required().help("In Bengali").example("কক্সবাজার"),
                ref("division", "locations_division").storedAs("division_id").also("division_id").required(),
            },
        .search = {"name", "bn_name"},
        .filter = {"division", "name"},
        .order = {"name", "bn_name", "division", "id"},
        .permission = "locations.districts",
        .scope = {},
    };
}

tenon::Resource thanas() {
    return {
        .name = "thanas",
        .path = "/locations/thanas/",
        .table = "locations_thana",
        .fields =
            {
                text("name", 80).required().example("Savar"),
                text("bn_name", 80).required().help("In Bengali").example("সাভার"),
                ref("district", "locations_district").storedAs("district_id").also("district_id").required(),
                choice("kind", {"upazila", "metropolitan"})
                    .initial("upazila")
                    .help("metropolitan: a thana of the police of a big city"),
            },
        .search = {"name", "bn_name"},
        .filter = {"district", "kind", "name"},
        .order = {"name", "bn_name", "district", "id"},
        .permission = "locations.thanas",
        .scope = {},
    };
}

tenon::Resource countries() {
    return {
        .name = "countries",
        .path = "/locations/countries/",
        .table = "locations_country",
        .fields =
            {
                text("alpha2_code", 2).min(2).required().unique().help("ISO 3166-1").example("BD"),
                text("alpha3_code", 3).min(3).required().unique().example("BGD"),
                text("numeric_code", 3).min(3).required().unique().example("050"),
                text("name", 100).required().help("In English").example("Bangladesh"),
                text("name_ar", 100).required().help("In Arabic").example("بنغلاديش"),
                text("name_id", 100).required().help("In Indonesian").example("Bangladesh"),
            },
        .search = {"name", "name_ar", "name_id", "alpha2_code", "alpha3_code"},
        .filter = {"alpha2_code", "alpha3_code", "numeric_code"},
        .order = {"name", "name_ar", "name_id", "alpha2_code", "alpha3_code", "id"},
        .permission = "locations.countries",
        .scope = {},
    };
}

} // namespace locations
