/// Bodies against declared fields: what was accepted is canonical, so that accepting it again changes nothing.

#include <kernel/http/json_reader.h>
#include <kernel/http/target.h>
#include <kernel/schema/schema.h>
#include <tests/fuzz/fuzz.h>

#include <tenon/error.h>
#include <tenon/field.h>

using namespace tenon;
using tenon::fuzz::claim;

namespace {

const schema::Schema& declared() {
    using namespace tenon::fields;
    static const schema::Schema schema(descriptionOf({
        text("name", 20).also("title"),
        integer("amount").min(-5).max(1000),
        decimal("price", 2).nullable(),
        number("score"),
        boolean("on").initial(true),
        date("day"),
        timestamp("at"),
        choice("mood", {"glad", "sad"}),
        email("mail"),
        uuid("code"),
        ref("box", "things_box"),
        list("tags", text("tag", 5)).max(4),
        list("prices", decimal("price", 12)),
        object("size", {integer("width").required(), json("more")}),
        json("any"),
        secret("pin"),
        duration("wait"),
        bytes("room"),
    }));
    return schema;
}

void tryAgain(const JsonObject& accepted, schema::Presence presence) {
    const std::string text = boost::json::serialize(accepted);
    const Json read = http::readJson(text);
    const JsonObject again = declared().accept(read.get_object(), presence, schema::Unknown::Keep);
    claim(boost::json::serialize(again) == text, "what was accepted is accepted again, unchanged");
}

} // namespace

void tenon::fuzz::run(std::string_view bytes) {
    Pieces pieces(bytes);
    const std::uint8_t way = pieces.byte();
    const auto presence = (way & 1) != 0 ? schema::Presence::Whole : schema::Presence::Partial;
    try {
        if ((way & 2) != 0) {
            const auto pairs = http::decodedPairs(pieces.rest());
            const std::vector<schema::TextPair> views(pairs.begin(), pairs.end());
            tryAgain(declared().acceptTexts(views, presence, schema::Unknown::Keep), presence);
            return;
        }
        const Json value = http::readJson(pieces.rest());
        claim(http::readJson(boost::json::serialize(value)) == value, "a JSON value survives");
        if (value.is_object()) {
            tryAgain(declared().accept(value.get_object(), presence, schema::Unknown::Keep), presence);
        }
    } catch (const Invalid&) {
        // Refused, as most inputs are.
    }
}
