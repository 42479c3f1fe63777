/// Many entries at once.

#include "entry_input.h"
#include "parts.h"

#include <tenon/error.h>

#include <algorithm>

namespace accounting {

namespace {

using namespace tenon::fields;
using tenon::Json;
using tenon::JsonArray;
using tenon::JsonObject;
using tenon::Reply;
using tenon::Request;

constexpr int mostRows = 1000;

/// Ends a transaction of which nothing is to stay.
struct Undone {};

JsonObject failureOf(const tenon::Error& error, std::size_t index) {
    JsonObject failure{{"index", index}, {"ok", false}, {"code", error.code()}, {"message", error.message().english()}};
    if (const auto* invalid = dynamic_cast<const tenon::Invalid*>(&error);
        invalid != nullptr && !invalid->fields().empty()) {
        failure.emplace("field", invalid->fields().front().field);
        failure["message"] = invalid->fields().front().message.english();
    }
    return failure;
}

class Batch {
public:
    Batch(Parts& parts, const Request& request, const Book& book)
        : _parts(parts), _request(request), _book(book), _rows(request.body().at("entries").as_array()) {}

    /// Each row for itself.
    void bestEffort() {
        for (std::size_t i = 0; i < _rows.size(); ++i) {
            _results.push_back(outcomeOf(i, [&] { return stored(i); }));
        }
    }

    /// All rows or none. Every row is tried first, so that all faults are told at once.
    void allOrNothing() {
        for (std::size_t i = 0; i < _rows.size(); ++i) {
            _results.push_back(outcomeOf(i, [&] { return tried(i); }));
        }
        if (!hasFailed()) {
            storeAll();
        }
        if (hasFailed()) {
            for (Json& result : _results) {
                if (result.at("ok").as_bool()) {
                    result = JsonObject{{"index", result.at("index")}, {"ok", false}, {"code", "NOT_STORED"}};
                }
            }
        }
    }

    [[nodiscard]] Reply reply() {
        std::size_t stored = 0;
        for (const Json& result : _results) {
            stored += result.at("ok").as_bool() ? 1 : 0;
        }
        return tenon::ok({{"stored", stored}, {"failed", _rows.size() - stored}, {"results", std::move(_results)}});
    }

private:
    template <typename Body>
    static JsonObject outcomeOf(std::size_t index, Body&& body) {
        try {
            return body();
        } catch (const tenon::DatabaseError&) {
            throw;
        } catch (const tenon::Error& error) {
            return failureOf(error, index);
        }
    }

    [[nodiscard]] bool hasFailed() const {
        return std::ranges::any_of(_results, [](const Json& result) { return !result.at("ok").as_bool(); });
    }

    /// Rows that are right each for itself may still disagree: their numbers may not follow their dates.
    void storeAll() {
        std::size_t at = 0;
        JsonArray results;
        const JsonObject outcome = outcomeOf(0, [&] {
            _parts.database.transaction([&] {
                results.clear();
                for (at = 0; at < _rows.size(); ++at) {
                    results.push_back(stored(at));
                }
            });
            return JsonObject{{"ok", true}};
        });
        if (outcome.at("ok").as_bool()) {
            _results = std::move(results);
        } else {
            _results[at] = outcome;
            _results[at].as_object()["index"] = at;
        }
    }

    /// Posts a row and undoes it.
    JsonObject tried(std::size_t index) {
        JsonObject result;
        try {
            _parts.database.transaction([&] {
                result = stored(index);
                throw Undone();
            });
        } catch (const Undone&) {
        }
        return result;
    }

    JsonObject stored(std::size_t index) {
        const PostedEntry posted =
            _parts.ledger.post(_request.caller(), entryOf(_parts, _book, _rows[index].as_object()));
        return {{"index", index}, {"ok", true}, {"id", posted.id}, {"number", posted.number}};
    }

    Parts& _parts;
    const Request& _request;
    const Book& _book;
    const JsonArray& _rows;
    JsonArray _results;
};

Reply postEntries(Parts& parts, const Request& request) {
    const Book book = parts.books.current(request, "accounting.entries.post");
    Batch batch(parts, request, book);
    if (tenon::textAt(request.body(), "mode") == "best_effort") {
        batch.bestEffort();
    } else {
        batch.allOrNothing();
    }
    return batch.reply();
}

} // namespace

void declareBatches(tenon::App& app, Parts& parts) {
    app.post("/accounting/journal-entries/batch/", calling(parts)(postEntries))
        .needs("accounting.entries.post")
        .withoutTransaction()
        .body(
            {organisation::companyField(),
             choice("mode", {"all_or_nothing", "best_effort"}).help("all_or_nothing unless told otherwise"),
             list("entries", object("", entryMembers())).required().min(1).max(mostRows)}
        )
        .answers(
            {integer("stored"),
             integer("failed"),
             list(
                 "results",
                 object(
                     "", {integer("index"), boolean("ok"), integer("id"), text("number"), text("code"), text("message")}
                 )
             )}
        )
        .summary("Posts up to 1,000 entries: all or none of them, or as many as are right");
}

} // namespace accounting
