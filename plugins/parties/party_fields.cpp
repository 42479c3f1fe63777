#include "party_fields.h"

namespace parties {

namespace {

using namespace tenon::fields;
using tenon::Field;
using tenon::Fields;

void append(Fields& fields, Fields more) { fields.insert(fields.end(), more.begin(), more.end()); }

Fields ownMembers() {
    return {
        choice("kind", {"person", "organization"}),
        text("name", 200).also("full_name").help("May be left out where first and last name are given"),
        text("first_name", 100).nullable(),
        text("last_name", 100).nullable(),
        text("code", 40).nullable().help("Unique within the company").example("C-0042"),
        boolean("is_customer"),
        boolean("is_supplier"),
        boolean("is_employee"),
        boolean("is_subscriber"),
        text("tax_id", 60).also("tax_number").nullable(),
        text("national_id", 60).nullable().help("NIK, NID, iqama").example("3174051203850001"),
        text("passport_number", 20).also("passport").nullable().example("A01234567"),
        text("nationality", 2).min(2).nullable().help("ISO 3166 alpha-2").example("BD"),
        choice("gender", {"female", "male", "other"}).nullable(),
        date("birth_date").also("date_of_birth").nullable(),
        text("birth_place", 100).nullable(),
        email("email").nullable(),
        text("phone", 40).also("telephone").also("mobile").nullable().example("+8801712345678"),
        text("website", 255).nullable(),
        choice("language", {"en", "ar", "bn", "id"}).nullable().help("Of documents for the party"),
        text("company_name", 200).also("company").nullable().help("Whom a person works for"),
        text("contact_type", 40).nullable(),
        text("notes", 4000).nullable(),
        boolean("is_active").also("active"),
    };
}

Field addresses() {
    return list(
               "addresses",
               object(
                   "address",
                   {
                       choice("kind", {"main", "invoice", "delivery", "home", "other"}).initial("main"),
                       text("street", 300).nullable(),
                       text("city", 100).nullable(),
                       text("region", 100).nullable(),
                       text("postal_code", 20).nullable(),
                       text("country", 2).min(2).nullable().help("ISO 3166 alpha-2"),
                       integer("district_id").nullable(),
                       integer("thana_id").nullable(),
                   }
               )
    )
        .max(20);
}

Field contactMethods() {
    return list(
               "contact_methods",
               object(
                   "contact_method",
                   {
                       choice("kind", {"phone", "mobile", "whatsapp", "telegram", "email", "fax", "other"}).required(),
                       text("value", 255).required(),
                       text("label", 60).nullable(),
                   }
               )
    )
        .max(50);
}

} // namespace

Fields partyBody() {
    Fields fields = ownMembers();
    append(
        fields,
        {
            ref("company_id", "organisation_company").nullable().help("Without it the caller's default company"),
            boolean("shared").help("All companies deal with the party"),
            addresses().help("Takes the place of all that there were"),
            contactMethods().help("Takes the place of all that there were"),
            boolean("allow_duplicate").help("Although another party has the same tax id, national id or telephone"),
        }
    );
    return fields;
}

Fields roleBody() {
    Fields fields = partyBody();
    append(fields, {text("address", 300).nullable().help("The street of the main address, in short for `addresses`")});
    return fields;
}

Fields roleDetail() {
    Fields fields = partyDetail();
    append(fields, {text("address", 300).nullable()});
    return fields;
}

Fields partySummary() {
    Fields fields{integer("id"), uuid("uuid"), integer("version")};
    append(fields, ownMembers());
    append(
        fields,
        {
            integer("company_id").nullable(),
            boolean("shared"),
            integer("created_by"),
            timestamp("created_at"),
            timestamp("updated_at"),
        }
    );
    return fields;
}

Fields partyDetail() {
    Fields fields = partySummary();
    append(fields, {addresses(), contactMethods()});
    return fields;
}

Fields partyQuery() {
    Fields fields = roleQuery();
    append(fields, {choice("role", {"customer", "supplier", "employee", "subscriber"})});
    return fields;
}

Fields roleQuery() {
    return {
        text("search", 200).also("q").help("In name, code, e-mail, telephone, identifiers"),
        choice("kind", {"person", "organization"}),
        boolean("is_active"),
        json("company_id").help("Id or UUID of a company"),
        text("contact_type", 40),
        text("ordering", 20).help("One of: name, code, created_at, id; with '-', backwards."),
    };
}

} // namespace parties
