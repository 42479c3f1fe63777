#include "api_fields.h"

namespace dttot {

using namespace tenon::fields;
using tenon::Fields;

const Fields& rowFilters() {
    static const Fields made{
        text("q", 200).help("A name, an alias, a Kode Densus or an identity number"),
        choice("match", {"any", "exact", "prefix", "folded", "fuzzy"}).initial("any"),
        choice("type", {"person", "entity"}),
        text("nationality", 2).help("ISO 3166-1 alpha-2"),
        integer("birth_year").min(1).max(9999),
        text("kode_densus", 20),
        text("list", 70).help("Name of a list"),
        boolean("with_issues").initial(false),
    };
    return made;
}

const Fields& rowMembers() {
    static const Fields made{
        json("name")
            .help("A name as in the list, with its aliases or without")
            .example("Yusuf Wendrayana alias Abu Fida"),
        json("aliases"),
        json("type").example("person"),
        json("kode_densus"),
        json("nationality").example("ID"),
        json("birth_date").example("1981-07-14"),
        json("birth_place"),
        json("address"),
        json("description"),
        json("nik"),
        json("passports"),
        json("phones"),
    };
    return made;
}

const Fields& documentMembers() {
    static const Fields made{
        integer("id"),
        text("title"),
        text("filename"),
        choice("format", {"xlsx", "xls", "csv", "pdf", "xml", "zip"}),
        integer("size"),
        text("sha256"),
        choice("status", {"uploaded", "processing", "processed", "failed"}),
        integer("job_id").nullable(),
        json("error"),
        integer("rows"),
        text("list").nullable(),
        integer("superseded_by").nullable(),
        integer("source_rows").nullable(),
        integer("records").nullable(),
        integer("record_rows").nullable(),
        integer("skipped").nullable(),
        integer("with_issues").nullable(),
        timestamp("created_at"),
        timestamp("updated_at"),
        timestamp("processed_at").nullable(),
    };
    return made;
}

const Fields& rowAnswer() {
    static const Fields made{
        integer("id"),
        text("kode_densus"),
        choice("type", {"person", "entity"}),
        text("name"),
        list("aliases", text("")),
        list("birth_dates", text("")),
        list("birth_places", text("")),
        list("nationalities", text("")),
        list("nik", text("")),
        list("nik_malformed", text("")),
        list("related_nik", text("")),
        list("passports", text("")),
        list("kk", text("")),
        list("npwp", text("")),
        list("phones", text("")),
        list("addresses", text("")),
        text("description"),
        integer("source_row"),
        list("issues", object("", {text("field"), text("code"), text("message"), text("text")})),
        list("birth_dates_from_description", text("")),
        list("weak_aliases", text("")).help("Like the next five, where a list tells it"),
        list("original_names", text("")),
        list("documents", object("", {text("type"), text("number"), text("country")})),
        list("programs", text("")),
        list("listed_on", text("")),
        list(
            "related_parties",
            object(
                "",
                {
                    text("relation").help("In the words of the list").example("Owned or Controlled By"),
                    choice("said_of", {"this", "other", "both"})
                        .help("Whom the words are said of: this subject is owned by the other, or the other by this"),
                    text("code").help("Which the list gives the other: its kode_densus"),
                    text("name").help("Empty when the list does not have the other"),
                    boolean("former"),
                }
            )
        ),
        integer("page").help("In a PDF"),
        text("element").help("Where an XML document has the row, or the official number of a row"),
        json("original"),
        text("list"),
        integer("document_id"),
        integer("origin_document_id"),
        choice("source", {"extracted", "manual"}),
        integer("version"),
        timestamp("created_at"),
        timestamp("updated_at"),
    };
    return made;
}

} // namespace dttot
