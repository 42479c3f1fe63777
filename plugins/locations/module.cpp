/// Locations: divisions, districts and thanas of Bangladesh, and the countries of the world.

#include "country_codes.h"
#include "places.h"
#include "reference.h"

#include <tenon/module.h>

namespace {

using namespace tenon::fields;

tenon::Fields summaryMembers() {
    return {
        integer("total_divisions"),
        integer("total_districts"),
        integer("total_thanas"),
        integer("upazilas"),
        integer("metropolitan_thanas"),
        integer("total_countries"),
        list(
            "divisions",
            object("division", {integer("id"), text("name"), text("bn_name"), integer("districts"), integer("thanas")})
        ),
    };
}

} // namespace

TENON_MODULE(locations, "1.0.0", "identity?") {
    app.dialect("ktl");
    auto& places = app.keep<locations::Places>(app.database());
    tenon::ResourceRoutes& divisions = app.resource(locations::divisions()).readableBySignedIn();
    tenon::ResourceRoutes& districts = app.resource(locations::districts()).readableBySignedIn();
    tenon::ResourceRoutes& thanas = app.resource(locations::thanas()).readableBySignedIn();
    divisions.lists("districts", districts, "division");
    districts.lists("thanas", thanas, "district");
    thanas.computed(
        object("district_info", {integer("id"), uuid("uuid"), text("name"), text("bn_name")}),
        [&places](const tenon::JsonObject& thana) { return places.district(thana.at("district").as_int64()); }
    );
    app.get("/locations/summary/", [&places](const tenon::Request&) { return tenon::ok(places.summary()); })
        .signedIn()
        .answers(summaryMembers())
        .summary("How many divisions, districts and thanas there are");

    app.resource(locations::countries()).readableBySignedIn().dialect("visa");
    app.get(
           "/country-codes/",
           [&app](const tenon::Request& request) {
               return tenon::ok(locations::countryCodes(app.database(), request.language(), request.query("search")));
           }
    )
        .dialect("visa")
        .signedIn()
        .query({text("search", 100)})
        .answersList(locations::countryCodeMembers())
        .summary("Every country of ISO 3166, for a choice of nationality");

    app.extendAccounts([&places](const auto& accounts) { places.describe(accounts); });
}
