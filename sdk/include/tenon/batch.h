#pragma once

#include <tenon/app.h>
#include <tenon/rows.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Many rows by one request: up to 1,000 are added or posted, all of them or as many as are right, and each is answered
/// for. A module makes such a route of what it does for a single row:
///
///     tenon::declareBatch(app, {
///         .path = "/parties/batch/",
///         .permission = "parties.add",
///         .rows = "parties",
///         .row = partyBody(),
///         .answer = {integer("id")},
///         .work = [&store](const Request& request) {
///             return [&store, &request](const JsonObject& row) -> JsonObject {
///                 return {{"id", store.add(request.caller(), row).at("id")}};
///             };
///         },
///     }).summary("Adds up to 1,000 parties");
///
/// or of a resource: `tenon::declareBatch(app, tenon::batchOf(app, leads(), routesOfLeads))`. The body is {"mode":
/// "all_or_nothing" or "best_effort", "parties": [{…}, …]}. A row that is not right spoils no other row's answer: the
/// request is 200 and tells of each row
///
///     {"stored": 1, "failed": 1, "results": [
///         {"index": 0, "ok": true, "id": 7},
///         {"index": 1, "ok": false, "code": "VALIDATION", "field": "name", "message": "This field is required.",
///          "errors": [{"field": "name", "message": "This field is required."}, …]}]}
///
/// where `errors` holds every fault of the row in the client's language. With `all_or_nothing`, which is what a client
/// gets who names no mode, rows that are right are answered NOT_STORED as soon as one is not. Rows see those before
/// them in the same request. More than 1,000 rows, none at all, or what is wrong outside of the rows is 400 as
/// everywhere.
///
/// All of it is one transaction with the record of an Idempotency-Key, so a request that is sent again is answered by
/// what it did the first time. Since SDK 1.1.
namespace tenon {

/// Most rows of a batch.
inline constexpr int mostBatchRows = 1000;

/// What becomes of rows that are right.
enum class Storing {
    AllOrNothing, ///< Kept when all are right
    BestEffort,   ///< Kept, whatever the others are
    Nothing       ///< Only tried
};

/// Rows that are stored one after another in one transaction: what a row does is undone when it fails, and the others
/// go on. For one thread.
class RowBatch {
public:
    RowBatch(Rows& rows, Storing storing) : _rows(rows), _storing(storing) {}

    /// Calls `body`, which calls `row` for each row, as one transaction or as a part of the current one. Outside of one
    /// `body` may run again after a serialization failure: it begins by forgetting what it has gathered.
    template <typename Body>
    void run(Body&& body) {
        try {
            _rows.attempt([&] {
                _failed = 0;
                _isGivenUp = _storing == Storing::Nothing;
                body();
                if (_isGivenUp || (_storing == Storing::AllOrNothing && _failed > 0)) {
                    throw Undone();
                }
            });
            _isStored = true;
        } catch (const Undone&) {
            _isStored = false;
        }
    }

    /// Calls `work`; calls `onError` with the tenon::Error by which it failed, after what it did was undone.
    template <typename Work, typename OnError>
    void row(Work&& work, OnError&& onError) {
        try {
            _rows.attempt(work);
        } catch (const DatabaseError& error) {
            if (!isOfRow(error)) {
                throw;
            }
            ++_failed;
            onError(error);
        } catch (const Error& error) {
            ++_failed;
            onError(error);
        }
    }

    /// Counts a row that failed before anything was tried.
    void countFailed() { ++_failed; }

    /// Has nothing be kept, whatever was asked for.
    void giveUp() { _isGivenUp = true; }

    [[nodiscard]] std::size_t failed() const { return _failed; }

    /// Whether what was right is kept, once `run` has returned.
    [[nodiscard]] bool isStored() const { return _isStored; }

private:
    /// Ends a transaction of which nothing is to stay.
    struct Undone {};

    /// A violated constraint is the row's fault; a lost connection is not.
    [[nodiscard]] static bool isOfRow(const DatabaseError& error) {
        using Kind = DatabaseError::Kind;
        return error.kind() == Kind::Unique || error.kind() == Kind::ForeignKey || error.kind() == Kind::NotNull
               || error.kind() == Kind::Check;
    }

    Rows& _rows;
    Storing _storing;
    std::size_t _failed = 0;
    bool _isGivenUp = false;
    bool _isStored = false;
};

/// Does one row of a batch and returns what is told of it beside "index" and "ok". The row has the members of
/// BatchRoute::row, checked and in canonical form; what is thrown is the row's fault.
using BatchRow = std::function<JsonObject(const JsonObject& row)>;

/// A route for many rows.
struct BatchRoute {
    std::string path;       ///< "/parties/batch/"
    std::string permission; ///< "parties.add"
    std::string rows;       ///< The member of the body that holds the rows: "parties"
    Fields row;             ///< Members of a row
    Fields beside;          ///< Members of the body beside the rows and `mode`: the company, say
    Fields answer;          ///< What is told of a row that was done: its id
    /// Called once for each request, in its transaction, for what is the same for all rows; the function that it
    /// returns is called for each of them and may refer to the request.
    std::function<BatchRow(const Request&)> work;
};

namespace batch {

/// A list of rows that the API document shows as objects with these members, and that is checked row by row.
[[nodiscard]] inline Field listOf(std::string_view name, const Fields& members) {
    JsonObject item = fields::json("").description();
    item["fields"] = descriptionOf(members);
    return fields::list(name, Field(std::move(item))).required().min(1).max(mostBatchRows);
}

/// Why a row was not stored, in the client's language.
[[nodiscard]] inline JsonObject
failureOf(const App& app, const Error& error, std::size_t index, const Request& request) {
    const std::string_view language = request.language();
    JsonArray errors;
    if (const auto* invalid = dynamic_cast<const Invalid*>(&error)) {
        for (const FieldError& fault : invalid->fields()) {
            errors.push_back({{"field", fault.field}, {"message", app.say(fault.message, language)}});
        }
    }
    JsonObject failure{{"index", index}, {"ok", false}, {"code", error.code()}};
    if (errors.empty()) {
        failure.emplace("message", app.say(error.message(), language));
    } else {
        failure.emplace("field", errors.front().at("field"));
        failure.emplace("message", errors.front().at("message"));
        failure.emplace("errors", std::move(errors));
    }
    if (!error.details().empty()) {
        failure.emplace("details", error.details());
    }
    return failure;
}

/// One request for many rows.
class Run {
public:
    Run(App& app, const BatchRoute& route, const Form& form, const Request& request)
        : _app(app), _form(form), _request(request), _rows(request.body().at(route.rows).as_array()),
          _batch(*app.find<Rows>(), storingOf(request)) {
        _batch.run([&] {
            _results.clear();
            const BatchRow work = route.work(request);
            for (std::size_t i = 0; i < _rows.size(); ++i) {
                add(work, i);
            }
        });
    }

    [[nodiscard]] Reply reply() {
        const std::size_t stored = _batch.isStored() ? _rows.size() - _batch.failed() : 0;
        if (!_batch.isStored()) {
            for (Json& result : _results) {
                if (result.at("ok").as_bool()) {
                    const std::size_t index = result.at("index").to_number<std::size_t>();
                    result = JsonObject{{"index", index}, {"ok", false}, {"code", "NOT_STORED"}};
                }
            }
        }
        return ok({{"stored", stored}, {"failed", _rows.size() - stored}, {"results", std::move(_results)}});
    }

private:
    [[nodiscard]] static Storing storingOf(const Request& request) {
        return textAt(request.body(), "mode") == "best_effort" ? Storing::BestEffort : Storing::AllOrNothing;
    }

    void add(const BatchRow& work, std::size_t index) {
        JsonObject result{{"index", index}, {"ok", true}};
        _batch.row(
            [&] {
                const JsonObject* sent = _rows[index].if_object();
                if (sent == nullptr) {
                    throw Invalid("", "Must be an object.");
                }
                for (auto& member : work(_form.accepted(*sent))) {
                    result[member.key()] = std::move(member.value());
                }
            },
            [&](const Error& error) { result = failureOf(_app, error, index, _request); }
        );
        _results.push_back(std::move(result));
    }

    App& _app;
    const Form& _form;
    const Request& _request;
    const JsonArray& _rows;
    RowBatch _batch;
    JsonArray _results;
};

/// A route whose form is compiled by the first request: while modules only declare there is nobody to compile it.
class Declared {
public:
    Declared(App& app, BatchRoute route) : _app(app), _route(std::move(route)) {}

    [[nodiscard]] Reply operator()(const Request& request) {
        std::call_once(_once, [&] { _form = _app.find<Rows>()->form(_route.row); });
        return Run(_app, _route, *_form, request).reply();
    }

private:
    App& _app;
    const BatchRoute _route;
    std::once_flag _once;
    std::shared_ptr<const Form> _form; // guarded by _once
};

[[nodiscard]] inline Fields bodyOf(const BatchRoute& route) {
    Fields body{
        fields::choice("mode", {"all_or_nothing", "best_effort"}).help("all_or_nothing unless told otherwise"),
        listOf(route.rows, route.row)};
    body.insert(body.end(), route.beside.begin(), route.beside.end());
    return body;
}

[[nodiscard]] inline Fields answerOf(const BatchRoute& route) {
    using namespace fields;
    Fields result{integer("index"), boolean("ok")};
    result.insert(result.end(), route.answer.begin(), route.answer.end());
    const Field fault = object("", {text("field"), text("message")});
    for (Field& field : Fields{text("code"), text("message"), text("field"), list("errors", fault), json("details")}) {
        result.push_back(std::move(field));
    }
    return {integer("stored"), integer("failed"), list("results", object("", result))};
}

} // namespace batch

/// Registers the route; the module adds a summary, and what else is to be said of it.
inline Route& declareBatch(App& app, BatchRoute route) {
    const std::string path = route.path;
    const std::string permission = route.permission;
    const Fields body = batch::bodyOf(route);
    const Fields answer = batch::answerOf(route);
    auto& declared = app.keep<batch::Declared>(app, std::move(route));
    return app.post(path, [&declared](const Request& request) { return declared(request); })
        .needs(permission)
        .body(body)
        .answers(answer);
}

/// A batch that adds to a resource, at "<path>batch/"; a row is told by its id. `routes` is what App::resource
/// returned.
[[nodiscard]] inline BatchRoute batchOf(App& app, const Resource& resource, ResourceRoutes& routes) {
    const std::string path(resource.path);
    return {
        .path = path + (path.ends_with('/') ? "batch/" : "/batch/"),
        .permission = std::string(resource.permission) + ".add",
        .rows = std::string(resource.name),
        .row = resource.fields,
        .beside = {},
        .answer = {fields::integer("id")},
        .work = [&app, &routes](const Request& request) -> BatchRow {
            return [rows = app.find<Rows>(), &routes, &request](const JsonObject& row) -> JsonObject {
                return {{"id", rows->add(routes, request, row).at("id")}};
            };
        },
    };
}

} // namespace tenon
